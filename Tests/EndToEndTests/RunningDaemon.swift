import ControlProtocol
import Foundation

/// A daemon that answers, with the calls tests make most.
struct RunningDaemon {
    let process: ChildProcess
    let client: ControlClient

    func call<Method: ControlMethod>(_ method: Method) async throws -> Method.Reply {
        try await client.call(method)
    }

    /// The same daemon, whose answers may take their time.
    var awaitedPatiently: RunningDaemon {
        var client = client
        client.timeout = .seconds(900)
        return RunningDaemon(process: process, client: client)
    }

    /// Ends it as systemd would.
    ///
    /// - Returns: its exit status.
    func stop() async -> Int32 {
        process.signal(SIGTERM)
        return await process.end()
    }

    /// Ends it as a power cut would.
    func kill() async {
        process.signal(SIGKILL)
        _ = await process.end()
    }

    /// Opens a letter that is to be answered on a day.
    @discardableResult
    func openLetter(
        _ id: String = "letter-1", due: String = "2018-02-22", request: String? = nil
    ) async throws -> Clerk.Receipt {
        try await call(
            Clerk.Open(
                workflow: "letter", id: id, facts: [.init(name: "due-day", values: [due])],
                request: request)
        ).receipt
    }

    /// Moves the virtual clock on.
    @discardableResult
    func advance(to moment: String) async throws -> Manager.ClockAdvance.Reply {
        try await call(Manager.ClockAdvance(to: moment))
    }

    func deliveries(status: String? = nil) async throws -> [Register.Delivery] {
        try await call(Register.Deliveries(status: status)).deliveries
    }

    /// Sentences about what does not fit in the history.
    func findings() async throws -> [String] { try await call(Manager.Verify()).findings }
}
