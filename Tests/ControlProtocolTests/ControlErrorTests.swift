import ControlProtocol
import Testing
import Varlink

@Suite("Errors of the control socket")
struct ControlErrorTests {
    @Test(
        "Each failure ends scrutinyctl with its own number",
        arguments: [
            (.noSuchScrutiny(id: "x", nearest: []), 4),
            (.noSuchItem(id: "x", item: "a/b", nearest: []), 4),
            (.noSuchDelivery(id: "x", nearest: []), 4),
            (.noSuchEntry(id: "x", sequence: 9, last: 3), 4),
            (.eventNotAccepted(part: "x", event: "e", states: [], accepted: []), 5),
            (.inFuture(occurred: "2018-01-27", today: "2018-01-26"), 5),
            (.notCurrent(id: "x", expected: 1, actual: 2), 5),
            (.requestReused(request: "r"), 5), (.clockNotVirtual, 5),
            (.clockNotTrusted(reason: "r", remedy: "s"), 5),
            (.invalidFact(name: "n", value: "v", reason: "r", remedy: "s"), 2),
            (.reloadRefused(diagnostics: []), 6), (.storeFailed(message: "m", remedy: "r"), 1),
            (.permissionDenied, 11), (.connection(.notPermitted(path: "/p")), 11),
            (.connection(.unreachable(path: "/p", reason: "r")), 10), (.connection(.closed), 10),
            (.connection(.timedOut), 12), (.connection(.malformed(reason: "r")), 1),
            (.other(.methodNotFound("a.b.C")), 1),
        ] as [(ControlError, Int32)])
    func exitStatus(error: ControlError, number: Int32) {
        #expect(error.exitStatus.rawValue == number)
    }

    @Test("An answer of the protocol itself is read as what it means")
    func standardErrors() {
        #expect(ControlError(.refused(.permissionDenied)) == .permissionDenied)
        #expect(ControlError(.timedOut) == .connection(.timedOut))
        let strange = VarlinkError("org.varlink.service.MethodNotFound", ["method": "a.b.C"])
        #expect(ControlError(.refused(strange)) == .other(strange))
    }

    @Test(
        "An error that is not as declared stays what it was",
        arguments: [
            VarlinkError("org.scrutinyd.Clerk.NoSuchScrutiny", ["id": 1, "nearest": []]),
            VarlinkError("org.scrutinyd.Clerk.NoSuchScrutiny", ["id": "x", "nearest": [1]]),
            VarlinkError("org.scrutinyd.Clerk.NotCurrent", ["id": "x", "expected": "1"]),
            VarlinkError("org.scrutinyd.Manager.ReloadRefused", ["diagnostics": [["file": 1]]]),
            VarlinkError("org.scrutinyd.Clerk.FromTheFuture", [:]),
            VarlinkError("com.example.Clerk.NoSuchScrutiny", ["id": "x", "nearest": []]),
        ])
    func undeclared(error: VarlinkError) {
        #expect(ControlError(.refused(error)) == .other(error))
    }

    @Test("A refusal names what is wrong and what to do")
    func sentences() {
        let event = ControlError.eventNotAccepted(
            part: "rural-crime-2017", event: "letter-sent", states: ["scoping"],
            accepted: ["scope-agreed", "late-evidence"])
        #expect(
            event.description == "rural-crime-2017 does not accept \"letter-sent\" in scoping."
                + " Accepted are: scope-agreed, late-evidence.")
        let id = ControlError.noSuchScrutiny(id: "rural", nearest: ["rural-crime-2017"])
        #expect(
            id.description == "There is no scrutiny \"rural\". Did you mean rural-crime-2017?")
        let reload = ControlError.reloadRefused(diagnostics: [Samples.diagnostic])
        #expect(
            reload.description.hasSuffix(
                "/etc/scrutinyd/scrutinyd.yaml:3:7: error: unknown key: \"chanel\". Write channel.")
        )
    }

    @Test("What never travels has no wire form")
    func local() {
        #expect(ControlError.connection(.closed).wireError(of: "a.b") == nil)
        #expect(ControlError.permissionDenied.wireError(of: "a.b") == .permissionDenied)
    }

    @Test("A daemon that is not there is told as unreachable")
    func unreachable() async {
        await #expect {
            _ = try await ControlClient(socket: "/nonexistent/scrutinyd.sock")
        } throws: { error in
            (error as? ControlError)?.exitStatus == .unreachable
        }
    }
}
