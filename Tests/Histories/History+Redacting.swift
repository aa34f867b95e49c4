import Engine
import Workflows

extension History {
    /// Takes what people wrote out of an entry of some scrutiny, there or not; addresses stay, for
    /// messages go by them.
    func redaction() async throws -> Submission.Subject? {
        let ids = opened.sorted { $0.key < $1.key }.flatMap { name, ids in ids.map { (name, $0) } }
        guard let (name, id) = dice.pick(ids),
            let definition = cast.definitions.first(where: { $0.id.name == name })?.definition,
            let state = try await medium.store.read({ try $0.scrutiny(id) })
        else { return nil }
        let facts = definition.facts + definition.itemKinds.flatMap(\.facts)
        // The opening holds most of what people wrote; the one after the last is not there.
        let sequence = dice.oneIn(2) ? 1 : 1 + dice.roll(state.sequence + 1)
        return .redact(
            sequence, of: id, keeping: Set(facts.filter { $0.type == .email }.map(\.name)),
            reason: "asked for")
    }
}
