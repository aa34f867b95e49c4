import Deadlines
import Engine
import GRDB

extension StoreSession {
    func scrutiny(_ id: String) throws -> ScrutinyState? {
        if let state = known[id] { return state }
        let state = try fetchOne("SELECT state FROM scrutiny WHERE id = ?", [id.stored]) {
            try $0.json(ScrutinyState.self, "state")
        }
        if let state { remember(state) }
        return state
    }

    func row(_ id: String) throws -> ScrutinyRow? {
        try fetchOne("\(Self.selectRow) WHERE s.id = ?", [id.stored], Self.scrutinyRow)
    }

    func rows(_ filter: ScrutinyFilter) throws -> [ScrutinyRow] {
        let conditions = Self.conditions(filter)
        return try fetch(
            "\(Self.selectRow) \(conditions.sql) ORDER BY s.id", conditions.arguments,
            Self.scrutinyRow)
    }

    func count(_ filter: ScrutinyFilter) throws -> Int {
        let conditions = Self.conditions(filter)
        return try count(
            "SELECT count(*) AS count FROM scrutiny AS s \(conditions.sql)", conditions.arguments)
    }

    private static func conditions(_ filter: ScrutinyFilter) -> Conditions {
        var conditions = Conditions()
        conditions.add("s.workflow = ?", filter.workflow?.stored)
        conditions.add("s.year = ?", filter.year?.stored)
        conditions.add("s.is_final = ?", filter.isOpen.map { (!$0).databaseValue })
        if let state = filter.state {
            let inside = state + "/"
            conditions.add(
                """
                EXISTS (SELECT 1 FROM json_each(s.states) WHERE value = ?
                    OR substr(value, 1, length(?)) = ?)
                """, state.stored, inside.stored, inside.stored)
        }
        return conditions
    }

    func ids() throws -> [String] {
        try fetch("SELECT id FROM scrutiny ORDER BY id") { try $0.text("id") }
    }

    func dependents(on dependency: Dependency) throws -> [String] {
        try fetch(
            "SELECT scrutiny FROM dependency WHERE kind = ? AND name = ? ORDER BY scrutiny",
            [dependency.kind.stored, dependency.name.stored]
        ) { try $0.text("scrutiny") }
    }

    func wakes(through instant: Instant, limit: Int) throws -> [(at: Instant, id: String)] {
        try fetch(
            "SELECT wake, scrutiny FROM timer WHERE wake <= ? ORDER BY wake, scrutiny LIMIT ?",
            [instant.stored, max(0, limit).databaseValue]
        ) { (at: try $0.instant("wake"), id: try $0.text("scrutiny")) }
    }

    func nextWake() throws -> Instant? {
        try fetchOne("SELECT min(wake) AS wake FROM timer") { try $0.optionalInstant("wake") }
            ?? nil
    }

    func deadlines(_ filter: DeadlineFilter) throws -> [DeadlineRow] {
        guard !filter.statuses.isEmpty else { return [] }
        var conditions = Conditions()
        conditions.add("status IN (\(Self.list(filter.statuses)))")
        conditions.add("due <= ?", filter.dueThrough?.description.stored)
        conditions.add("scrutiny = ?", filter.scrutiny?.stored)
        if filter.armedOnly { conditions.add("is_armed") }
        return try fetch(
            """
            SELECT scrutiny, run FROM deadline \(conditions.sql)
            ORDER BY due NULLS LAST, scrutiny, name
            """, conditions.arguments
        ) {
            DeadlineRow(
                scrutiny: try $0.text("scrutiny"), run: try $0.json(DeadlineRun.self, "run"))
        }
    }

    func countDeadlines(_ statuses: Set<DeadlineStatus>) throws -> [DeadlineCount] {
        guard !statuses.isEmpty else { return [] }
        return try fetch(
            """
            SELECT s.workflow, s.version, s.definition_hash, d.name, count(*) AS count
            FROM deadline AS d JOIN scrutiny AS s ON s.id = d.scrutiny
            WHERE d.status IN (\(Self.list(statuses))) AND d.is_armed
            GROUP BY s.workflow, s.version, s.definition_hash, d.name
            ORDER BY s.workflow, s.version, s.definition_hash, d.name
            """
        ) { row in
            DeadlineCount(
                definition: DefinitionID(
                    name: try row.text("workflow"), version: Int(try row.number("version")),
                    hash: try row.text("definition_hash")),
                deadline: try row.reading("name", DeadlineID.init),
                count: Int(try row.number("count")))
        }
    }

    private static func list(_ statuses: Set<DeadlineStatus>) -> String {
        statuses.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    }

    func reminders(of id: String) throws -> [ReminderRow] {
        try fetch(
            """
            SELECT reminder FROM reminder WHERE scrutiny = ?
            ORDER BY deadline, run, generation, rung, recipient
            """, [id.stored]
        ) { row in
            let kept = try row.json(KeptReminder.self, "reminder")
            return ReminderRow(scrutiny: id, reminder: kept.reminder, outcome: kept.outcome)
        }
    }

    private static let selectRow = """
        SELECT s.id, s.workflow, s.version, s.title, s.states, s.year, s.is_final, s.is_off,
            s.happens_on, s.happens_at, t.wake, s.opened_at, s.sequence
        FROM scrutiny AS s LEFT JOIN timer AS t ON t.scrutiny = s.id
        """

    private static func scrutinyRow(_ row: Row) throws -> ScrutinyRow {
        let isDated = try row.optionalText("happens_on") != nil
        let isTimed = try row.optionalText("happens_at") != nil
        return ScrutinyRow(
            id: try row.text("id"), workflow: try row.text("workflow"),
            version: Int(try row.number("version")), title: try row.text("title"),
            states: try row.json([String].self, "states"),
            year: try row.optionalText("year"), isFinal: try row.number("is_final") != 0,
            isOff: try row.number("is_off") != 0,
            happensOn: isDated ? try row.reading("happens_on") { CivilDate(iso: $0) } : nil,
            happensAt: isTimed ? try row.reading("happens_at") { TimeOfDay($0) } : nil,
            wake: try row.optionalInstant("wake"), openedAt: try row.instant("opened_at"),
            sequence: Int(try row.number("sequence")))
    }
}

/// The conditions of a query with their arguments.
struct Conditions {
    private var parts: [String] = []
    private(set) var arguments: [DatabaseValue] = []

    /// A condition without arguments.
    mutating func add(_ part: String) { parts.append(part) }

    /// A condition on a value; nil: no condition.
    mutating func add(_ part: String, _ argument: DatabaseValue?) {
        guard let argument else { return }
        parts.append(part)
        arguments.append(argument)
    }

    /// A condition on several values.
    mutating func add(_ part: String, _ arguments: DatabaseValue...) {
        parts.append(part)
        self.arguments += arguments
    }

    /// The WHERE clause; empty where there is no condition.
    var sql: String { parts.isEmpty ? "" : "WHERE " + parts.joined(separator: " AND ") }
}

/// A reminder's JSON as it is stored.
struct KeptReminder: Codable {
    var reminder: Reminder
    var outcome: ReminderOutcome?
}

extension Dependency {
    /// The kind's word in the store.
    var kind: String {
        switch self {
        case .scrutiny: "scrutiny"
        case .workflow: "workflow"
        case .calendar: "calendar"
        }
    }

    /// The name of what is depended on.
    var name: String {
        switch self {
        case .scrutiny(let name), .workflow(let name), .calendar(let name): name
        }
    }
}
