package import Varlink

/// A value that travels over the control socket, as its `.varlink` file says.
///
/// The names of its properties are those of the wire; what is nil is left out there.
package protocol WireValue: Codable, Hashable, Sendable {}

/// A method of one of the three interfaces: the value holds the parameters.
package protocol ControlMethod: VarlinkMethod, Hashable where Reply: WireValue {}

extension InterfaceDescription {
    /// A description that is part of the program; tests prove that each of them parses.
    init(embedded bytes: [UInt8]) {
        do {
            try self.init(parsing: String(decoding: bytes, as: UTF8.self))
        } catch {
            preconditionFailure("an embedded interface description is wrong: \(error)")
        }
    }
}
