import Configuration
import Deadlines
import Documents
import Engine
import Logging
import Notifications
import WorkflowFiles
import Workflows

/// Everything read from files, turned into what the engine and the pump work by. A value made
/// whole or not at all: a bad file leaves the old one in force.
struct Settings: Sendable {
    var configuration: Configuration
    var library: Library
    var channels: [any DeliveryChannel]
    var policies: [String: RetryPolicy]
    var book: AddressBook
    var warnings: [Diagnostic]

    /// That files hold errors.
    struct Refused: Error {
        var diagnostics: [Diagnostic]
    }

    /// Reads everything anew.
    ///
    /// - Parameter older: definitions that scrutinies run by though no file holds them any more.
    static func read(
        _ locations: Locations, older: [Library.Entry], logger: Logger
    ) throws(Refused) -> Settings {
        let loaded = Configuration.load(
            from: locations, knowsTimeZone: SystemZone.isKnown)
        guard let configuration = loaded.configuration else {
            throw Refused(diagnostics: loaded.diagnostics)
        }
        let folder = WorkflowFolder.read(
            configuration.workflowDirectories, hash: { sha256($0) },
            knowsTimeZone: SystemZone.isKnown)
        var found = loaded.diagnostics + folder.diagnostics
        found += changedWithoutVersion(folder, older)
        found += withoutSchedules(configuration, folder, locations)
        var templates: MessageTemplates?
        do {
            templates = try MessageTemplates(folder.templates)
        } catch let problem as MessageTemplates.Problem {
            found.append(
                Diagnostic(
                    file: "templates/\(problem.name).mustache", at: .start, text: problem.name,
                    reason: problem.reason, remedy: "mend the template"))
        } catch {
            found.append(
                Diagnostic(
                    file: "templates", at: .start, text: "", reason: "\(error)",
                    remedy: "mend the template"))
        }
        guard let templates, !found.contains(where: { $0.severity == .error }) else {
            throw Refused(diagnostics: found)
        }
        return Settings(
            configuration, folder, templates, older: older, warnings: found, locations: locations,
            logger: logger)
    }

    private init(
        _ configuration: Configuration, _ folder: WorkflowFolder, _ templates: MessageTemplates,
        older: [Library.Entry], warnings: [Diagnostic], locations: Locations, logger: Logger
    ) {
        self.configuration = configuration
        self.warnings = warnings
        book = AddressBook(configuration)
        let planner = MessagePlanner(
            book: book, routes: Routes(configuration), templates: templates)
        library = Library(
            current: folder.definitions.map { Library.Entry($0.definition, text: $0.text) },
            older: older,
            calendars: folder.calendars, unions: folder.unions,
            sending: SendingRules(configuration),
            messages: planner, scheduled: Set(configuration.schedules))
        channels = configuration.deliveryChannels(
            credentials: locations.credentialsDirectory, logger: logger)
        policies = Dictionary(
            configuration.channels.map { ($0.name, RetryPolicy(budget: $0.attempts)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// A workflow whose schedules are switched on should have some.
    private static func withoutSchedules(
        _ configuration: Configuration, _ folder: WorkflowFolder, _ locations: Locations
    ) -> [Diagnostic] {
        configuration.schedules.compactMap { name in
            let definition = folder.definitions.first { $0.definition.name == name }?.definition
            guard definition?.schedules.isEmpty ?? true else { return nil }
            let reason =
                definition == nil
                ? "there is no workflow \(name), so nothing opens it"
                : "the workflow \(name) has no schedules, so nothing opens it"
            return Diagnostic(
                .warning, file: locations.configurationFile, at: .start, text: name,
                reason: reason, remedy: "name a workflow with schedules, or remove it")
        }
    }

    /// A changed file must count its version up: scrutinies run by the old text under it.
    private static func changedWithoutVersion(
        _ folder: WorkflowFolder, _ older: [Library.Entry]
    ) -> [Diagnostic] {
        folder.definitions.compactMap { entry in
            let definition = entry.definition
            let other = older.first {
                $0.id.name == definition.name && $0.id.version == definition.version
                    && $0.id.hash != definition.hash
            }
            guard other != nil else { return nil }
            return Diagnostic(
                file: entry.path, at: .start, text: "version: \(definition.version)",
                reason: "the file has changed but its version has not, and scrutinies run by it",
                remedy: "count the version up to \(definition.version + 1)")
        }
    }
}
