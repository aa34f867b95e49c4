import ControlProtocol
import ControlServer
import Glibc
import Simulation
import Testing

@testable import Varlink

@Suite("Who may call what")
struct PermissionTests {
    @Test("A viewer who records is refused, and nothing changes")
    func viewerRecords() async throws {
        let fixture = try ControlFixture()
        try await fixture.openReview()
        let before = try await fixture.position()
        await #expect(throws: ControlError.permissionDenied) {
            try await fixture.call(
                Clerk.Record(parts: ["rural-crime-2017"], event: "session-held", facts: []),
                as: ControlFixture.viewer)
        }
        #expect(try await fixture.position() == before)
    }

    @Test("Refused calls are logged once with the caller's number, and counted at the end")
    func logged() async throws {
        let fixture = try ControlFixture(policy: RolePolicy(ownUser: getuid()))
        let socket = try TestSocket(fixture.server)
        let client = try await ControlClient(socket: socket.path, timeout: .seconds(60))
        for _ in 0..<5 {
            await #expect(throws: ControlError.permissionDenied) {
                try await client.call(Register.Status())
            }
        }
        let begun = fixture.log.lines
        #expect(begun.map(\.uid) == [String(getuid())])
        #expect(begun.first?.message.hasPrefix("org.scrutinyd.Register.Status refused") == true)
        try await socket.stop()
        #expect(fixture.log.lines.count == 2)
        #expect(fixture.log.lines.last?.message.hasSuffix("and 3 times more before") == true)
    }

    @Test("A clerk is no administrator, but reads")
    func clerk() async throws {
        let fixture = try ControlFixture()
        _ = try await fixture.call(Register.Status())
        await #expect(throws: ControlError.permissionDenied) {
            try await fixture.call(Manager.Reload())
        }
        _ = try await fixture.call(Manager.Reload(), as: ControlFixture.admin)
    }

    @Test("The daemon's own user, as every plug-in is, may not even look")
    func plugin() async throws {
        let fixture = try ControlFixture()
        await #expect(throws: ControlError.permissionDenied) {
            try await fixture.call(Register.Status(), as: ControlFixture.plugin)
        }
    }

    @Test("Over a real socket the kernel's word counts")
    func socket() async throws {
        for isAllowed in [true, false] {
            let fixture = try ControlFixture(
                policy: RolePolicy(ownUser: getuid(), allowOwnUser: isAllowed))
            let socket = try TestSocket(fixture.server)
            let client = try await ControlClient(socket: socket.path, timeout: .seconds(60))
            if isAllowed {
                #expect(try await client.call(Register.Status()).scrutinies == 0)
                await #expect(
                    throws: ControlError.noSuchScrutiny(id: "nowhere", nearest: [])
                ) { try await client.call(Register.Show(id: "nowhere")) }
            } else {
                await #expect(throws: ControlError.permissionDenied) {
                    try await client.call(Register.Status())
                }
            }
        }
    }
}
