package import ControlProtocol

/// What became of a programme's scrutinies.
package struct ImportReport: Report, Encodable, Sendable {
    /// What became of one of them.
    package struct Line: Encodable, Hashable, Sendable {
        /// Its id.
        package let id: String
        /// created, updated, unchanged or refused.
        package let outcome: String
        /// Why it was refused.
        package let reason: String?
    }

    /// In the order of the file.
    package private(set) var scrutinies: [Line] = []

    /// A report of nothing yet.
    package init() {}

    /// Notes what the daemon made of one.
    package mutating func add(_ id: String, _ outcome: Clerk.ImportOutcome) {
        scrutinies.append(Line(id: id, outcome: outcome.rawValue, reason: nil))
    }

    /// Notes that the daemon refused one.
    package mutating func addRefused(_ id: String, because reason: String) {
        scrutinies.append(Line(id: id, outcome: "refused", reason: reason))
    }

    /// How many were refused.
    package var refused: Int { scrutinies.filter { $0.outcome == "refused" }.count }

    package func write(on sheet: inout Sheet) {
        var table = TextTable(["scrutiny", "outcome", TextTable.Column("why", width: 72)])
        for line in scrutinies {
            let outcome = TextTable.Cell(line.outcome, line.reason == nil ? .plain : .bad)
            table.add(["\(line.id)", outcome, "\(line.reason ?? "")"])
        }
        sheet.table(table)
        sheet.line("")
        let counts = ["created", "updated", "unchanged", "refused"].compactMap { outcome in
            let count = scrutinies.filter { $0.outcome == outcome }.count
            return count > 0 ? "\(count) \(outcome)" : nil
        }
        let total = scrutinies.count.counted("scrutiny", "scrutinies")
        sheet.line(counts.isEmpty ? total : "\(total): \(counts.joined(separator: ", "))")
    }
}
