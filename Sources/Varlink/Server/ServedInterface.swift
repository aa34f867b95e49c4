/// An interface with the handlers of its methods.
public struct ServedInterface: Sendable {
    /// Answers a call, or refuses it with an error of the interface or a standard one.
    public typealias Handler = @Sendable (Call) async throws(VarlinkError) -> JSONObject
    /// Lets a call pass, or refuses it.
    public typealias Gate = @Sendable (Call) async throws(VarlinkError) -> Void

    /// What it takes and answers.
    public let description: InterfaceDescription
    let gate: Gate
    private var handlers: [String: Handler] = [:]

    /// An interface that answers nothing yet.
    ///
    /// - Parameter gate: asked before each call, and before its parameters are looked at.
    public init(_ description: InterfaceDescription, gate: @escaping Gate = { _ in }) {
        self.description = description
        self.gate = gate
    }

    /// The declared methods that have no handler: calls to them are answered with
    /// `MethodNotImplemented`.
    public var unserved: [String] {
        description.methods.map(\.name).filter { handlers[$0] == nil }
    }

    /// Lets the handler answer a method, named without the interface. The interface must
    /// declare it.
    public mutating func serve(_ method: String, _ handler: @escaping Handler) {
        precondition(
            description.method(method) != nil, "\(description.name) declares no \(method)")
        handlers[method] = handler
    }

    /// Lets the handler answer a method by its Swift types.
    public mutating func serve<Method: VarlinkMethod>(
        _ method: Method.Type,
        _ handler: @escaping @Sendable (Method, Call) async throws(VarlinkError) -> Method.Reply
    ) {
        let prefix = description.name + "."
        precondition(
            Method.method.hasPrefix(prefix), "\(Method.method) is no method of \(prefix)")
        serve(String(Method.method.dropFirst(prefix.count))) { (call) throws(VarlinkError) in
            let reply = try await handler(Self.parameters(of: call), call)
            return JSONObject(members: reply)
        }
    }

    /// The handler of a method named without the interface.
    func handler(_ method: String) -> Handler? { handlers[method] }

    private static func parameters<Method: VarlinkMethod>(
        of call: Call
    ) throws(VarlinkError) -> Method {
        do {
            return try JSONValue.object(call.parameters).decoded()
        } catch let error as DecodingError {
            throw .invalidParameter(error.path)
        } catch {
            throw .invalidParameter("")
        }
    }
}

extension DecodingError {
    /// The member that does not fit, `items[2].key`.
    fileprivate var path: String {
        var keys: [any CodingKey]
        switch self {
        case .keyNotFound(let key, let context): keys = context.codingPath + [key]
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            keys = context.codingPath
        @unknown default: keys = []
        }
        return keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }
}
