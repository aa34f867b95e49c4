/// What an evaluation may ask of the world: the calendar, and the dates that names stand for.
public protocol DeadlineContext {
    /// The calendar that says which days are working days.
    var calendar: WorkingCalendar { get }

    /// The first day of the deadline's run: the base of a bare `8 February` and of `next W`.
    var runStart: CivilDate { get }

    /// Held spans, each from the hold to the day before resuming: forward counts pass over them.
    var holds: [Period] { get }

    /// The date of a fact, an event or a deadline.
    func date(of name: String) -> Resolved

    /// The date of a linked scrutiny's fact, as in `meeting.starts`.
    func date(of name: String, fact: String) -> Resolved

    /// The earliest and the latest day of a window.
    func window(of name: String) -> ResolvedWindow

    /// The year a fact holds; nil if unknown.
    func year(of name: String) -> Int?

    /// The spans of a named period so far; nil if there is no such period.
    func periods(named name: String) -> [Period]?

    /// The first scrutiny of a workflow that happens on a later day than `date`.
    func next(_ workflow: String, after date: CivilDate) -> Resolved
}

/// What a name stands for, if it is known.
public enum Resolved: Hashable, Sendable {
    /// A day, with its time if it has one, and a remark for the explanation.
    case date(CivilDate, time: TimeOfDay? = nil, note: String? = nil)
    /// Not known, and why: `not recorded yet`.
    case unknown(reason: String)
}

/// What a window's name stands for, if it is known.
public enum ResolvedWindow: Hashable, Sendable {
    /// The earliest and the latest day, and a remark for the explanation.
    case window(earliest: CivilDate, latest: CivilDate, note: String? = nil)
    /// Not known, and why.
    case unknown(reason: String)
}

/// A span of days, both ends included, that a count passes over.
public struct Period: Hashable, Sendable, Codable {
    /// The first day; nil while it has not begun.
    public let from: CivilDate?
    /// The last day; nil while it is open. A last day before the first makes it empty.
    public let to: CivilDate?
    /// What it is called in the explanation.
    public let name: String
    /// A remark for the explanation, such as the reason for a hold.
    public let note: String?

    /// A span of days.
    public init(from: CivilDate?, to: CivilDate?, name: String, note: String? = nil) {
        self.from = from
        self.to = to
        self.name = name
        self.note = note
    }
}
