import Configuration
import Deadlines
import Documents
import Engine
import Foundation
import Logging
import Notifications
import Testing
import Workflows

@testable import Daemon

@Suite("Settings read from files")
struct SettingsTests {
    /// A folder with a configuration and one workflow, removed with the test.
    private final class Files {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "settings-\(UUID().uuidString)")

        static let letter = """
            workflow: letter
            version: 1
            parties: [clerk]
            states: { open: { events: { answered: done } }, done: { final: true } }
            """

        init(_ configuration: String = "") throws {
            try FileManager.default.createDirectory(
                at: folder.appending(path: "workflows"), withIntermediateDirectories: true)
            try write(Self.letter, to: "workflows/letter.yaml")
            try write(
                "workflows: [\"\(folder.path)/workflows\"]\n" + configuration,
                to: "scrutinyd.yaml")
        }

        deinit {
            do {
                try FileManager.default.removeItem(at: folder)
            } catch {
                Issue.record("the test's folder \(folder.path) is left behind: \(error)")
            }
        }

        func write(_ text: String, to name: String) throws {
            try text.write(
                to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }

        func read(older: [Library.Entry] = []) throws(Settings.Refused) -> Settings {
            try Settings.read(
                Locations(
                    configurationFile: folder.appending(path: "scrutinyd.yaml").path,
                    stateDirectory: folder.path, socket: "\(folder.path)/s.sock"),
                older: older, logger: Logger(label: "test"))
        }

        /// What is wrong with the files, as `file: reason; remedy`.
        func problems(older: [Library.Entry] = []) -> [String] {
            do {
                _ = try read(older: older)
                return []
            } catch {
                return error.diagnostics.filter { $0.severity == .error }.map {
                    "\(URL(filePath: $0.file).lastPathComponent): \($0.reason); \($0.remedy)"
                }
            }
        }
    }

    @Test("Persons, routes, hours and attempts become what the engine and the pump work by")
    func mapped() throws {
        let files = try Files(
            """
            send-at: "08:30"
            people:
              chair:
                title: Chair of the panel
                address: chair@example.org
                user: chair
                parties: [{ party: chair, from: 2025-06-27, to: 2026-06-26 }]
            channels:
              outbox: { file: /var/lib/outbox.jsonl, attempts: 3 }
            routes:
              default: [outbox]
              rules: [{ severity: urgent, to: [outbox, journal] }]
            closure-days: [2026-12-24, { from: 2026-12-29, to: 2026-12-31 }]
            """)
        let settings = try files.read()
        let chair = try #require(settings.book.persons.first)
        #expect(chair.user == "chair")
        let first = try #require(CivilDate(iso: "2025-06-27"))
        let last = try #require(CivilDate(iso: "2026-06-26"))
        #expect(chair.bindings == [.init(party: "chair", from: first, to: last)])
        #expect(settings.policies["outbox"]?.budget == 3)
        let sending = settings.library.sending
        #expect(sending.time == TimeOfDay(hour: 8, minute: 30))
        #expect(
            sending.closureDays.keys.map(\.description).sorted()
                == ["2026-12-24", "2026-12-29", "2026-12-30", "2026-12-31"])
        let routes = Notifications.Routes(settings.configuration)
        #expect(routes.fallback == ["outbox"])
        #expect(routes.routes.map(\.channels) == [["outbox", "journal"]])
        #expect(routes.routes.map(\.severities) == [[.urgent]])
    }

    @Test("The journal is a channel whether or not it is configured, and only once")
    func journal() throws {
        #expect(try Files().read().channels.map(\.name) == ["journal"])
        let named = try Files("channels: { journal: { journal: {} } }\n")
        #expect(try named.read().channels.map(\.name) == ["journal"])
    }

    @Test("A definition that has changed under its version is refused while scrutinies run by it")
    func changedWithoutVersion() throws {
        let files = try Files()
        let before = try #require(try files.read().library.current["letter"])
        #expect(files.problems(older: [before]) == [])
        let changed = Files.letter.replacing("parties: [clerk]", with: "parties: [clerk, chair]")
        try files.write(changed, to: "workflows/letter.yaml")
        #expect(
            files.problems(older: [before]) == [
                "letter.yaml: the file has changed but its version has not, and scrutinies run "
                    + "by it; count the version up to 2"
            ])
        try files.write(
            changed.replacing("version: 1", with: "version: 2"), to: "workflows/letter.yaml")
        #expect(files.problems(older: [before]) == [])
    }

    @Test("What is wrong with workflows and with templates is said at once")
    func allAtOnce() throws {
        let files = try Files()
        try FileManager.default.createDirectory(
            at: files.folder.appending(path: "workflows/templates"),
            withIntermediateDirectories: true)
        try files.write("Dear clerk\n", to: "workflows/templates/mine.mustache")
        try files.write("workflow: other\nversion: one\n", to: "workflows/other.yaml")
        let problems = files.problems()
        #expect(problems.contains { $0.hasPrefix("other.yaml: ") }, "\(problems)")
        #expect(problems.last?.hasPrefix("mine.mustache: its first line must begin") == true)
    }
}
