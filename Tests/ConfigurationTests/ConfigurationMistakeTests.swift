import Configuration
import Documents
import Testing

@Suite("Mistakes in the configuration")
struct ConfigurationMistakeTests {
    private static let clerk = "people: { office: { address: o@example.org, parties: clerk } }\n"

    private func load(_ texts: String...) -> LoadedConfiguration {
        Configuration.load(
            zip(["a.yaml", "b.yaml"], texts).map { Document.parse($1, file: $0) },
            knowsTimeZone: { $0.hasPrefix("Europe/") })
    }

    @Test(
        "A single mistake is refused at its place, quoted, with a remedy",
        arguments: [
            ("time-zone: Mars/Base", "2:12", "there is no such time zone", "Europe/London"),
            ("time-zone: ../../etc", "2:12", "there is no such time zone", "Europe/London"),
            ("send-at: 9:00", "2:10", "this is no time of day", "09:00"),
            ("send-at: 24:00", "2:10", "this is no time of day", "09:00"),
            ("workflows: [local]", "2:13", "this is no absolute path", "slash"),
            ("workflows: []", "2:12", "without a folder there are no workflows", "name one"),
            ("sendat: 09:00", "2:1", "the configuration has no such key", "\"send-at\""),
            ("roles: { clark: { groups: [x] } }", "2:10", "roles has no such key", "\"clerk\""),
            ("roles: { clerk: { groups: [a b] } }", "2:28", "the name of a group", "group's name"),
            ("roles: { clerk: { uids: [-1] } }", "2:26", "out of bounds", "from 0"),
            (
                "schedules: [Precept]", "2:13", "no workflow's name",
                "\"workflow\" in its definition"
            ),
            ("closure-days: [2026-02-29]", "2:16", "this is no day", "YYYY-MM-DD"),
            (
                "closure-days: [{ from: 2026-12-31, to: 2026-12-30 }]", "2:16",
                "ends before it begins", "swap"
            ),
            ("closure-days: [{ from: 2026-12-31 }]", "2:16", "needs the key \"to\"", "add to"),
            ("routes: { default: [journal, journal] }", "2:30", "named twice", "name it once"),
            ("limits: { connections: 0 }", "2:24", "out of bounds", "from 1 to 10000"),
            ("limits: { message-time: 30 }", "2:25", "no length of time", "30s"),
            ("limits: { message-time: 2h }", "2:25", "no length of time", "3600s"),
            ("channels: { Mail: { file: /x } }", "2:13", "the name of a channel", "lower-case"),
            ("channels: { m: { file: /x, exec: /y } }", "2:13", "exactly one of", "exec"),
            ("channels: { m: { time-limit: 5s } }", "2:13", "exactly one of", "exec"),
            ("channels: { m: { file: out.jsonl } }", "2:24", "no absolute path", "slash"),
            ("channels: { m: { file: /x, time-limit: 5s } }", "2:28", "no such key", "known here"),
            ("channels: { m: { exec: [notify] } }", "2:25", "absolute path", "no shell"),
            ("channels: { m: { exec: [] } }", "2:24", "absolute path", "no shell"),
            ("channels: { m: { exec: /x, attempts: 101 } }", "2:38", "out of bounds", "100"),
            (
                "channels: { m: { exec: /x, credentials: [a/b] } }", "2:42",
                "a credential's name", "never the secret"
            ),
            (
                "channels: { m: { exec: /x, environment: { SCRUTINY_TO: x } } }", "2:43",
                "cannot be set", "SCRUTINY_*"
            ),
            ("routes: { default: [jurnal] }", "2:21", "no such channel", "\"journal\""),
            ("routes: { default: [pigeon] }", "2:21", "no such channel", "known are journal"),
            ("routes: { default: [] }", "2:20", "would be lost", "[journal]"),
            ("routes: { rules: [{ to: journal }] }", "2:19", "fits every message", "default"),
            (
                "routes: { rules: [{ kind: mised, to: journal }] }", "2:27", "none of the",
                "\"missed\""
            ),
            ("routes: { rules: [{ kind: [], to: journal }] }", "2:27", "fits no message", "name"),
            ("routes: { rules: [{ kind: test }] }", "2:19", "needs the key \"to\"", "add to"),
        ])
    func single(text: String, place: String, reason: String, remedy: String) throws {
        let loaded = load(Self.clerk + text + "\n")
        #expect(loaded.configuration == nil)
        try #require(loaded.diagnostics.count == 1, "\(loaded.diagnostics)")
        let found = loaded.diagnostics[0]
        #expect("\(found.line):\(found.column)" == place)
        #expect(found.reason.contains(reason), "\(found)")
        #expect(found.remedy.contains(remedy), "\(found)")
        #expect(found.severity == .error)
    }

    @Test(
        "A person that mail cannot safely reach is refused",
        arguments: [
            "{ parties: clerk }", "{ address: office }", "{ address: a@b@c }",
            "{ address: \"a@example.org, b@example.org\" }",
            "{ address: \"a@example.org\\nBcc: b\" }",
            "{ address: \"<a@example.org>\" }", "{ address: a@example.org, title: \"a\\nb\" }",
            "{ address: a@example.org, user: \"a b\" }",
            "{ address: a@example.org, parties: [{ from: 2026-01-01 }] }",
            "{ address: a@example.org, parties: [{ party: x, from: 2026-02-01, to: 2026-01-01 }] }",
            "{ address: a@example.org, adress: x }",
        ])
    func person(value: String) {
        let loaded = load(Self.clerk, "people: { other: \(value) }\n")
        #expect(loaded.configuration == nil)
        #expect(loaded.diagnostics.map(\.file) == ["b.yaml"], "\(loaded.diagnostics)")
    }

    @Test("All mistakes of all files come at once, file by file, in the order of the lines")
    func allAtOnce() {
        let loaded = load(
            """
            time-zone: nowhere
            people: { office: { address: x } }
            channels: { mail: { exec: mail } }
            routes: { default: [mail, post] }
            """,
            """
            send-at: noon
            limit: {}
            """)
        #expect(loaded.configuration == nil)
        #expect(
            loaded.diagnostics.filter { $0.severity == .error }
                .map { "\($0.file):\($0.line) \($0.text)" } == [
                    "a.yaml:1 nowhere", "a.yaml:2 x", "a.yaml:3 mail", "a.yaml:4 post",
                    "b.yaml:1 noon", "b.yaml:2 limit",
                ])
    }

    @Test("A channel with a mistake in it is not also called unknown")
    func noCascade() {
        let loaded = load(
            Self.clerk + "channels: { mail: { exec: mail } }\nroutes: { default: mail }")
        #expect(loaded.diagnostics.map(\.line) == [2])
    }

    @Test("A file whose structure cannot be made out is refused with what the reader found")
    func structure() {
        let loaded = load("people: [\n")
        #expect(loaded.configuration == nil)
        #expect(!loaded.diagnostics.isEmpty)
        #expect(load("- a\n").configuration == nil)
    }

    @Test("A command line written as one text is remarked, since no shell splits it")
    func commandLine() {
        let loaded = load(Self.clerk + "channels: { m: { exec: /usr/bin/notify --now } }")
        #expect(loaded.configuration != nil)
        #expect(loaded.diagnostics.map(\.severity) == [.warning])
        #expect(loaded.diagnostics.first?.remedy.contains("as a list") == true)
    }
}
