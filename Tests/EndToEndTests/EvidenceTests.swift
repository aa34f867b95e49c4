import ControlProtocol
import Foundation
import GRDB
import Testing

@Suite("Evidence", .timeLimit(.minutes(2)))
struct EvidenceTests {
    @Test("Personal data is redacted by command, and no file of the store holds it then")
    func redact() async throws {
        try await Office.run { office in
            let daemon = try await office.start()
            try await daemon.openLetter()
            let note = "Somebody Private rang about it"
            let noted = try await office.ctl(
                "set", "letter-1", "due-day=2018-03-01", "--note", note)
            #expect(noted.status == 0)
            let backup = try await office.ctl("backup")
            #expect(backup.status == 0)
            #expect(try office.storeHolds(note))

            let words = ["redact", "letter-1", "2", "--reason", "asked for erasure"]
            let preview = try await office.ctl(words + ["--dry-run"])
            #expect(preview.status == 0 && preview.output.contains(note))
            #expect(try office.storeHolds(note))
            let repeating = try await office.ctl("redact", "letter-1", "2", "--reason", note)
            #expect(repeating.status == 5)

            let redacted = try await office.ctl(words)
            #expect(redacted.status == 0)
            #expect(redacted.output.contains("entry 3 tells of it"))
            #expect(redacted.output.contains("backups/scrutinyd-20180108T100000Z.db"))
            #expect(try !office.storeHolds(note))
            let history = try await office.ctl("history", "letter-1")
            #expect(!history.output.contains(note))
            #expect(history.output.contains("The content was redacted."))
            #expect(try await daemon.findings().isEmpty)

            #expect(try await office.ctl("redact", "letter-1", "9", "--reason", "r").status == 4)
            #expect(try await office.ctl("redact", "nothing", "1", "--reason", "r").status == 4)
            #expect(await daemon.stop() == 0)
        }
    }

    @Test("A head kept elsewhere shows a cut tail, and a restored backup says where it ends")
    func cutTail() async throws {
        try await Office.run { office in
            let daemon = try await office.start()
            try await daemon.openLetter("letter-1")
            let backup = try await daemon.call(Manager.Backup())
            let kept = try String(contentsOfFile: backup.path + ".head", encoding: .utf8)
            #expect(kept == "\(backup.position):\(backup.head)\n")
            try await daemon.openLetter("letter-2")
            let head = try await daemon.call(Register.Status()).historyHead
            #expect(await daemon.stop() == 0)
            try office.cutTail(of: "letter-2")

            let again = try await office.start()
            #expect(try await again.findings().isEmpty, "the chain by itself does not show a cut")
            let cut = try await office.ctl("verify", "--against", head)
            #expect(cut.status == 6)
            #expect(cut.output.contains("its tail was cut or replaced"))
            let whole = try await office.ctl(
                "verify", "--against", kept.trimmingCharacters(in: .whitespacesAndNewlines))
            #expect(whole.status == 0)

            #expect(try await office.restore(backup.path).status == 5, "the daemon runs")
            #expect(await again.stop() == 0)
            let restored = try await office.restore(backup.path)
            #expect(restored.status == 0)
            #expect(restored.output.contains(backup.head))
            let third = try await office.start()
            #expect(try await third.call(Register.Status()).historyHead == backup.head)
            #expect(try await office.restore("/nowhere.db").status == 5)
            #expect(await third.stop() == 0)
            #expect(try await office.restore("/nowhere.db").status == 1)
        }
    }
}

extension EvidenceTests {
    @Test(
        "Rows that were changed beside the history are found, though the history is whole",
        arguments: [
            ("UPDATE timer SET wake = wake + 200 * 86400000", "falls due before it is woken"),
            ("UPDATE deadline SET due = '2027-01-01'", "what it does not hold: due"),
            ("UPDATE reminder SET send_at = send_at + 1", "what it does not hold: send_at"),
            ("UPDATE definition SET text = text || ' '", "was changed after it was stored"),
        ])
    func changedRows(statement: String, finding: String) async throws {
        try await Office.run { office in
            let daemon = try await office.start()
            try await daemon.openLetter()
            #expect(await daemon.stop() == 0)
            try office.change(statement)
            let again = try await office.start()
            let found = try await office.ctl("verify")
            #expect(found.status == 6 && found.output.contains(finding), "\(found.output)")
            #expect(await again.stop() == 0)
        }
    }
}

extension Office {
    /// Changes the store, as somebody with the file in hand could.
    fileprivate func change(_ statement: String) throws {
        let store = try DatabaseQueue(path: folder.appending(path: "state/scrutinyd.db").path)
        try store.write { try $0.execute(sql: statement) }
        try store.close()
    }

    /// Whether a file of the store, backups left out, holds a text.
    fileprivate func storeHolds(_ text: String) throws -> Bool {
        let state = folder.appending(path: "state")
        return try FileManager.default.contentsOfDirectory(atPath: state.path)
            .filter { $0 != "backups" }
            .contains { name in
                try Data(contentsOf: state.appending(path: name)).range(of: Data(text.utf8)) != nil
            }
    }

    /// Takes the last scrutiny away with its history, as somebody with the file in hand could.
    fileprivate func cutTail(of id: String) throws {
        let store = try DatabaseQueue(path: folder.appending(path: "state/scrutinyd.db").path)
        try store.write { db in
            try db.execute(
                sql: """
                    DROP TRIGGER history_is_kept;
                    DELETE FROM history WHERE scrutiny = '\(id)';
                    DELETE FROM scrutiny WHERE id = '\(id)';
                    """)
        }
        try store.close()
    }

    /// Runs `scrutinyd --restore`.
    fileprivate func restore(_ backup: String) async throws -> Run {
        try await run(
            "scrutinyd",
            ["--state-directory", folder.appending(path: "state").path, "--restore", backup])
    }
}
