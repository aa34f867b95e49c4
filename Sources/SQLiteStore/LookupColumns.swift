import Deadlines
import Engine
import GRDB
import Workflows

/// The columns by which rows are looked up, made of what they hold.
protocol LookupColumns {
    /// Their names, in the order of the values.
    static var names: [String] { get }
    /// What is in them.
    var values: [DatabaseValue] { get }
}

extension LookupColumns {
    /// The columns in which a row has something else.
    func unlike(_ row: Row) -> [String] {
        zip(Self.names, values).filter { row[$0] as DatabaseValue != $1 }.map(\.0)
    }

    /// The names as a statement lists them.
    static var list: String { names.joined(separator: ", ") }
}

/// The columns of a deadline's row that its run says.
struct DeadlineColumns: LookupColumns {
    static let names = ["name", "status", "due", "is_armed"]
    let values: [DatabaseValue]

    init(_ run: DeadlineRun) {
        values = [
            run.id.description.stored, run.status.rawValue.stored,
            run.due?.description.stored ?? .null, run.isArmed.databaseValue,
        ]
    }
}

/// The columns of a reminder's row that the reminder and its outcome say.
struct ReminderColumns: LookupColumns {
    static let names = [
        "deadline", "run", "generation", "rung", "recipient", "kind", "severity", "send_at",
        "outcome", "reason",
    ]
    let values: [DatabaseValue]

    init(_ kept: KeptReminder) {
        let reminder = kept.reminder
        let key = reminder.key
        values = [
            key.deadline.description.stored, key.run.databaseValue,
            key.generation.databaseValue, key.rung.stored, key.recipient.stored,
            reminder.kind.rawValue.stored, reminder.severity.rawValue.stored,
            reminder.sendAt.stored, (kept.outcome?.word).stored, (kept.outcome?.reason).stored,
        ]
    }
}

extension StoreSession {
    /// The most findings; one slip of a hand may change every row.
    private static let mostFindings = 100

    func columnFindings() throws -> [String] {
        try scrutinyFindings()
            + findings("deadline", DeadlineColumns.self, "name", also: "run") {
                DeadlineColumns(try $0.json(DeadlineRun.self, "run"))
            }
            + findings("reminder", ReminderColumns.self, "rung", also: "reminder") {
                ReminderColumns(try $0.json(KeptReminder.self, "reminder"))
            }
    }

    /// - Parameters:
    ///   - name: the column by which people know a row.
    ///   - also: the column that holds what the others are made of.
    private func findings<Columns: LookupColumns>(
        _ table: String, _ type: Columns.Type, _ name: String, also: String,
        _ make: (Row) throws -> Columns
    ) throws -> [String] {
        var findings: [String] = []
        try visit(
            "SELECT scrutiny, \(Columns.list), \(also) FROM \(table) ORDER BY scrutiny", [],
            while: { row in
                let unlike = try make(row).unlike(row)
                if !unlike.isEmpty {
                    findings.append(
                        "\(try row.text("scrutiny")): the \(table) \(try row.text(name)) is looked "
                            + "up by what it does not hold: \(unlike.joined(separator: ", "))")
                }
                return findings.count < Self.mostFindings
            })
        return findings
    }

    /// The definition's name, by which overdue deadlines are counted.
    private func scrutinyFindings() throws -> [String] {
        try fetch(
            """
            SELECT id FROM scrutiny
            WHERE definition_hash IS NOT json_extract(CAST(state AS TEXT), '$.definition.hash')
            ORDER BY id LIMIT ?
            """, [Self.mostFindings.databaseValue]
        ) { "\(try $0.text("id")): it is counted by another definition than it runs by" }
    }
}
