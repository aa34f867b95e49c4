import Glibc

/// A secret handed to a service by name, as a file in `$CREDENTIALS_DIRECTORY`
/// (systemd.exec(5), `LoadCredential=`).
public struct Credential: Sendable {
    /// The largest credential systemd passes: 1 MiB.
    public static let largest = 1 << 20

    /// The name it was loaded under.
    public let name: String
    /// What the file holds, unchanged.
    public let bytes: [UInt8]

    /// The content as text without the line end that editors leave behind, or nil where it is
    /// not UTF-8.
    public var text: String? {
        var text = bytes[...]
        if text.last == UInt8(ascii: "\n") { text.removeLast() }
        if text.last == UInt8(ascii: "\r") { text.removeLast() }
        return String(validating: text, as: UTF8.self)
    }

    /// Whether systemd accepts the name (systemd.exec(5)): a plain file name, so that it cannot
    /// lead out of the directory.
    public static func isName(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 255, name != ".", name != ".." else { return false }
        return name.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && $0 != "/" }
    }

    /// Reads the credential of that name.
    ///
    /// - Throws: ``CredentialError``, whose text says what an administrator can do.
    public init(named name: String, in environment: ServiceEnvironment) throws(CredentialError) {
        guard Self.isName(name) else { throw .invalidName(name) }
        guard let directory = environment.directory(.credentials) else {
            throw .noDirectory(name: name)
        }
        let path = "\(directory)/\(name)"
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw .unreadable(path: path, errno: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= Self.largest {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path: path, errno: errno) }
            if count == 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        guard bytes.count <= Self.largest else { throw .tooLarge(path: path) }
        self.name = name
        self.bytes = bytes
    }
}

/// Why a credential could not be had.
public enum CredentialError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name is no plain file name.
    case invalidName(String)
    /// The service was started without any credentials.
    case noDirectory(name: String)
    /// The file is missing or may not be read.
    case unreadable(path: String, errno: Int32)
    /// The file is larger than ``Credential/largest``.
    case tooLarge(path: String)

    /// One sentence with the remedy.
    public var description: String {
        switch self {
        case .invalidName(let name):
            return "the credential name \"\(name)\" is no plain file name; "
                + "use letters, digits, dots and hyphens"
        case .noDirectory(let name):
            return "no credentials were passed; add LoadCredential=\(name):PATH to the unit"
        case .unreadable(let path, let errno):
            return "cannot read \(path): \(String(cString: strerror(errno))); "
                + "check LoadCredential= in the unit"
        case .tooLarge(let path):
            return "\(path) is larger than 1 MiB, which no credential may be"
        }
    }
}
