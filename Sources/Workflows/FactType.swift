/// What kind of value a fact holds.
///
/// A fact of any type may be unknown; that is the absence of a ``FactValue``, not a case here.
package enum FactType: Hashable, Sendable {
    /// Free text.
    case text
    /// A number, whole or not.
    case number
    /// `true` or `false`.
    case boolean
    /// A civil date.
    case date
    /// A civil date with a local time; the time may be unknown.
    case dateTime
    /// A calendar year, 1…9999.
    case year
    /// One mail address.
    case email
    /// Several texts, in order.
    case list
    /// One of the given words.
    case choice([String])
    /// A day, or the earliest and the latest day, with the words that were used for it.
    case window
    /// The id of another scrutiny of the given workflow, or several.
    case scrutiny(of: String, many: Bool)

    /// The type's word in a definition.
    package var word: String {
        switch self {
        case .text: "text"
        case .number: "number"
        case .boolean: "boolean"
        case .date: "date"
        case .dateTime: "date-time"
        case .year: "year"
        case .email: "email"
        case .list: "list"
        case .choice: "choice"
        case .window: "window"
        case .scrutiny: "scrutiny"
        }
    }

    /// Every word a definition may give as a type.
    package static let words = [
        "text", "number", "boolean", "date", "date-time", "year", "email", "list", "choice",
        "window", "scrutiny",
    ]

    /// Whether a deadline phrase can use a fact of this type as a day.
    package var isDay: Bool { self == .date || self == .dateTime }
}
