import ControlProtocol
package import Engine
import Varlink

/// The id a client gave its request, with what the request was.
package struct GivenRequest: Hashable, Sendable {
    /// Who sent it under which id.
    package let key: RequestKey
    /// SHA-256 of the call's canonical parameters, in hexadecimal.
    package let parametersHash: String

    /// The request as the engine takes it.
    package var forEngine: (key: RequestKey, parametersHash: String) { (key, parametersHash) }

    /// The most bytes an id may have.
    static let longest = 128

    /// The request of a call; nil where the client gave no id.
    ///
    /// - Throws: `ControlError.invalidName` for an id that is empty or too long.
    init?<Method: ControlMethod>(_ id: String?, of call: Method, uid: UInt32) throws {
        guard let id else { return nil }
        // In bytes: a character may hold any number of marks.
        guard (1...Self.longest).contains(id.utf8.count) else {
            throw ControlError.invalidName(
                name: String(decoding: id.utf8.prefix(Self.longest), as: UTF8.self),
                reason: "a request's id has 1 to \(Self.longest) bytes",
                remedy: "Choose a unique id, such as a UUID, or leave it out.")
        }
        key = RequestKey(uid: uid, method: Method.method, id: id)
        parametersHash = sha256(try CanonicalJSON.encode(call))
    }
}
