/// Finds the handler of a call and makes sure that it gets what the interface describes.
struct Router: Sendable {
    private let interfaces: [String: ServedInterface]

    /// A router over the interfaces and `org.varlink.service`.
    init(_ service: ServiceInformation, _ interfaces: [ServedInterface]) {
        let all = [service.interface(describing: interfaces.map(\.description))] + interfaces
        self.interfaces = Dictionary(
            all.map { ($0.description.name, $0) },
            uniquingKeysWith: { one, _ in
                preconditionFailure("\(one.description.name) is served twice")
            })
    }

    /// The answer to a call.
    func answer(
        _ call: MethodCall, from peer: PeerCredentials,
        reply: @escaping @Sendable (JSONObject) async -> Bool
    ) async -> MethodReply {
        do throws(VarlinkError) {
            let given = Call(
                method: call.method, parameters: call.parameters, wantsMore: call.wantsMore,
                isOneway: call.isOneway, peer: peer, reply: reply)
            return MethodReply(try await handle(given, call))
        } catch {
            return MethodReply(error)
        }
    }

    private func handle(
        _ call: Call, _ message: MethodCall
    ) async throws(VarlinkError) -> JSONObject {
        guard let name = message.interface, let interface = interfaces[name] else {
            throw .interfaceNotFound(message.interface ?? message.method)
        }
        // Before the gate: what a refusal tells an operator is a name that exists.
        guard let method = interface.description.method(message.member) else {
            throw .methodNotFound(call.method)
        }
        try await interface.gate(call)
        // No method here hands its connection over to another protocol.
        guard !message.wantsUpgrade, let handler = interface.handler(message.member) else {
            throw .methodNotImplemented(call.method)
        }
        do throws(TypeMismatch) {
            try interface.description.check(call.parameters, against: method.input)
        } catch {
            throw .invalidParameter(error.path)
        }
        return try await handler(call)
    }
}
