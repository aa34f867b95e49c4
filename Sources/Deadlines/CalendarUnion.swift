/// A calendar made of others: a holiday of any of them is a holiday, and it covers the days that
/// all of them cover.
///
/// Freedom of Information Act 2000, section 10(6): a working day is one that is a bank holiday in
/// no part of the United Kingdom.
public struct CalendarUnion: Hashable, Sendable {
    /// The name definitions use.
    public let name: String
    /// The name people read.
    public let title: String
    /// The version of the union itself.
    public let version: String
    /// The names of its parts.
    public let parts: [String]
    /// The days it covers at most; nil: those that all parts cover. It has no holidays before them;
    /// what is listed after them counts, but the days are provisional there.
    public let coverage: ClosedRange<CivilDate>?
    /// Holidays that none of the parts needs to have.
    public let holidays: [Holiday]

    /// A union of these parts, with holidays of its own.
    public init(
        name: String, title: String, version: String, parts: [String],
        coverage: ClosedRange<CivilDate>? = nil, holidays: [Holiday] = []
    ) {
        self.name = name
        self.title = title
        self.version = version
        self.parts = parts
        self.coverage = coverage
        self.holidays = holidays
    }

    /// The calendar, of those that are there. Nil where a part is missing, or no day is covered by
    /// all. Its version names each part whose version is another than its own, so that one version
    /// never stands for two lists.
    public func calendar(among calendars: [WorkingCalendar]) -> WorkingCalendar? {
        let found = parts.compactMap { part in calendars.first { $0.name == part } }
        let others = found.filter { $0.version != version }.map { "\($0.name) \($0.version)" }
        let label = others.isEmpty ? version : "\(version) with \(others.joined(separator: ", "))"
        guard found.count == parts.count,
            let union = WorkingCalendar.union(
                name: name, title: title, version: label, of: found)
        else { return nil }
        guard !holidays.isEmpty || coverage != nil else { return union }
        let most = coverage ?? union.coverage
        guard union.coverage.overlaps(most) else { return nil }
        let covered = union.coverage.clamped(to: most)
        return WorkingCalendar(
            name: name, title: title, version: label, source: union.source, coverage: covered,
            holidays: (union.holidays + holidays).filter { $0.date >= covered.lowerBound })
    }
}
