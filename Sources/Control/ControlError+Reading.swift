package import Varlink

extension ControlError {
    /// The error a client met.
    package init(_ error: ClientError) {
        guard case .refused(let answer) = error else {
            self = .connection(error)
            return
        }
        self = answer == .permissionDenied ? .permissionDenied : Self.declared(answer)
    }

    /// What the answer says; an error whose parameters are not as declared stays unread.
    private static func declared(_ answer: VarlinkError) -> ControlError {
        let parts = answer.name.split(separator: ".")
        guard parts.count == 4, parts[0] == "org", parts[1] == "scrutinyd" else {
            return .other(answer)
        }
        do throws(Reading.Mismatch) {
            return try read(String(parts[3]), Reading(parameters: answer.parameters))
                ?? .other(answer)
        } catch {
            return .other(answer)
        }
    }

    private static func read(
        _ name: String, _ reading: Reading
    ) throws(Reading.Mismatch) -> ControlError? {
        switch name {
        case "NoSuchScrutiny":
            .noSuchScrutiny(id: try reading.text("id"), nearest: try reading.texts("nearest"))
        case "NoSuchItem":
            .noSuchItem(
                id: try reading.text("id"), item: try reading.text("item"),
                nearest: try reading.texts("nearest"))
        case "NoSuchWorkflow":
            .noSuchWorkflow(
                workflow: try reading.text("workflow"), nearest: try reading.texts("nearest"))
        case "NoSuchDeadline":
            .noSuchDeadline(
                id: try reading.text("id"), deadline: try reading.text("deadline"),
                nearest: try reading.texts("nearest"))
        case "NoSuchRecipient":
            .noSuchRecipient(name: try reading.text("name"), nearest: try reading.texts("nearest"))
        case "NoSuchEntry":
            .noSuchEntry(
                id: try reading.text("id"), sequence: try reading.integer("sequence"),
                last: try reading.integer("last"))
        case "NoSuchDelivery":
            .noSuchDelivery(id: try reading.text("id"), nearest: try reading.texts("nearest"))
        case "NoSuchCalendar":
            .noSuchCalendar(name: try reading.text("name"), nearest: try reading.texts("nearest"))
        case "EventNotAccepted":
            .eventNotAccepted(
                part: try reading.text("part"), event: try reading.text("event"),
                states: try reading.texts("states"), accepted: try reading.texts("accepted"))
        case "GuardFailed":
            .guardFailed(
                part: try reading.text("part"), event: try reading.text("event"),
                message: try reading.text("message"))
        case "NotCurrent":
            .notCurrent(
                id: try reading.text("id"), expected: try reading.integer("expected"),
                actual: try reading.integer("actual"))
        case "AlreadyExists":
            .alreadyExists(id: try reading.text("id"))
        case "InvalidName":
            .invalidName(
                name: try reading.text("name"), reason: try reading.text("reason"),
                remedy: try reading.text("remedy"))
        case "InvalidFact":
            .invalidFact(
                name: try reading.text("name"), value: try reading.text("value"),
                reason: try reading.text("reason"), remedy: try reading.text("remedy"))
        case "InvalidTime":
            .invalidTime(
                value: try reading.text("value"), reason: try reading.text("reason"),
                remedy: try reading.text("remedy"))
        case "InFuture":
            .inFuture(occurred: try reading.text("occurred"), today: try reading.text("today"))
        case "RequestReused":
            .requestReused(request: try reading.text("request"))
        case "RefusedByState":
            .refusedByState(id: try reading.text("id"), reason: try reading.text("reason"))
        case "ClockNotVirtual":
            .clockNotVirtual
        case "ClockNotTrusted":
            .clockNotTrusted(
                reason: try reading.text("reason"), remedy: try reading.text("remedy"))
        case "StoreFailed":
            .storeFailed(message: try reading.text("message"), remedy: try reading.text("remedy"))
        case "ReloadRefused": .reloadRefused(diagnostics: try reading.diagnostics())
        case "ImportRefused": .importRefused(diagnostics: try reading.diagnostics())
        default: nil
        }
    }

    /// Reads an error's parameters by name.
    private struct Reading {
        struct Mismatch: Error {}

        let parameters: JSONObject

        func text(_ name: String) throws(Mismatch) -> String {
            guard let text = parameters[name]?.text else { throw Mismatch() }
            return text
        }

        func texts(_ name: String) throws(Mismatch) -> [String] {
            guard let elements = parameters[name]?.elements else { throw Mismatch() }
            let texts = elements.compactMap(\.text)
            guard texts.count == elements.count else { throw Mismatch() }
            return texts
        }

        func integer(_ name: String) throws(Mismatch) -> Int {
            guard case .integer(let integer) = parameters[name] else { throw Mismatch() }
            return Int(integer)
        }

        func diagnostics() throws(Mismatch) -> [Manager.Diagnostic] {
            do {
                return try parameters["diagnostics"]?.decoded() ?? []
            } catch {
                throw Mismatch()
            }
        }
    }
}
