import Configuration
import Deadlines
import Engine
import Foundation
import Logging
import Notifications
import Workflows

extension AddressBook {
    /// The persons of a configuration.
    init(_ configuration: Configuration) {
        self.init(
            persons: configuration.people.map { person in
                Person(
                    name: person.name, address: person.address, user: person.user,
                    bindings: person.bindings.map { binding in
                        Binding(
                            party: binding.party, from: binding.from.flatMap(CivilDate.init(iso:)),
                            to: binding.to.flatMap(CivilDate.init(iso:)))
                    })
            })
    }
}

extension Notifications.Routes {
    /// The routes of a configuration.
    init(_ configuration: Configuration) {
        self.init(
            routes: configuration.routes.rules.map { rule in
                Route(
                    workflows: rule.workflows, parties: rule.parties,
                    severities: rule.severities.compactMap(Severity.init(rawValue:)),
                    kinds: rule.kinds, channels: rule.channels)
            },
            fallback: configuration.routes.standard)
    }
}

extension SendingRules {
    /// When messages go out by a configuration.
    init(_ configuration: Configuration) {
        let time = configuration.sendAt
        self.init(
            time: TimeOfDay(hour: time.hour, minute: time.minute) ?? .midnight,
            closureDays: Dictionary(
                configuration.closureDays.flatMap { period in
                    period.days.map { ($0, period.title ?? "closure day") }
                }, uniquingKeysWith: { first, _ in first }))
    }
}

extension ClosurePeriod {
    /// Its days; a period is at most a year long.
    fileprivate var days: [CivilDate] {
        guard let first = CivilDate(iso: from), let last = CivilDate(iso: to), first <= last
        else { return [] }
        return (0...min(366, last.dayNumber - first.dayNumber)).compactMap(first.adding(days:))
    }
}

extension Configuration {
    /// The configured ways out; the journal is always among them.
    func deliveryChannels(credentials: String?, logger: Logger) -> [any DeliveryChannel] {
        let configured: [any DeliveryChannel] = channels.map { channel in
            switch channel.transport {
            case .journal: JournalChannel(name: channel.name, logger: logger)
            case .file(let path): FileChannel(name: channel.name, path: path)
            case .exec(let program):
                ExecChannel(
                    name: channel.name,
                    plugin: ExecPlugin(
                        path: program.path, arguments: program.arguments,
                        timeLimit: program.timeLimit, environment: program.environment,
                        credentialsDirectory: credentials),
                    logger: logger)
            }
        }
        let hasJournal = configured.contains { $0.name == JournalChannel.usualName }
        return hasJournal ? configured : configured + [JournalChannel(logger: logger)]
    }
}
