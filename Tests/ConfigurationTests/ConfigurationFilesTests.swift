import Configuration
import Documents
import Foundation
import Testing

@Suite("The configuration's files")
struct ConfigurationFilesTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A folder with the given files for the time of the body.
    private func withFiles(
        _ files: [String: String], _ body: (Locations) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "configuration-test-\(UUID().uuidString)")
        defer {
            do {
                try FileManager.default.removeItem(at: folder)
            } catch {
                Issue.record("the test's folder is left behind: \(error)")
            }
        }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "conf.d"), withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        try body(
            Locations(
                configurationFile: folder.appending(path: "scrutinyd.yaml").path,
                stateDirectory: "/", socket: "/"))
    }

    @Test("The shipped configuration loads without a remark")
    func shipped() throws {
        let etc = Self.root.appending(path: "etc/scrutinyd")
        let locations = Locations(
            configurationFile: etc.appending(path: "scrutinyd.yaml").path, stateDirectory: "/",
            socket: "/")
        let loaded = Configuration.load(from: locations)
        #expect(loaded.diagnostics == [])
        let found = try #require(loaded.configuration)
        var expected = Configuration.defaults
        expected.people = [
            Person(
                name: "support-office", title: "Panel support office",
                address: "clerk@example.org", bindings: [.init(party: "clerk")])
        ]
        #expect(found == expected)
    }

    @Test("Every setting that is commented out is right; whole settings show the defaults")
    func shippedComments() throws {
        let file = Self.root.appending(path: "etc/scrutinyd/scrutinyd.yaml")
        let lines = try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { line in
            let indent = line.prefix { $0 == " " }
            let rest = line.dropFirst(indent.count)
            // A comment in words has one blank after its mark.
            let isWords = rest == "#" || (rest.hasPrefix("# ") && !rest.hasPrefix("#  "))
            return rest.hasPrefix("#") && !isWords ? indent + rest.dropFirst() : line
        }.joined(separator: "\n")
        let loaded = Configuration.load([Document.parse(text, file: "scrutinyd.yaml")])
        #expect(loaded.diagnostics == [])
        let found = try #require(loaded.configuration)
        #expect(found.people.map(\.name) == ["support-office", "chair"])
        #expect(found.channels.map(\.name) == ["journal", "outbox", "pager"])
        #expect(found.routes.rules.count == 2)
        #expect(found.closureDays.count == 2)
        var others = found
        others.people = Configuration.defaults.people
        others.channels = Configuration.defaults.channels
        others.routes = Configuration.defaults.routes
        others.closureDays = Configuration.defaults.closureDays
        #expect(others == .defaults)
    }

    @Test("The example of a drop-in loads over the shipped configuration")
    func example() throws {
        let etc = Self.root.appending(path: "etc/scrutinyd")
        let documents = try ["scrutinyd.yaml", "conf.d/50-mail.yaml.example"].map { name in
            Document.parse(
                bytes: Array(try Data(contentsOf: etc.appending(path: name))), file: name)
        }
        let loaded = Configuration.load(documents)
        #expect(loaded.diagnostics == [])
        #expect(loaded.configuration?.routes.standard == ["mail"])
        #expect(loaded.configuration?.channel("mail")?.attempts == 12)
    }

    @Test("Drop-ins are read in the order of their names; other files are left alone")
    func order() throws {
        let files = [
            "scrutinyd.yaml": "people: { o: { address: o@example.org, parties: clerk } }",
            "conf.d/20-late.yaml": "send-at: 12:00", "conf.d/10-early.yaml": "send-at: 11:00",
            "conf.d/30.yaml.example": "nonsense", "conf.d/.40.yaml": "nonsense",
            "conf.d/README": "nonsense",
        ]
        try withFiles(files) { locations in
            let loaded = Configuration.load(from: locations)
            #expect(loaded.diagnostics == [])
            #expect(loaded.configuration?.sendAt == TimeOfDay(hour: 12, minute: 0))
            #expect(
                loaded.files.map { $0.split(separator: "/").last } == [
                    "scrutinyd.yaml", "10-early.yaml", "20-late.yaml",
                ])
        }
    }

    @Test("A missing main file is an error that says what to do; drop-ins need not exist")
    func missing() throws {
        try withFiles([:]) { locations in
            let loaded = Configuration.load(from: locations)
            #expect(loaded.configuration == nil)
            #expect(loaded.diagnostics.first?.reason == "there is no such file")
            #expect(loaded.diagnostics.first?.file == locations.configurationFile)
        }
        let nowhere = Locations(
            configurationFile: "/nonexistent/scrutinyd.yaml", stateDirectory: "/", socket: "/")
        #expect(Configuration.load(from: nowhere).diagnostics.count == 1)
    }

    @Test("A drop-in that is a folder, or not UTF-8, is an error in that place")
    func unreadable() throws {
        try withFiles(["scrutinyd.yaml": "", "conf.d/10.yaml": ""]) { locations in
            let dropIn = "\(locations.dropInDirectory)/10.yaml"
            try Data([0x61, 0x3A, 0x20, 0xFF]).write(to: URL(filePath: dropIn))
            let badText = Configuration.load(from: locations)
            #expect(badText.configuration == nil)
            #expect(badText.diagnostics.contains { $0.file == dropIn && $0.severity == .error })

            try FileManager.default.createDirectory(
                atPath: "\(locations.dropInDirectory)/20.yaml", withIntermediateDirectories: true)
            let folder = Configuration.load(from: locations)
            #expect(folder.diagnostics.contains { $0.file.hasSuffix("/20.yaml") })
        }
    }
}
