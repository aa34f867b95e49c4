import Deadlines
import Documents
import Engine
import Foundation
import WorkflowFiles
import Workflows

/// The definitions, calendars and templates that are shipped, read as the daemon reads them.
enum Shipped {
    static let folder: WorkflowFolder = {
        let path = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Workflows").path
        let folder = WorkflowFolder.read(
            [path], hash: { sha256($0) }, knowsTimeZone: SystemZone.isKnown)
        precondition(!folder.hasErrors, "the shipped files are sound: \(folder.diagnostics)")
        return folder
    }()

    static let definitions = folder.definitions.map { Library.Entry($0.definition, text: $0.text) }
}

/// Definitions written for these histories, read once.
enum Written {
    static let meeting = read(WrittenTexts.meeting)
    static let review = read(WrittenTexts.review)
    static let appointment = read(WrittenTexts.appointment)

    /// A definition of its text.
    static func read(_ text: String) -> Library.Entry {
        switch Result(catching: { try definition(text) }) {
        case .success(let entry): return entry
        case .failure(let error): preconditionFailure("\(error)\n\(text)")
        }
    }

    /// That a text is no sound definition.
    struct Unsound: Error, CustomStringConvertible {
        let description: String
    }

    /// A definition of its text.
    ///
    /// - Throws: ``Unsound`` with what is wrong.
    static func definition(_ text: String) throws -> Library.Entry {
        let file = DefinitionFile.read(
            text, file: "made.yaml", hash: sha256(text), knowsTimeZone: SystemZone.isKnown)
        guard let definition = file.definition else {
            let lines = file.diagnostics.map(\.description).joined(separator: "\n")
            throw Unsound(description: "\(lines)\n\(text)")
        }
        return Library.Entry(definition, text: text)
    }
}
