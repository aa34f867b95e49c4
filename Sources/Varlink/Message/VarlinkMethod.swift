/// A method as Swift types: the value itself holds the parameters.
///
/// Parameters and reply encode as JSON objects whose members are the fields of the interface
/// description. Optionals that are nil are left out.
public protocol VarlinkMethod: Codable, Sendable {
    /// What the method answers.
    associatedtype Reply: Codable & Sendable

    /// The qualified name, `org.example.Register.Show`.
    static var method: String { get }
}

extension VarlinkClient {
    /// Calls a method and waits for its one answer.
    ///
    /// - Throws: `.refused` where the service answers with an error, `.malformed` where the
    ///   answer is not of the reply's type.
    public func call<Method: VarlinkMethod>(
        _ parameters: Method, timeout: Duration? = nil
    ) async throws(ClientError) -> Method.Reply {
        let reply = try await call(
            Method.method, JSONObject(members: parameters), timeout: timeout)
        do {
            return try JSONValue.object(reply).decoded()
        } catch {
            throw .malformed(reason: "the answer to \(Method.method): \(error)")
        }
    }
}

extension JSONObject {
    /// The members of a value that encodes as an object; any other type is a mistake in the
    /// program.
    init(members value: some Encodable) {
        do {
            guard let members = try JSONValue(encoding: value).members else {
                preconditionFailure("\(type(of: value)) does not encode as a JSON object")
            }
            self = members
        } catch {
            preconditionFailure("\(type(of: value)) does not encode as JSON: \(error)")
        }
    }
}
