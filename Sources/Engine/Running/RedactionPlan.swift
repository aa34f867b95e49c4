internal import Foundation
import Workflows

/// What redacting one history entry takes out, and where copies of it are. Made by reading alone,
/// so that it can be shown before it is done.
package struct RedactionPlan {
    /// The entries that change, each with what takes its payload's place: the one that is redacted,
    /// and those that repeat what is taken out of it; none: there is nothing to take out.
    let replacements: [(entry: HistoryEntry, payload: HistoryEntry.Payload)]
    /// The scrutiny as the history leaves it then.
    let state: ScrutinyState
    /// Messages that are over and repeat what is taken out, rid of all they said.
    let deliveries: [Delivery]
    /// Reminders whose reasons repeat it, rid of them.
    let reminders: [ReminderRow]
    private let redactor: Redactor
    /// Where the texts stand besides, a sentence each.
    package let remarks: [String]

    /// Whether there is anything to take out.
    package var isEmpty: Bool { replacements.isEmpty }

    /// The texts that are taken out.
    package var removed: [String] { redactor.taken.all }

    /// Whether a text, such as the reason given for it, repeats what is to be taken out.
    package func repeats(_ text: String) -> Bool { redactor.taken.isRepeated(in: text) }

    /// Plans the redaction of an entry.
    ///
    /// - Parameter keeping: facts whose values stay.
    /// - Throws: ``Refusal`` where there is no such scrutiny, entry or fact.
    package init(
        _ sequence: Int, of id: String, keeping: Set<String>, in store: any StoreReader,
        library: Library
    ) throws {
        guard let present = try store.scrutiny(id) else {
            throw Refusal.noSuchScrutiny(
                id: id, nearest: Nearest.names(to: id, in: try store.ids()))
        }
        guard let definition = library.all[present.definition] else {
            throw Refusal.missing(
                what: "The definition \(present.definition)",
                remedy: "Restore the definition's file.")
        }
        let known =
            definition.facts.map(\.name)
            + definition.itemKinds.flatMap { $0.facts.map(\.name) }
        for name in keeping.sorted() where !known.contains(name) {
            throw Refusal.noSuchFact(name: name, nearest: Nearest.names(to: name, in: known))
        }
        let history = try store.history(of: id)
        guard let entry = history.first(where: { $0.sequence == sequence }) else {
            throw Refusal.noSuchEntry(id: id, sequence: sequence, last: present.sequence)
        }
        var redactor = Redactor(definition: definition, keeping: keeping, in: history)
        let left = redactor.takeTexts(of: entry.payload)
        for other in history {
            redactor.taken.note(wholes: redactor.texts(in: other.payload, of: other.sequence))
        }
        let payloads = history.map { other in
            redactor.withoutRepetition(
                other.sequence == sequence ? left : other.payload, of: other.sequence)
        }
        let changed = zip(history, payloads).filter { $0.payload != $1 }
        let isEmpty = !changed.contains { $0.0.sequence == sequence }
        replacements = isEmpty ? [] : changed.map { (entry: $0, payload: $1) }
        self.redactor = redactor
        state =
            zip(history, payloads).reduce(nil as ScrutinyState?) { state, next in
                ScrutinyState.folding(next.1.effects, onto: state, sequence: next.0.sequence)
            } ?? present
        reminders = try store.reminders(of: id).compactMap { row in
            var cleaned = row
            cleaned.reminder = redactor.withoutRepetition(row.reminder)
            cleaned.outcome = row.outcome.map { redactor.withoutRepetition($0) }
            return cleaned == row ? nil : cleaned
        }
        let taken = redactor.taken
        let carriers = try store.deliveries(DeliveryFilter(scrutiny: id, limit: .max)).filter {
            $0.repeats(taken, attempts: try store.attempts(of: $0.id))
        }
        deliveries = carriers.map { $0.redacted(of: taken) }
        let others = zip(history, payloads).filter { other, payload in
            other.sequence != sequence
                && redactor.texts(in: payload, of: other.sequence).contains(
                    where: taken.isRepeated)
        }
        remarks = Self.remarks(
            others: others.map(\.0.sequence),
            repeating: replacements.map(\.entry.sequence).filter { $0 != sequence },
            carriers: carriers, taken)
    }

    private static func remarks(
        others: [Int], repeating: [Int], carriers: [Delivery], _ taken: TakenTexts
    ) -> [String] {
        let waiting = carriers.count { $0.status == .pending }
        let emptied = carriers.count - waiting
        let undeliverable = carriers.count {
            $0.status == .pending && taken.isRepeated(in: $0.address)
        }
        var remarks: [String] = []
        if !repeating.isEmpty {
            let numbers = repeating.map { String($0) }.joined(separator: ", ")
            remarks.append("Entries that repeated them, and are rid of them: \(numbers).")
        }
        if !others.isEmpty {
            let numbers = others.map { String($0) }.joined(separator: ", ")
            remarks.append("The same texts stand in entry \(numbers): redact each of them too.")
        }
        if emptied > 0 {
            remarks.append("Messages that repeated them and are emptied: \(emptied).")
        }
        if waiting > 0 {
            remarks.append(
                "Messages that wait to be delivered and repeated them: \(waiting). They go out "
                    + "without them.")
        }
        if undeliverable > 0 {
            remarks.append(
                "Of those, to an address that is taken out, and so given up: \(undeliverable).")
        }
        if taken.holdsShortTexts {
            remarks.append("Texts of one or two letters were not looked for elsewhere.")
        }
        return remarks
    }
}

extension Delivery {
    /// What is left of a message that was redacted after it was over.
    private static let emptied = "{}"

    /// Whether the message was redacted, so that nothing is left to hand over.
    package var isEmptied: Bool { payload == Self.emptied }

    /// Whether the message, its address or what became of it holds something that was taken out.
    fileprivate func repeats(_ taken: TakenTexts, attempts: [Attempt]) -> Bool {
        let told = [subject, address, person, reference, lastError] + attempts.map(\.detail)
        let texts = CanonicalJSON.texts(in: Data(payload.utf8))
        return (told.compactMap(\.self) + (texts.isEmpty ? [payload] : texts)).contains(
            where: taken.isRepeated)
    }

    /// The message without what was taken out: one that is over says nothing any more, one that
    /// waits says the rest. What others wrote, such as a channel, goes whole.
    fileprivate func redacted(of taken: TakenTexts) -> Delivery {
        func whole(_ text: String) -> String {
            taken.isRepeated(in: text) ? Redaction.mark : text
        }
        var delivery = self
        let isOver = status != .pending
        delivery.subject = isOver ? Redaction.mark : taken.marking(subject)
        delivery.payload =
            isOver
            ? Self.emptied
            : CanonicalJSON.replacingTexts(in: payload) { taken.marking($0) }
                ?? taken.marking(payload)
        delivery.address = whole(address)
        delivery.person = whole(person)
        delivery.reference = reference.map(whole)
        delivery.lastError = lastError.map(whole)
        return delivery
    }
}
