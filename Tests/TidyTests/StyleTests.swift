import Testing

@Suite("Style")
struct StyleTests {
    @Test("every page is short, narrow, without tabs, and ends with a newline")
    func pages() throws {
        for file in try PackageTree.swiftFiles() { expectNone(PageRule.check(file)) }
    }

    @Test("no code traps silently, prints in a library, or reads a clock where it decides")
    func code() throws {
        let rules = CodeRule.all
        for file in try PackageTree.swiftFiles() {
            for rule in rules { expectNone(rule.check(file)) }
        }
    }

    @Test("no type is a manager, a helper or another word for nothing")
    func names() throws {
        for file in try PackageTree.swiftFiles() { expectNone(DeclarationRule.checkNames(file)) }
    }

    @Test("every type that other modules see says what it is")
    func comments() throws {
        for file in try PackageTree.swiftFiles() where file.isSource {
            expectNone(DeclarationRule.checkComments(file))
        }
    }

    @Test("every test is named by a sentence and can fail")
    func tests() throws {
        for file in try PackageTree.swiftFiles() where !file.isSource {
            expectNone(TestRule.check(file))
        }
    }

    @Test("every module has its tests, or a reason not to")
    func everyModuleHasTests() throws {
        let tests = Set(try PackageTree.modules(in: "Tests"))
        for folder in try PackageTree.modules(in: "Sources") {
            let module = ImportTable.row(folder: folder)?.module ?? folder
            guard !tests.contains("\(module)Tests"), ImportTable.withoutTests[module] == nil
            else { continue }
            expectNone([
                Finding(
                    path: "Sources/\(folder)", line: 0, what: "there is no Tests/\(module)Tests",
                    remedy: "Write one, or say in ImportTable.withoutTests why not.")
            ])
        }
        #expect(tests.contains("TidyTests"), "the tests are not where they are looked for")
    }

    @Test("nothing that is shipped names a path of somebody's own machine")
    func words() throws {
        for file in try PackageTree.texts() { expectNone(WordRule.check(file)) }
    }
}
