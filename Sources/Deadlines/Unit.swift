/// What a span is measured in.
public enum Unit: Hashable, Sendable, CaseIterable {
    /// Every day of the calendar.
    case day
    /// Seven days.
    case week
    /// A calendar month, by the corresponding date (*Dodds v Walker* [1981] 1 WLR 1027).
    case month
    /// Twelve months.
    case year
    /// A day that is a working day in the calendar.
    case workingDay
    /// A working day that lies wholly between two others, both ends out.
    case clearDay
    /// The same as a clear day, in the words of standing orders.
    case clearWorkingDay

    /// The unit's words for one: `working day`.
    public var singular: String {
        switch self {
        case .day: "day"
        case .week: "week"
        case .month: "month"
        case .year: "year"
        case .workingDay: "working day"
        case .clearDay: "clear day"
        case .clearWorkingDay: "clear working day"
        }
    }

    /// Whether both ends of the span are left out of it.
    public var isClear: Bool { self == .clearDay || self == .clearWorkingDay }

    /// Whether only working days count.
    public var countsWorkingDays: Bool { self == .workingDay || isClear }

    /// Whether it is measured by corresponding dates, not by counting days.
    public var isMonths: Bool { self == .month || self == .year }
}
