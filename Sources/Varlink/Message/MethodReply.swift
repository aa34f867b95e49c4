/// A reply as it travels: one JSON object.
package struct MethodReply: Hashable, Sendable {
    /// What it tells.
    package var parameters: JSONObject
    /// Whether more replies to the same call follow.
    package var continues = false
    /// The qualified name of the error; nil where the call succeeded.
    package var error: String?

    /// A call's answer.
    init(_ parameters: JSONObject, continues: Bool = false) {
        self.parameters = parameters
        self.continues = continues
    }

    /// The refusal of a call.
    init(_ error: VarlinkError) {
        parameters = error.parameters
        self.error = error.name
    }

    /// Reads a reply; nil where the value is none.
    package init?(_ message: JSONValue) {
        guard let members = message.members else { return nil }
        switch members["parameters"] {
        case .object(let parameters): self.parameters = parameters
        case .null, nil: parameters = [:]
        case .boolean, .integer, .number, .string, .array: return nil
        }
        switch members["continues"] {
        case .boolean(let flag): continues = flag
        case .null, nil: break
        case .integer, .number, .string, .array, .object: return nil
        }
        switch members["error"] {
        case .string(let name): error = name
        case .null, nil: break
        case .boolean, .integer, .number, .array, .object: return nil
        }
    }

    /// The message. Members that say nothing are left out: some clients hang up on a null.
    package var message: JSONValue {
        var members: JSONObject = ["parameters": .object(parameters)]
        if continues { members["continues"] = true }
        if let error { members["error"] = .string(error) }
        return .object(members)
    }
}
