package import Deadlines

/// How far a day is away, in words.
package enum RelativeDay {
    /// `today`, `tomorrow`, `in 12 days`, `yesterday`, `12 days ago`.
    package static func words(from today: CivilDate, to day: CivilDate) -> String {
        let days = day.dayNumber - today.dayNumber
        return switch days {
        case 0: "today"
        case 1: "tomorrow"
        case -1: "yesterday"
        case 2...: "in \(days) days"
        default: "\(-days) days ago"
        }
    }
}
