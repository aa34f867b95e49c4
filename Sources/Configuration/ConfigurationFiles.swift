package import Documents
import FoundationEssentials

/// A configuration with all that was found wrong on the way.
package struct LoadedConfiguration: Hashable, Sendable {
    /// The configuration; nil where there is an error.
    package var configuration: Configuration?
    /// Everything found, file by file in the order read, each in its own order.
    package var diagnostics: [Diagnostic]
    /// The files read, in this order.
    package var files: [String]
}

extension Configuration {
    /// Reads documents one over the other: the main file first, then the drop-ins.
    ///
    /// - Parameter knowsTimeZone: whether the tz database has a name; only its form is checked
    ///   by default, so that this module needs no zones.
    package static func load(
        _ documents: [Document], knowsTimeZone: @escaping (String) -> Bool = { _ in true }
    ) -> LoadedConfiguration {
        var draft = ConfigurationDraft()
        var found: [Diagnostic] = []
        for document in documents {
            let log = DiagnosticLog(file: document.file, entries: document.diagnostics)
            let reader = ConfigurationReader(log: log, knowsTimeZone: knowsTimeZone)
            if let root = document.root { reader.read(root, into: &draft) }
            found += log.entries
        }
        found += draft.finalDiagnostics(mainFile: documents.first?.file ?? "")
        let diagnostics = documents.flatMap { document in
            Set(found.filter { $0.file == document.file }).sorted()
        }
        let isUsable = !diagnostics.contains { $0.severity == .error }
        return LoadedConfiguration(
            configuration: isUsable ? draft.configuration : nil, diagnostics: diagnostics,
            files: documents.map(\.file))
    }

    /// Reads the main file and the drop-ins `*.yaml` beside it, sorted by name.
    ///
    /// A missing main file is an error; a missing folder of drop-ins is not.
    package static func load(
        from locations: Locations, knowsTimeZone: @escaping (String) -> Bool = { _ in true }
    ) -> LoadedConfiguration {
        var names: [String] = []
        var unreadable: [Diagnostic] = []
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: locations.dropInDirectory)
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            // No drop-ins.
        } catch {
            unreadable.append(Self.unreadable(locations.dropInDirectory, error))
        }
        let dropIns = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
        let paths =
            [locations.configurationFile] + dropIns.map { "\(locations.dropInDirectory)/\($0)" }
        var documents: [Document] = []
        for path in paths {
            do {
                let data = try Data(contentsOf: URL(filePath: path))
                documents.append(Document.parse(bytes: Array(data), file: path))
            } catch {
                unreadable.append(Self.unreadable(path, error))
            }
        }
        var loaded = load(documents, knowsTimeZone: knowsTimeZone)
        if !unreadable.isEmpty {
            loaded.configuration = nil
            loaded.diagnostics = unreadable + loaded.diagnostics
        }
        return loaded
    }

    private static func unreadable(_ path: String, _ error: any Error) -> Diagnostic {
        let isMissing = (error as? CocoaError)?.code == .fileReadNoSuchFile
        return Diagnostic(
            file: path, at: .start, text: "",
            reason: isMissing ? "there is no such file" : "this cannot be read: \(error)",
            remedy: isMissing
                ? "create it, or name another with --config"
                : "let the daemon's user read it (chmod a+r)")
    }
}
