package import Deadlines
import Logging

/// What a schedule did when its day came.
package struct ScheduleEvent: Hashable, Sendable, Codable {
    /// What became of the occasion.
    package enum Kind: String, Hashable, Sendable, Codable {
        /// It opened a scrutiny.
        case opened
        /// Somebody had opened it already.
        case found
        /// Occasions were passed over, for a later one has come.
        case skipped
        /// It could not open the scrutiny, and tries again.
        case refused
    }

    /// What became of it.
    package var kind: Kind
    /// `workflow/schedule`.
    package var schedule: String
    /// The scrutiny's id.
    package var scrutiny: String
    /// The occasions, one unless some were passed over.
    package var occasions: [CivilDate]
    /// Why it was refused, and what to do.
    package var reason: String?

    /// The most occasions that are named one by one.
    private static let mostNamed = 12

    /// The event in a sentence.
    package var sentence: String {
        let named = occasions.suffix(Self.mostNamed).map(\.long).joined(separator: ", ")
        let more = occasions.count - Self.mostNamed
        let days = more > 0 ? "\(more) more and \(named)" : named
        return switch kind {
        case .opened: "schedule \(schedule) opened \(scrutiny), for \(days)"
        case .found: "schedule \(schedule) found \(scrutiny) there already, for \(days)"
        case .skipped: "schedule \(schedule) passed over \(days): out of date"
        case .refused:
            "schedule \(schedule) could not open \(scrutiny), for \(days): \(reason ?? "") "
                + "It is tried again tomorrow."
        }
    }

    func log(to logger: Logger) {
        let event: LoggedEvent =
            switch kind {
            case .opened, .found: .scheduleOpened
            case .skipped: .scheduleSkipped
            case .refused: .scheduleRefused
            }
        let level: Logger.Level =
            switch kind {
            case .opened, .found: .notice
            case .skipped: .warning
            case .refused: .error
            }
        logger.log(
            level: level, "\(sentence)", metadata: event.with(["scrutiny-id": scrutiny]))
    }
}
