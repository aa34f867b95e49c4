import ControlProtocol
import Engine
import Varlink

extension ClerkService {
    /// Opens a scrutiny.
    func open(_ call: Clerk.Open, _ peer: PeerCredentials) async throws -> Clerk.Open.Reply {
        let opening = Opening(id: call.id, facts: try [GivenFact](call.facts))
        let (_, receipt) = try await submit(
            .open(workflow: call.workflow, opening), for: call, request: call.request,
            note: call.note, by: peer)
        return Clerk.Open.Reply(receipt: receipt)
    }

    /// Records that an event happened.
    func record(
        _ call: Clerk.Record, _ peer: PeerCredentials
    ) async throws -> Clerk.Record.Reply {
        let (id, items) = try PartName.joint(call.parts)
        let recording = Recording(
            event: call.event, items: items,
            occurred: try Recording.Occurred(call.occurred, absent: .now),
            facts: try [GivenFact](call.facts))
        let (_, receipt) = try await submit(
            .command(.record(recording), on: id), for: call, request: call.request,
            note: call.note, expected: call.expected, by: peer)
        return Clerk.Record.Reply(receipt: receipt)
    }

    /// Sets facts of a part.
    func set(_ call: Clerk.Set, _ peer: PeerCredentials) async throws -> Clerk.Set.Reply {
        guard !call.facts.isEmpty else { throw VarlinkError.invalidParameter("facts") }
        let part = try PartName(call.part)
        let command = Command.set(item: part.item, facts: try [GivenFact](call.facts))
        let (_, receipt) = try await submit(
            .command(command, on: part.scrutiny), for: call, request: call.request,
            note: call.note, expected: call.expected, by: peer)
        return Clerk.Set.Reply(receipt: receipt)
    }

    /// Adds items to a scrutiny.
    func addItem(
        _ call: Clerk.AddItem, _ peer: PeerCredentials
    ) async throws -> Clerk.AddItem.Reply {
        guard !call.keys.isEmpty else { throw VarlinkError.invalidParameter("keys") }
        let items = call.keys.map { ItemID(kind: call.kind, key: $0) }
        let command = Command.add(items: items, facts: try [GivenFact](call.facts))
        let (_, receipt) = try await submit(
            .command(command, on: call.id), for: call, request: call.request, note: call.note,
            by: peer)
        return Clerk.AddItem.Reply(receipt: receipt)
    }
}
