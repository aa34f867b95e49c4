import Testing

@Suite("Imports")
struct ImportTests {
    @Test("every module imports only what the architecture's table allows")
    func importsAreAllowed() throws {
        let files = try PackageTree.swiftFiles()
        #expect(!files.isEmpty, "there are no files where they are looked for")
        for file in files where file.isSource {
            guard let row = ImportTable.row(folder: file.folder) else { continue }
            expectNone(ImportRule.check(file, against: row))
        }
    }

    @Test("every folder of Sources is a module of the table")
    func everyFolderIsInTheTable() throws {
        for folder in try PackageTree.modules(in: "Sources")
        where ImportTable.row(folder: folder) == nil {
            expectNone([
                Finding(
                    path: "Sources/\(folder)", line: 0, what: "the import table has no such module",
                    remedy: "Add it to ImportTable, with what it may import.")
            ])
        }
    }

    @Test("the manifest gives no target a dependency that the table forbids")
    func manifestAgrees() throws {
        let targets = ImportRule.dependencies(
            inManifest: try PackageTree.file("Package.swift").text)
        #expect(!targets.isEmpty, "Package.swift declares no targets")
        for (name, dependencies) in targets.sorted(by: { $0.key < $1.key }) {
            guard let row = ImportTable.rows.first(where: { $0.module == name }) else { continue }
            for forbidden in dependencies.subtracting(row.project).sorted()
            where ImportTable.modules.contains(forbidden) {
                expectNone([
                    Finding(
                        path: "Package.swift", line: 0,
                        what: "\(name) depends on \(forbidden), which the table forbids",
                        remedy: "Remove the dependency, or argue for it and add it to the table.")
                ])
            }
        }
    }

    @Test("the table itself has no circles: every arrow points to an earlier row")
    func tableIsLayered() {
        var known: Set<String> = []
        for row in ImportTable.rows {
            let later = row.project.subtracting(known).sorted()
            #expect(later.isEmpty, "\(row.module) points upwards to \(later)")
            known.insert(row.module)
        }
    }

    @Test(
        "an import is recognised however it is written",
        arguments: [
            ("import Foundation", "Foundation"),
            ("package import Deadlines", "Deadlines"),
            ("@testable import Engine", "Engine"),
            ("@preconcurrency package import Glibc", "Glibc"),
            ("import struct Foundation.Date", "Foundation"),
        ])
    func recognises(line: String, module: String) {
        let file = SourceFile(path: "Sources/Deadlines/A.swift", text: line + "\n")
        #expect(ImportRule.imports(of: file).map(\.module) == [module])
    }

    @Test("a forbidden import is found, a word in a comment is not")
    func findsForbidden() throws {
        let text = "// import Glibc\nimport Workflows\nlet text = \"import Yams\"\n"
        let file = SourceFile(path: "Sources/Deadlines/A.swift", text: text)
        let row = try #require(ImportTable.row(folder: "Deadlines"))
        let found = ImportRule.check(file, against: row)
        #expect(found.map(\.line) == [2])
        #expect(found.first?.what == "Deadlines may not import Workflows")
    }

    @Test("a manifest's targets are read with their dependencies, over several lines too")
    func readsManifest() {
        let text = """
            .target(name: "A"),
            .target(
                name: "B", dependencies: ["A", logging,
                    "C"], path: "Sources/D"),
            .target(name: "E"),
            .testTarget(name: "ETests", dependencies: ["E", "A"]),
            """
        #expect(ImportRule.dependencies(inManifest: text) == ["A": [], "B": ["A", "C"], "E": []])
    }
}
