internal import Foundation
import Workflows

/// What redacting one history entry takes out, and where copies of it are. Made by reading alone,
/// so that it can be shown before it is done.
package struct RedactionPlan {
    /// The entry.
    let entry: HistoryEntry
    /// What takes its payload's place.
    let payload: HistoryEntry.Payload
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
    package var isEmpty: Bool { payload == entry.payload }

    /// The texts that are taken out.
    package var removed: [String] { redactor.removed }

    /// Whether a text, such as the reason given for it, repeats what is to be taken out.
    package func repeats(_ text: String) -> Bool { redactor.isRepeated(in: text) }

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
        var redactor = Redactor(definition: definition, keeping: keeping)
        let payload = redactor.redact(entry.payload)
        self.entry = entry
        self.payload = payload
        self.redactor = redactor
        state =
            history.reduce(nil as ScrutinyState?) { state, other in
                let effects = (other.sequence == sequence ? payload : other.payload).effects
                return ScrutinyState.folding(effects, onto: state, sequence: other.sequence)
            } ?? present
        reminders = try store.reminders(of: id).compactMap { row in
            var cleaned = row
            cleaned.reminder = redactor.withoutRepetition(row.reminder)
            cleaned.outcome = row.outcome.map { redactor.withoutRepetition($0) }
            return cleaned == row ? nil : cleaned
        }
        let carriers = try store.deliveries(DeliveryFilter(scrutiny: id, limit: .max)).filter {
            $0.repeats(redactor, attempts: try store.attempts(of: $0.id))
        }
        deliveries = carriers.map { $0.redacted(by: redactor) }
        let others = try history.filter {
            try $0.sequence != sequence && $0.payload.repeats(redactor)
        }
        remarks = Self.remarks(
            others: others.map(\.sequence), carriers: carriers, redactor)
    }

    private static func remarks(
        others: [Int], carriers: [Delivery], _ redactor: Redactor
    ) -> [String] {
        let waiting = carriers.count { $0.status == .pending }
        let emptied = carriers.count - waiting
        let undeliverable = carriers.count {
            $0.status == .pending && redactor.isRepeated(in: $0.address)
        }
        var remarks: [String] = []
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
        if redactor.tookShortTexts {
            remarks.append("Texts of one or two letters were not looked for elsewhere.")
        }
        return remarks
    }
}

extension HistoryEntry.Payload {
    /// Whether any text of the payload holds something that was taken out.
    fileprivate func repeats(_ redactor: Redactor) throws -> Bool {
        try CanonicalJSON.texts(in: CanonicalJSON.encode(self)).contains(where: redactor.isRepeated)
    }
}

extension Delivery {
    /// What is left of a message that was redacted after it was over.
    private static let emptied = "{}"

    /// Whether the message was redacted, so that nothing is left to hand over.
    package var isEmptied: Bool { payload == Self.emptied }

    /// Whether the message, its address or what became of it holds something that was taken out.
    fileprivate func repeats(_ redactor: Redactor, attempts: [Attempt]) -> Bool {
        let told = [subject, address, person, reference, lastError] + attempts.map(\.detail)
        return told.compactMap(\.self).contains(where: redactor.isRepeated)
            || CanonicalJSON.texts(in: Data(payload.utf8)).contains(where: redactor.isRepeated)
    }

    /// The message without what was taken out: one that is over says nothing any more, one that
    /// waits says the rest.
    fileprivate func redacted(by redactor: Redactor) -> Delivery {
        var delivery = self
        let isOver = status != .pending
        delivery.subject = isOver ? Redaction.mark : redactor.marking(subject)
        delivery.payload =
            isOver
            ? Self.emptied
            : CanonicalJSON.replacingTexts(in: payload) { redactor.marking($0) } ?? Self.emptied
        delivery.address = redactor.withoutRepetition(address)
        delivery.person = redactor.withoutRepetition(person)
        delivery.reference = reference.map(redactor.withoutRepetition)
        delivery.lastError = lastError.map(redactor.withoutRepetition)
        return delivery
    }
}
