package import Varlink

extension ControlError {
    /// The error as a method of the interface answers it; nil for what never travels.
    package func wireError(of interface: String) -> VarlinkError? {
        guard let (name, parameters) = declared else {
            switch self {
            case .permissionDenied: return .permissionDenied
            case .other(let error): return error
            default: return nil
            }
        }
        return VarlinkError("\(interface).\(name)", parameters)
    }

    /// The name in the `.varlink` files, and what it tells.
    private var declared: (name: String, parameters: JSONObject)? {
        switch self {
        case .noSuchScrutiny(let id, let nearest):
            ("NoSuchScrutiny", ["id": .string(id), "nearest": .texts(nearest)])
        case .noSuchItem(let id, let item, let nearest):
            ("NoSuchItem", ["id": .string(id), "item": .string(item), "nearest": .texts(nearest)])
        case .noSuchWorkflow(let workflow, let nearest):
            ("NoSuchWorkflow", ["workflow": .string(workflow), "nearest": .texts(nearest)])
        case .noSuchDeadline(let id, let deadline, let nearest):
            (
                "NoSuchDeadline",
                [
                    "id": .string(id), "deadline": .string(deadline), "nearest": .texts(nearest),
                ]
            )
        case .noSuchRecipient(let name, let nearest):
            ("NoSuchRecipient", ["name": .string(name), "nearest": .texts(nearest)])
        case .noSuchEntry(let id, let sequence, let last):
            (
                "NoSuchEntry",
                [
                    "id": .string(id), "sequence": .integer(Int64(sequence)),
                    "last": .integer(Int64(last)),
                ]
            )
        case .noSuchDelivery(let id, let nearest):
            ("NoSuchDelivery", ["id": .string(id), "nearest": .texts(nearest)])
        case .noSuchCalendar(let name, let nearest):
            ("NoSuchCalendar", ["name": .string(name), "nearest": .texts(nearest)])
        case .eventNotAccepted(let part, let event, let states, let accepted):
            (
                "EventNotAccepted",
                [
                    "part": .string(part), "event": .string(event), "states": .texts(states),
                    "accepted": .texts(accepted),
                ]
            )
        case .guardFailed(let part, let event, let message):
            (
                "GuardFailed",
                [
                    "part": .string(part), "event": .string(event), "message": .string(message),
                ]
            )
        case .notCurrent(let id, let expected, let actual):
            (
                "NotCurrent",
                [
                    "id": .string(id), "expected": .integer(Int64(expected)),
                    "actual": .integer(Int64(actual)),
                ]
            )
        case .alreadyExists(let id):
            ("AlreadyExists", ["id": .string(id)])
        case .invalidName(let name, let reason, let remedy):
            (
                "InvalidName",
                [
                    "name": .string(name), "reason": .string(reason), "remedy": .string(remedy),
                ]
            )
        case .invalidFact(let name, let value, let reason, let remedy):
            (
                "InvalidFact",
                [
                    "name": .string(name), "value": .string(value), "reason": .string(reason),
                    "remedy": .string(remedy),
                ]
            )
        case .invalidTime(let value, let reason, let remedy):
            (
                "InvalidTime",
                [
                    "value": .string(value), "reason": .string(reason), "remedy": .string(remedy),
                ]
            )
        case .inFuture(let occurred, let today):
            ("InFuture", ["occurred": .string(occurred), "today": .string(today)])
        case .requestReused(let request):
            ("RequestReused", ["request": .string(request)])
        case .refusedByState(let id, let reason):
            ("RefusedByState", ["id": .string(id), "reason": .string(reason)])
        case .clockNotVirtual:
            ("ClockNotVirtual", [:])
        case .clockNotTrusted(let reason, let remedy):
            ("ClockNotTrusted", ["reason": .string(reason), "remedy": .string(remedy)])
        case .storeFailed(let message, let remedy):
            ("StoreFailed", ["message": .string(message), "remedy": .string(remedy)])
        case .reloadRefused(let diagnostics):
            ("ReloadRefused", ["diagnostics": .array(diagnostics.map(\.wireValue))])
        case .importRefused(let diagnostics):
            ("ImportRefused", ["diagnostics": .array(diagnostics.map(\.wireValue))])
        case .permissionDenied, .connection, .other: nil
        }
    }
}

extension JSONValue {
    fileprivate static func texts(_ texts: [String]) -> JSONValue {
        .array(texts.map { .string($0) })
    }
}

extension Manager.Diagnostic {
    fileprivate var wireValue: JSONValue {
        var members: JSONObject = [
            "file": .string(file), "severity": .string(severity), "reason": .string(reason),
            "remedy": .string(remedy),
        ]
        members["line"] = line.map { .integer(Int64($0)) }
        members["column"] = column.map { .integer(Int64($0)) }
        members["text"] = text.map { .string($0) }
        return .object(members)
    }
}
