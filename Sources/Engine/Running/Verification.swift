import Deadlines

/// What `verify` found: every way in which history, chain and state disagree.
package struct Verification: Hashable, Sendable {
    /// Entries read.
    package var entries: Int
    /// Scrutinies compared with the fold of their history.
    package var scrutinies: Int
    /// The chain's last position.
    package var position: Int
    /// The chain's last hash.
    package var head: String
    /// Findings, in order; empty: all is as it must be.
    package var findings: [String]

    /// The most findings listed; one broken entry breaks all after it.
    private static let mostFindings = 100

    /// Reads all history, checks the chain, folds it and compares with what is stored.
    ///
    /// - Parameter against: an earlier head that must be in the chain, `POSITION:HASH` or a hash.
    package static func run(_ store: any StoreReader, against: String? = nil) throws -> Verification
    {
        var result = Verification(
            entries: 0, scrutinies: 0, position: 0, head: HistoryEntry.genesis, findings: [])
        var states: [String: ScrutinyState] = [:]
        var ended: [String: EndedReminders] = [:]
        var redacted = RedactedEntries()
        let sought = against.map { Self.head(of: $0) }
        var hasSeenHead = sought == nil || sought == HistoryEntry.genesis
        try store.visitHistory { entry, storedHash in
            result.check(entry, storedHash: storedHash)
            redacted.visit(entry, storedHash: storedHash)
            if let sought, entry.hash.hasPrefix(sought) { hasSeenHead = true }
            // Of no scrutiny: there is no state to fold.
            if entry.scrutiny == HistoryEntry.noScrutiny { return }
            ended[entry.scrutiny, default: EndedReminders()].visit(
                entry, owed: states[entry.scrutiny]?.reminders ?? [])
            states[entry.scrutiny] = ScrutinyState.folding(
                entry.payload.effects, onto: states[entry.scrutiny], sequence: entry.sequence)
        }
        for finding in redacted.findings { result.find(finding) }
        if !hasSeenHead, let against {
            result.find("the head \(against) is not in the chain: its tail was cut or replaced")
        }
        let stuck = try StuckBook.read(store).reasons
        var definitions: Set<DefinitionID> = []
        for id in try store.ids() {
            result.scrutinies += 1
            let folded = states.removeValue(forKey: id)
            guard let state = try store.scrutiny(id), state == folded else {
                result.find("\(id): the stored state is not the fold of its history")
                continue
            }
            definitions.insert(state.definition)
            let rows = ScrutinyRows(
                state: state, ended: ended[id] ?? EndedReminders(), isStuck: stuck[id] != nil)
            for finding in try rows.findings(in: store) { result.find("\(id): \(finding)") }
        }
        for finding in try Self.findings(of: definitions, in: store) { result.find(finding) }
        for finding in try store.columnFindings() { result.find(finding) }
        for id in states.keys.sorted() {
            result.find("\(id): it has a history but is not stored")
        }
        return result
    }

    /// The hash in a head that somebody wrote down: `POSITION:HASH`, or a hash alone, whole or its
    /// first digits.
    private static func head(of text: String) -> String {
        String(text.split(separator: ":").last ?? "")
    }

    /// The fewest digits of a hash that say which one is meant.
    private static let fewestDigits = 16

    /// Whether a text can be a head.
    package static func isHead(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let hash = parts.last, parts.count <= 2, hash.count <= HistoryEntry.genesis.count
        else { return false }
        let position = parts.count == 2 ? Int(parts[0]) : 0
        return position.map { $0 >= 0 } == true && hash.count >= fewestDigits
            && hash.allSatisfy { $0.isHexDigit && !$0.isUppercase && $0.isASCII }
    }

    private mutating func check(_ entry: HistoryEntry, storedHash: String) {
        entries += 1
        if entry.position != position + 1 {
            find("entry \(entry.position): it follows \(position)")
        }
        if entry.previous != head { find("entry \(entry.position): the chain is broken before it") }
        if entry.computedHash != entry.hash {
            find("entry \(entry.position): it was changed after it was written")
        }
        // What stands in a redacted payload's place is vouched for by a later entry.
        if storedHash != entry.payloadHash, !entry.isRedacted {
            find("entry \(entry.position): its payload was changed after it was written")
        }
        position = entry.position
        head = entry.hash
    }

    private mutating func find(_ text: String) {
        if findings.count < Self.mostFindings { findings.append(text) }
    }
}

/// The entries whose payloads were redacted, held against the entries that say so.
private struct RedactedEntries {
    /// The stored hash by the position of the redacted entry.
    private var stored: [Int: String] = [:]
    /// What the latest entry that redacted a position says stands there.
    private var replacements: [Int: String] = [:]

    mutating func visit(_ entry: HistoryEntry, storedHash: String) {
        if entry.isRedacted { stored[entry.position] = storedHash }
        for effect in entry.payload.effects {
            if case .redacted(let redaction) = effect {
                replacements[redaction.position] = redaction.replacement
            }
        }
    }

    var findings: [String] {
        Set(stored.keys).union(replacements.keys).sorted().compactMap { position in
            guard let replacement = replacements[position] else {
                return
                    "entry \(position): its payload is gone, and no entry says that it was redacted"
            }
            guard stored[position] == replacement else {
                return "entry \(position): what was redacted was changed again afterwards"
            }
            return nil
        }
    }
}
