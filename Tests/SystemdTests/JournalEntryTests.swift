import Logging
import Testing

@testable import Systemd

@Suite("Journal entries")
struct JournalEntryTests {
    private struct Broken: Error, CustomStringConvertible {
        var description: String { "disk full" }
    }

    private func entry(
        _ message: String, level: Logger.Level = .info, metadata: Logger.Metadata = [:],
        error: (any Error)? = nil
    ) -> JournalEntry {
        JournalEntry(
            LogEvent(
                level: level, message: "\(message)", error: error, metadata: nil, source: nil,
                file: "Engine/Scheduler.swift", function: "fire()", line: 12),
            metadata: metadata, label: "engine", identifier: "scrutinyd")
    }

    @Test("An event becomes the fields of systemd.journal-fields(7)")
    func fields() {
        let texts = entry(
            "reminder sent", level: .notice,
            metadata: [
                "scrutiny-id": "rural-crime-2017", "Scrutiny.Actor uid": .stringConvertible(0),
            ]
        ).texts
        #expect(
            texts == [
                "MESSAGE=reminder sent", "PRIORITY=5", "CODE_FILE=Engine/Scheduler.swift",
                "CODE_LINE=12", "CODE_FUNC=fire()", "SYSLOG_IDENTIFIER=scrutinyd", "LOGGER=engine",
                "SCRUTINY_ACTOR_UID=0", "SCRUTINY_ID=rural-crime-2017",
            ])
    }

    @Test(
        "Levels map to syslog priorities",
        arguments: [
            (Logger.Level.critical, 2), (.error, 3), (.warning, 4), (.notice, 5), (.info, 6),
            (.debug, 7), (.trace, 7),
        ])
    func priorities(level: Logger.Level, priority: Int) {
        #expect(entry("x", level: level).texts.contains("PRIORITY=\(priority)"))
    }

    @Test(
        "A metadata key becomes a name journald takes",
        arguments: [
            ("scrutiny-id", "SCRUTINY_ID"), ("_hidden", "HIDDEN"), ("2nd", "ND"),
            ("Straße", "STRA_E"), ("", "FIELD_"), ("message", "FIELD_MESSAGE"),
            ("code.file", "FIELD_CODE_FILE"), ("priority", "FIELD_PRIORITY"),
            (String(repeating: "a", count: 80), String(repeating: "A", count: 64)),
        ])
    func names(key: String, name: String) {
        #expect(JournalEntry.name(key) == name)
    }

    @Test("A line break in a value stays in that value: no field is forged")
    func injection() {
        let texts = entry("x", metadata: ["note": "a\nPRIORITY=0"]).texts
        #expect(texts.filter { $0.hasPrefix("PRIORITY=") } == ["PRIORITY=6"])
        #expect(texts.last == "NOTE=a\nPRIORITY=0")
    }

    @Test("Control characters in a message are shown as escapes; line breaks and tabs stay")
    func controls() {
        let texts = entry("a\nb\tc\u{1B}[2J\u{0}\u{9B}").texts
        #expect(texts.first == "MESSAGE=a\nb\tc\\u{1B}[2J\\u{0}\\u{9B}")
    }

    @Test("Lists repeat the field, dictionaries extend its name")
    func nested() {
        let texts = entry(
            "x", metadata: ["channel": ["mail", "journal"], "to": ["name": "clerk", "uid": "5"]]
        ).texts.suffix(4)
        #expect(texts == ["CHANNEL=mail", "CHANNEL=journal", "TO_NAME=clerk", "TO_UID=5"])
    }

    @Test(
        "Only 128 bits in hexadecimal are a message id",
        arguments: [
            (
                "0B1C2D3E-4f50-6172-8394-a5b6c7d8e9f0",
                "MESSAGE_ID=0b1c2d3e4f5061728394a5b6c7d8e9f0"
            ),
            ("reminder-sent", "FIELD_MESSAGE_ID=reminder-sent"),
        ])
    func messageID(value: String, field: String) {
        #expect(entry("x", metadata: ["message-id": "\(value)"]).texts.last == field)
    }

    @Test("An event's error is a field of its own")
    func error() {
        #expect(entry("x", error: Broken()).texts.contains("ERROR=disk full"))
    }

    @Test("Fields and values are bounded")
    func bounds() {
        var metadata: Logger.Metadata = [:]
        for number in 0..<500 { metadata["key-\(number)"] = "x" }
        #expect(entry("x", metadata: metadata).fields.count == JournalEntry.mostFields)
        let long = entry(String(repeating: "y", count: JournalEntry.longestValue + 9)).fields[0]
        #expect(long.count == "MESSAGE=".count + JournalEntry.longestValue)
    }

    @Test("libsystemd takes the entry, with or without a journal to write to")
    func sends() {
        #expect(JournalLogHandler.send(entry("x\ny", metadata: ["empty": ""])) == 0)
    }
}
