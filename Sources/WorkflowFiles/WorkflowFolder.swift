package import Deadlines
package import Documents
internal import FoundationEssentials
package import Workflows

/// The definitions, calendars and templates of some folders: `*.yaml`, `calendars/*.yaml` and
/// `templates/*.mustache`. A file in a later folder stands in place of one of the same name in an
/// earlier one.
package struct WorkflowFolder: Sendable {
    /// A definition with its file.
    package struct Entry: Sendable {
        /// The file's path.
        package var path: String
        /// The file's text.
        package var text: String
        /// The definition.
        package var definition: Definition
    }
    /// Sound definitions, ordered by name.
    package var definitions: [Entry] = []
    /// Calendars, ordered by name.
    package var calendars: [WorkingCalendar] = []
    /// Those of them that are made of others.
    package var unions: [CalendarUnion] = []
    /// Texts of templates by name.
    package var templates: [String: String] = [:]
    /// Everything found, file by file.
    package var diagnostics: [Diagnostic] = []

    /// Whether something in the folders cannot be used.
    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Reads folders; one that does not exist is empty.
    ///
    /// - Parameter hash: SHA-256 of a text, in hexadecimal.
    /// - Parameter knowsTimeZone: whether there is a zone of that name.
    package static func read(
        _ folders: [String], hash: (String) -> String, knowsTimeZone: (String) -> Bool
    ) -> WorkflowFolder {
        var folder = WorkflowFolder()
        folder.readDefinitions(
            files(in: folders, sub: nil, ending: ".yaml"), hash: hash,
            knowsTimeZone: knowsTimeZone)
        folder.readCalendars(files(in: folders, sub: "calendars", ending: ".yaml"))
        for path in files(in: folders, sub: "templates", ending: ".mustache") {
            guard let text = folder.text(of: path) else { continue }
            folder.templates[String(fileName(path).dropLast(".mustache".count))] = text
        }
        folder.checkTogether()
        return folder
    }

    /// What a definition names outside its file: calendars, templates, other workflows.
    private mutating func checkTogether() {
        let known = Set(calendars.map(\.name))
        let workflows = Set(definitions.map(\.definition.name))
        for entry in definitions {
            let definition = entry.definition
            for calendar in definition.calendars.subtracting(known).sorted() {
                report(
                    entry.path, "there is no calendar \(calendar)",
                    "put calendars/\(calendar).yaml beside the definitions")
            }
            for template in definition.templates.subtracting(templates.keys).sorted() {
                warn(
                    entry.path, "there is no template \(template), so the usual text is sent",
                    "add templates/\(template).mustache")
            }
            for case .workflow(let name) in definition.dependencies where !workflows.contains(name)
            {
                warn(
                    entry.path, "there is no workflow \(name), so \"next \(name)\" has no day",
                    "add its definition")
            }
        }
    }

    private mutating func warn(_ path: String, _ reason: String, _ remedy: String) {
        diagnostics.append(
            Diagnostic(.warning, file: path, at: .start, text: "", reason: reason, remedy: remedy))
    }

    private mutating func readDefinitions(
        _ paths: [String], hash: (String) -> String, knowsTimeZone: (String) -> Bool
    ) {
        var places: [String: String] = [:]
        for path in paths where !path.hasSuffix(".test.yaml") {
            guard let text = text(of: path) else { continue }
            let file = DefinitionFile.read(
                text, file: path, hash: hash(text), knowsTimeZone: knowsTimeZone)
            diagnostics += file.diagnostics
            guard let definition = file.definition else { continue }
            if let other = places[definition.name] {
                diagnostics.append(
                    Diagnostic(
                        file: path, at: .start, text: definition.name,
                        reason: "the workflow \(definition.name) is also in \(other)",
                        remedy: "remove one of the files, or give both the same file name"))
                continue
            }
            places[definition.name] = path
            definitions.append(Entry(path: path, text: text, definition: definition))
        }
        definitions.sort { $0.definition.name < $1.definition.name }
    }

    private mutating func readCalendars(_ paths: [String]) {
        var contents: [(file: String, content: CalendarFile.Content)] = []
        for path in paths {
            guard let text = text(of: path) else { continue }
            let file = CalendarFile.read(text, file: path)
            diagnostics += file.diagnostics
            if let content = file.content { contents.append((path, content)) }
        }
        let (found, problems) = CalendarFile.resolve(contents)
        calendars = found.sorted { $0.name < $1.name }
        unions = contents.compactMap { content in
            guard case .union(let union) = content.content else { return nil }
            return union
        }
        diagnostics += problems
    }

    private mutating func text(of path: String) -> String? {
        do {
            let bytes = try Data(contentsOf: URL(filePath: path))
            if let text = String(data: bytes, encoding: .utf8) { return text }
            report(path, "the file is not UTF-8 text", "save it as UTF-8")
        } catch {
            report(path, "the file cannot be read: \(error)", "make it readable, or remove it")
        }
        return nil
    }

    private mutating func report(_ path: String, _ reason: String, _ remedy: String) {
        diagnostics.append(
            Diagnostic(file: path, at: .start, text: "", reason: reason, remedy: remedy))
    }

    /// Paths of the files, ordered by name; of equal names the one in the last folder.
    private static func files(in folders: [String], sub: String?, ending: String) -> [String] {
        var paths: [String: String] = [:]
        for folder in folders {
            let place = sub.map { "\(folder)/\($0)" } ?? folder
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
            for name in names where name.hasSuffix(ending) && !name.hasPrefix(".") {
                paths[name] = "\(place)/\(name)"
            }
        }
        return paths.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func fileName(_ path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }
}
