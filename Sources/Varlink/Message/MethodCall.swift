/// A call as it travels: one JSON object.
package struct MethodCall: Hashable, Sendable {
    /// The qualified method, `org.example.Register.Show`.
    package var method: String
    /// What it takes.
    package var parameters: JSONObject = [:]
    /// Whether the caller wants no reply.
    package var isOneway = false
    /// Whether the caller takes several replies.
    package var wantsMore = false
    /// Whether the caller wants to speak another protocol afterwards.
    package var wantsUpgrade = false

    init(
        _ method: String, _ parameters: JSONObject = [:], isOneway: Bool = false,
        wantsMore: Bool = false
    ) {
        self.method = method
        self.parameters = parameters
        self.isOneway = isOneway
        self.wantsMore = wantsMore
    }

    /// Reads a call. Keys that are not known are ignored; nil where the value is no call.
    package init?(_ message: JSONValue) {
        guard let members = message.members, let method = members["method"]?.text else {
            return nil
        }
        self.init(method)
        switch members["parameters"] {
        case .object(let parameters): self.parameters = parameters
        case .null, nil: break
        case .boolean, .integer, .number, .string, .array: return nil
        }
        guard let isOneway = Self.flag(members["oneway"]),
            let wantsMore = Self.flag(members["more"]),
            let wantsUpgrade = Self.flag(members["upgrade"])
        else { return nil }
        (self.isOneway, self.wantsMore, self.wantsUpgrade) = (isOneway, wantsMore, wantsUpgrade)
    }

    /// The message; flags that are off and empty parameters are left out.
    package var message: JSONValue {
        var members: JSONObject = ["method": .string(method)]
        if !parameters.isEmpty { members["parameters"] = .object(parameters) }
        if isOneway { members["oneway"] = true }
        if wantsMore { members["more"] = true }
        if wantsUpgrade { members["upgrade"] = true }
        return .object(members)
    }

    /// The interface's part of the method's name; nil where there is no dot.
    package var interface: String? {
        method.lastIndex(of: ".").map { String(method[..<$0]) }
    }

    /// The method's name without the interface's.
    package var member: String {
        method.lastIndex(of: ".").map { String(method[method.index(after: $0)...]) } ?? method
    }

    private static func flag(_ value: JSONValue?) -> Bool? {
        switch value {
        case .boolean(let flag): flag
        case .null, nil: false
        case .integer, .number, .string, .array, .object: nil
        }
    }
}
