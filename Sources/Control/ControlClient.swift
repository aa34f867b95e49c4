package import Varlink

/// A connection to the daemon's control socket.
package struct ControlClient: Sendable {
    private let connection: VarlinkClient

    /// How long each call may take; nil: for ever.
    package var timeout: Duration?

    /// Connects to the daemon that listens at a path.
    package init(socket path: String, timeout: Duration? = nil) async throws(ControlError) {
        do {
            connection = try await VarlinkClient.connect(to: path, timeout: timeout)
        } catch {
            throw ControlError(error)
        }
        self.timeout = timeout
    }

    /// Calls a method: the parameters are the method, `Register.Show(id: …)`.
    package func call<Method: ControlMethod>(
        _ parameters: Method
    ) async throws(ControlError) -> Method.Reply {
        do {
            return try await connection.call(parameters, timeout: timeout)
        } catch {
            throw ControlError(error)
        }
    }
}
