import ControlProtocol
import Foundation
import Varlink

/// A connection to the daemon that says what went wrong as commands say it.
struct DaemonConnection {
    /// How long an ordinary call may take.
    static let patience = Duration.seconds(60)
    /// How long a call may take that reads the whole store, or lives through weeks of it.
    static let longPatience = Duration.seconds(3_600)

    private var client: ControlClient

    /// Connects to the daemon that listens at a path.
    init(socket: String, timeout: Duration = patience) async throws(CommandFailure) {
        do {
            client = try await ControlClient(socket: socket, timeout: timeout)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Calls a method.
    func call<Method: ControlMethod>(
        _ method: Method
    ) async throws(CommandFailure) -> Method.Reply {
        do {
            return try await client.call(method)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Calls a method of which the caller looks at each refusal.
    func attempt<Method: ControlMethod>(
        _ method: Method
    ) async throws(ControlError) -> Method.Reply {
        try await client.call(method)
    }
}

extension CommandFailure {
    /// The daemon's refusal, or that it could not be asked.
    init(_ error: ControlError) {
        if case .connection(.unreachable(let path, let reason)) = error {
            self.init(
                error.exitStatus,
                "The daemon cannot be reached at \(path): \(reason). "
                    + "Start it with: systemctl start scrutinyd, "
                    + "or name another socket with --socket.")
        } else {
            self.init(error.exitStatus, error.description)
        }
    }
}

extension GlobalOptions {
    /// Where the daemon listens: the option, else $SCRUTINYD_SOCKET, else the usual place.
    var socketPath: String {
        if let socket { return socket }
        let named = ProcessInfo.processInfo.environment["SCRUTINYD_SOCKET"] ?? ""
        return named.isEmpty ? "/run/scrutinyd.sock" : named
    }

    /// Connects to the daemon.
    func connect(
        timeout: Duration = DaemonConnection.patience
    ) async throws(CommandFailure) -> DaemonConnection {
        try await DaemonConnection(socket: socketPath, timeout: timeout)
    }
}
