/// A day on which nobody is taken to work, in one part of the country.
public struct Holiday: Hashable, Codable, Sendable {
    /// The day.
    public let date: CivilDate
    /// Its name, such as `Boxing Day (substitute day)`.
    public let title: String
    /// The part of the country that keeps it: `England and Wales`, `Scotland`, …
    public let division: String

    /// A holiday on that day.
    public init(date: CivilDate, title: String, division: String) {
        self.date = date
        self.title = title
        self.division = division
    }
}
