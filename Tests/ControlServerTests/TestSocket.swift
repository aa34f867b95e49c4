import ControlServer
import Glibc
import Testing
import Varlink

/// A control server at a socket in a folder of its own; gone with its owner.
final class TestSocket: Sendable {
    let folder: String
    private let server: VarlinkServer
    private let running: Task<Void, any Error>

    var path: String { folder + "/socket" }

    init(_ control: ControlServer) throws {
        var template = Array("/tmp/control-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        self.folder = folder
        let server = try VarlinkServer(
            listener: try Listener.bound(to: folder + "/socket"),
            service: ServiceInformation(
                vendor: "scrutinyd", product: "scrutinyd", version: "0", url: "none"),
            interfaces: control.interfaces, onEvent: { control.log($0) })
        self.server = server
        running = Task { try await server.run() }
    }

    /// Ends it, and waits until it has ended.
    func stop() async throws {
        server.stop()
        try await running.value
    }

    deinit {
        server.stop()
        unlink(path)
        rmdir(folder)
    }
}
