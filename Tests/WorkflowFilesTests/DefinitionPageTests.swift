import Foundation
import Testing
import WorkflowFiles

/// The pages of the definitions that are shipped: what can be derived of them is.
@Suite("Pages of definitions")
struct DefinitionPageTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let names: [String] = {
        let folder = package.appending(path: "Workflows").path
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".test.yaml") }
            .map { String($0.dropLast(5)) }.sorted()
    }()

    @Test("Twelve definitions are shipped")
    func count() {
        #expect(Self.names.count == 12)
    }

    /// `RECORD_SNAPSHOTS=1` writes the derived part of each page anew: read the difference.
    @Test("Each has a page whose derived part says what the definition says", arguments: names)
    func page(_ name: String) throws {
        let file = "Workflows/\(name).yaml"
        let text = try String(
            contentsOf: Self.package.appending(path: file), encoding: .utf8)
        let definition = try #require(
            DefinitionFile.read(text, file: file, hash: "", knowsTimeZone: { _ in true }).definition
        )
        let derived = DefinitionPage(definition).text + "\n\n"
        let path = Self.package.appending(path: "Documentation/workflows/\(name).md")
        var page = try String(contentsOf: path, encoding: .utf8)
        let first = try #require(page.range(of: DefinitionPage.derived.first))
        let next = try #require(page.range(of: DefinitionPage.derived.next))
        let between = first.lowerBound..<next.lowerBound
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            page.replaceSubrange(between, with: derived)
            try page.write(to: path, atomically: true, encoding: .utf8)
            return
        }
        #expect(page[between] == derived)
    }
}
