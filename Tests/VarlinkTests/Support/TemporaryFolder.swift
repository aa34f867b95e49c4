import Glibc
import Testing

/// A folder of its own for a test's sockets; gone with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/varlink-XXXXXX".utf8CString)
        path = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    /// The path of a file in it.
    func file(_ name: String) -> String { "\(path)/\(name)" }

    deinit {
        for name in ["socket", "other", "file"] { unlink(file(name)) }
        rmdir(path)
    }
}
