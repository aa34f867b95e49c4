import ControlProtocol
import Engine
import Logging
import Varlink

extension ServedInterface {
    /// Lets the body answer a method. Whatever it throws is answered as an error the interface
    /// declares or a standard one; what nobody foresaw is logged.
    ///
    /// - Parameter subject: what a failure is about, of the call's parameters.
    mutating func answer<Method: ControlMethod>(
        _ method: Method.Type, logger: Logger,
        about subject: @escaping @Sendable (Method) -> FailureSubject = { _ in FailureSubject() },
        _ body: @escaping @Sendable (Method, PeerCredentials) async throws -> Method.Reply
    ) {
        let interface = description
        serve(Method.self) { (parameters, call) throws(VarlinkError) in
            do {
                return try await body(parameters, call.peer)
            } catch let refusal as VarlinkError {
                throw refusal
            } catch {
                let failure = ControlError(failure: error, subject(parameters))
                let told = failure.declared(in: interface)
                // What lasts is told once, by the engine's standing, and not once a call.
                let isTold = (error as? StoreError)?.code.isTrouble == true
                if told.name == "\(interface.name).StoreFailed", !isTold {
                    logger.error(
                        "\(Method.method) failed: \(failure)",
                        metadata: .caller(call.peer.uid, LoggedEvent.storeFailed))
                }
                throw told
            }
        }
    }
}

extension ControlError {
    /// The error as the interface declares it; one that it does not declare is told as
    /// `StoreFailed`, so that every answer fits the contract.
    func declared(in interface: InterfaceDescription) -> VarlinkError {
        let wire = wireError(of: interface.name)
        let prefix = interface.name + "."
        if let wire, !wire.name.hasPrefix(prefix) { return wire }
        if let wire, interface.error(String(wire.name.dropFirst(prefix.count))) != nil {
            return wire
        }
        let failure = ControlError.storeFailed(
            message: description, remedy: Self.remedyForTheUnforeseen)
        return failure.wireError(of: interface.name) ?? .permissionDenied
    }

    static var remedyForTheUnforeseen: String {
        "Nothing was changed. Look into the daemon's log."
    }
}
