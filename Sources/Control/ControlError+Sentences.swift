internal import Varlink

extension ControlError: CustomStringConvertible {
    /// What went wrong, where, and what to do, for a person.
    package var description: String {
        switch self {
        case .noSuchScrutiny(let id, let nearest):
            "There is no scrutiny \"\(id)\"." + Self.suggestion(nearest)
        case .noSuchItem(let id, let item, let nearest):
            "\(id) has no item \"\(item)\"." + Self.suggestion(nearest)
        case .noSuchWorkflow(let workflow, let nearest):
            "There is no workflow \"\(workflow)\"." + Self.suggestion(nearest)
        case .noSuchDeadline(let id, let deadline, let nearest):
            "\(id) has no deadline \"\(deadline)\"." + Self.suggestion(nearest)
        case .noSuchRecipient(let name, let nearest):
            "There is no party or person \"\(name)\"." + Self.suggestion(nearest)
        case .noSuchEntry(let id, let sequence, let last):
            "\(id) has no history entry \(sequence): its last is \(last)."
                + " Look with: scrutinyctl history \(id)"
        case .noSuchDelivery(let id, let nearest):
            "There is no message \"\(id)\"." + Self.suggestion(nearest)
        case .noSuchCalendar(let name, let nearest):
            "There is no calendar \"\(name)\"." + Self.suggestion(nearest)
        case .eventNotAccepted(let part, let event, let states, let accepted):
            "\(part) does not accept \"\(event)\" in \(Self.list(states, "no state"))."
                + " Accepted are: \(Self.list(accepted, "none"))."
        case .guardFailed(let part, let event, let message):
            "\(part) does not accept \"\(event)\" yet: \(message)"
        case .notCurrent(let id, let expected, let actual):
            "\(id) has moved on: its history ends with entry \(actual), not \(expected)."
                + " Look at it again, then repeat the command."
        case .alreadyExists(let id): "\(id) exists already. Choose another name."
        case .invalidName(let name, let reason, let remedy):
            "\"\(name)\" is no name here: \(reason). \(remedy)"
        case .invalidFact(let name, "", let reason, let remedy):
            "The fact \(name) is missing: \(reason). \(remedy)"
        case .invalidFact(let name, let value, let reason, let remedy):
            "The fact \(name) cannot be \"\(value)\": \(reason). \(remedy)"
        case .invalidTime(let value, let reason, let remedy):
            "\"\(value)\" is no time here: \(reason). \(remedy)"
        case .inFuture(let occurred, let today):
            "\(occurred) has not happened yet: today is \(today)."
        case .requestReused(let request):
            "The request \"\(request)\" was used for something else. Choose another id."
        case .refusedByState(let id, let reason): "\(id): \(reason)"
        case .clockNotVirtual:
            "The daemon runs on real time, which nobody advances."
                + " Start it with --virtual-clock to try things out."
        case .reloadRefused(let diagnostics):
            "The files hold errors; the daemon keeps what it had.\n"
                + diagnostics.map(\.description).joined(separator: "\n")
        case .clockNotTrusted(let reason, let remedy):
            "Nothing is recorded: \(reason). \(remedy)"
        case .importRefused(let diagnostics):
            "Nothing was imported.\n" + diagnostics.map(\.description).joined(separator: "\n")
        case .storeFailed(let message, let remedy): "The store failed: \(message) \(remedy)"
        case .permissionDenied:
            "You are not permitted to do that."
                + " Ask an administrator for the group that may (see the configuration's roles)."
        case .connection(let error): Self.sentence(of: error)
        case .other(let error):
            error.unusableParameter.map {
                "The daemon cannot use what was given as \"\($0)\". Give it a value that fits."
            } ?? "The daemon refused: \(error)."
        }
    }

    private static func sentence(of error: ClientError) -> String {
        switch error {
        case .unreachable(let path, let reason):
            "The daemon cannot be reached at \(path): \(reason)."
                + " Is it running? Look with: systemctl status scrutinyd"
        case .notPermitted(let path):
            "You are not permitted to use \(path)."
                + " Ask an administrator to put you into the group scrutiny."
        case .timedOut: "The daemon did not answer in the time allowed."
        case .closed: "The daemon closed the connection. Look with: journalctl -u scrutinyd"
        case .malformed, .tooLong, .cancelled, .busy, .refused: "\(error)."
        }
    }

    private static func suggestion(_ nearest: [String]) -> String {
        nearest.isEmpty ? "" : " Did you mean \(nearest.joined(separator: " or "))?"
    }

    private static func list(_ names: [String], _ none: String) -> String {
        names.isEmpty ? none : names.joined(separator: ", ")
    }
}

extension Manager.Diagnostic: CustomStringConvertible {
    /// The diagnostic in one line: `file:line:column: severity: reason: "text". remedy`.
    package var description: String {
        let place = [file] + [line, column].compactMap { $0.map { String($0) } }
        let quoted = text.map { ": \"\($0)\"" } ?? ""
        return "\(place.joined(separator: ":")): \(severity): \(reason)\(quoted). \(remedy)"
    }
}
