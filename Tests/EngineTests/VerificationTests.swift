import Deadlines
import Engine
import Testing

/// What `verify` finds of rows that somebody changed beside the history.
@Suite("What the daemon runs by, held against its history")
struct VerificationTests {
    /// One thing that somebody changed, and what is said of it; nil: it does no harm.
    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let finding: String?
        let apply: @Sendable (inout TamperedReader) -> Void

        init(
            _ what: String, finding: String?,
            _ apply: @escaping @Sendable (inout TamperedReader) -> Void
        ) {
            testDescription = what
            self.finding = finding
            self.apply = apply
        }
    }

    private static let day: Int64 = 86_400_000

    static let tamperings = [
        Tampering("nothing", finding: nil) { _ in },
        Tampering("a wake 200 days later", finding: "falls due before it is woken") {
            $0.changeRow = { $0.wake = $0.wake?.adding(milliseconds: 200 * day) }
        },
        Tampering("a wake a millisecond later", finding: "falls due before it is woken") {
            $0.changeRow = { $0.wake = $0.wake?.adding(milliseconds: 1) }
        },
        Tampering("a wake that is gone", finding: "nothing wakes it") {
            $0.changeRow = { $0.wake = nil }
        },
        Tampering("an earlier wake", finding: nil) {
            $0.changeRow = { $0.wake = $0.wake?.adding(milliseconds: -day) }
        },
        Tampering("another version", finding: "what is listed of it") {
            $0.changeRow = { $0.version = 9 }
        },
        Tampering("another workflow", finding: "what is listed of it") {
            $0.changeRow = { $0.workflow = "review" }
        },
        Tampering("another year", finding: "what is listed of it") {
            $0.changeRow = { $0.year = "2099" }
        },
        Tampering("another moment of the opening", finding: "what is listed of it") {
            $0.changeRow = { $0.openedAt = $0.openedAt.adding(milliseconds: 1) }
        },
        Tampering("an owed reminder's moment", finding: "kept as owed are not") {
            $0.changeReminder = { row in
                guard row.outcome == nil else { return }
                row.reminder.sendAt = row.reminder.sendAt.adding(milliseconds: day)
            }
        },
        Tampering("an owed reminder that counts as done", finding: "kept as owed are not") {
            $0.changeReminder = { $0.outcome = $0.outcome ?? .silenced("quiet") }
        },
        Tampering("how a reminder ended", finding: "kept as ended are not") {
            $0.changeReminder = { row in
                if row.outcome != nil { row.outcome = .silenced("quiet") }
            }
        },
        Tampering("what a reminder went out by", finding: "kept as ended are not") {
            $0.changeReminder = { row in
                if case .handedOver = row.outcome { row.outcome = .handedOver([]) }
            }
        },
        Tampering("when a reminder went out", finding: "kept as ended are not") {
            $0.changeReminder = { row in
                guard row.outcome != nil else { return }
                row.reminder.sendAt = row.reminder.sendAt.adding(milliseconds: 1)
            }
        },
        Tampering("a delivery that is gone", finding: "which is gone") {
            $0.changeDelivery = { $0 = nil }
        },
        Tampering("a definition that is gone", finding: "is not stored, and scrutinies run by it") {
            $0.changeDefinition = { $0 = nil }
        },
        Tampering("a definition's text", finding: "was changed after it was stored") {
            $0.changeDefinition = { $0 = $0.map { $0 + "# more\n" } }
        },
    ]

    @Test("What was changed is found, and what does no harm is not", arguments: tamperings)
    func tampered(_ tampering: Tampering) async throws {
        let ladder =
            "{ when: [20 working days before, 10 working days before, on the day], to: clerk }"
        let desk = try Desk(at: "2018-01-08T10:00", LadderTests.workflow(ladder))
        try await desk.open("a", as: "letter", ["due-day": "2018-02-20"])
        try await desk.advance(to: "2018-02-09T10:00")
        let ends = try await desk.reminders("a").map { $0.split(separator: ": ")[1].prefix(4) }
        #expect(Set(ends) == ["hand", "owed"])
        let findings = try await desk.store.read { store in
            var reader = TamperedReader(store: store)
            tampering.apply(&reader)
            return try Verification.run(reader).findings
        }
        guard let finding = tampering.finding else {
            #expect(findings == [])
            return
        }
        #expect(findings.contains { $0.contains(finding) }, "\(findings)")
    }
}
