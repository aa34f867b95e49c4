import Engine
import Deadlines
import GRDB
import Workflows

extension StoreSession {
    func visitDeliveries(
        _ filter: DeliveryFilter, _ visit: (_ delivery: Delivery) throws -> Bool
    ) throws {
        var conditions = Conditions()
        // Spelt out, not bound: only so does SQLite see that the partial indices serve.
        if let status = filter.status { conditions.add("status = '\(status.rawValue)'") }
        conditions.add("scrutiny = ?", filter.scrutiny?.stored)
        conditions.add("channel = ?", filter.channel?.stored)
        conditions.add("next_attempt_at <= ?", filter.readyAt?.stored)
        if filter.hasOpenAttempt {
            conditions.add("id IN (SELECT delivery FROM attempt WHERE ended_at IS NULL)")
        }
        conditions.add(
            "position > (SELECT position FROM delivery WHERE id = ?)", filter.after?.stored)
        let limit = max(0, filter.limit).databaseValue
        try self.visit(
            "SELECT * FROM delivery \(conditions.sql) ORDER BY position LIMIT ?",
            conditions.arguments + [limit], while: { try visit(try delivery($0)) })
    }

    func count(_ status: Delivery.Status) throws -> Int {
        try count("SELECT count(*) AS count FROM delivery WHERE status = '\(status.rawValue)'")
    }

    func nextAttempt() throws -> Instant? {
        try fetchOne(
            "SELECT min(next_attempt_at) AS next FROM delivery WHERE status = 'pending'"
        ) { try $0.optionalInstant("next") } ?? nil
    }

    func delivery(_ id: String) throws -> Delivery? {
        try fetchOne("SELECT * FROM delivery WHERE id = ?", [id.stored], delivery(_:))
    }

    func attempts(of delivery: String) throws -> [Attempt] {
        try fetch(
            """
            SELECT number, started_at, ended_at, outcome, detail FROM attempt
            WHERE delivery = ? ORDER BY number
            """, [delivery.stored]
        ) { row in
            let isOver = try row.optionalText("outcome") != nil
            var attempt = Attempt(
                delivery: delivery, number: Int(try row.number("number")),
                startedAt: try row.instant("started_at"))
            attempt.endedAt = try row.optionalInstant("ended_at")
            attempt.outcome = isOver ? try row.reading("outcome", Attempt.Outcome.init) : nil
            attempt.detail = try row.optionalText("detail")
            return attempt
        }
    }

    func insert(_ delivery: Delivery) throws {
        try savepoint {
            try run(
                """
                INSERT INTO delivery (id, scrutiny, family, channel, person, address, kind,
                    severity, subject, created_at, not_after, status, attempts, next_attempt_at,
                    reference, last_error, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    delivery.id.stored, delivery.scrutiny.stored, delivery.family.stored,
                    delivery.channel.stored, delivery.person.stored, delivery.address.stored,
                    delivery.kind.rawValue.stored, delivery.severity.rawValue.stored,
                    delivery.subject.stored, delivery.createdAt.stored,
                    delivery.notAfter.stored, delivery.status.rawValue.stored,
                    delivery.attempts.databaseValue, delivery.nextAttemptAt.stored,
                    delivery.reference.stored, delivery.lastError.stored, delivery.payload.stored,
                ])
            for (position, key) in delivery.reminders.enumerated() {
                try run(
                    """
                    INSERT INTO delivery_reminder (delivery, position, deadline, run, generation,
                        rung, recipient)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    [
                        delivery.id.stored, position.databaseValue,
                        key.deadline.description.stored, key.run.databaseValue,
                        key.generation.databaseValue, key.rung.stored, key.recipient.stored,
                    ])
            }
        }
    }

    func update(_ delivery: Delivery) throws {
        let changed = try run(
            """
            UPDATE delivery SET status = ?, attempts = ?, next_attempt_at = ?, not_after = ?,
                reference = ?, last_error = ?
            WHERE id = ?
            """,
            [
                delivery.status.rawValue.stored, delivery.attempts.databaseValue,
                delivery.nextAttemptAt.stored, delivery.notAfter.stored,
                delivery.reference.stored, delivery.lastError.stored, delivery.id.stored,
            ])
        guard changed == 1 else {
            throw StoreError.failure(.constraint, "there is no delivery \(delivery.id)")
        }
    }

    func redact(_ delivery: Delivery) throws {
        let changed = try run(
            """
            UPDATE delivery SET person = ?, address = ?, subject = ?, payload = ?, reference = ?,
                last_error = ?
            WHERE id = ?
            """,
            [
                delivery.person.stored, delivery.address.stored, delivery.subject.stored,
                delivery.payload.stored, delivery.reference.stored, delivery.lastError.stored,
                delivery.id.stored,
            ])
        guard changed == 1 else {
            throw StoreError.failure(.constraint, "there is no delivery \(delivery.id)")
        }
        try run("UPDATE attempt SET detail = NULL WHERE delivery = ?", [delivery.id.stored])
    }

    func put(_ attempt: Attempt) throws {
        try run(
            """
            INSERT INTO attempt (delivery, number, started_at, ended_at, outcome, detail)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (delivery, number) DO UPDATE SET started_at = excluded.started_at,
                ended_at = excluded.ended_at, outcome = excluded.outcome, detail = excluded.detail
            """,
            [
                attempt.delivery.stored, attempt.number.databaseValue, attempt.startedAt.stored,
                attempt.endedAt.stored, (attempt.outcome?.rawValue).stored, attempt.detail.stored,
            ])
    }

    private func delivery(_ row: Row) throws -> Delivery {
        let id = try row.text("id")
        var delivery = Delivery(
            id: id, scrutiny: try row.text("scrutiny"), family: try row.text("family"),
            channel: try row.text("channel"), person: try row.text("person"),
            address: try row.text("address"), kind: try row.reading("kind", Reminder.Kind.init),
            severity: try row.reading("severity", Severity.init),
            subject: try row.text("subject"), payload: try row.text("payload"),
            reminders: try reminderKeys(of: id), createdAt: try row.instant("created_at"),
            notAfter: try row.instant("not_after"))
        delivery.status = try row.reading("status", Delivery.Status.init)
        delivery.attempts = Int(try row.number("attempts"))
        delivery.nextAttemptAt = try row.instant("next_attempt_at")
        delivery.reference = try row.optionalText("reference")
        delivery.lastError = try row.optionalText("last_error")
        return delivery
    }

    private func reminderKeys(of delivery: String) throws -> [Reminder.Key] {
        try fetch(
            """
            SELECT deadline, run, generation, rung, recipient FROM delivery_reminder
            WHERE delivery = ? ORDER BY position
            """, [delivery.stored]
        ) { row in
            Reminder.Key(
                deadline: try row.reading("deadline", DeadlineID.init),
                run: Int(try row.number("run")), generation: Int(try row.number("generation")),
                rung: try row.text("rung"), recipient: try row.text("recipient"))
        }
    }
}
