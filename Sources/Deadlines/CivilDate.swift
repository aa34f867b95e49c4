/// A day of the proleptic Gregorian calendar, from 1 January of year 1 to 31 December 9999.
///
/// It is a date on paper: no clock and no time zone belong to it. Its text and its coded form
/// are ISO 8601, `2018-01-26`.
public struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1 January 1970, negative before it.
    public let dayNumber: Int

    /// The first day there is, 1 January of year 1 (a Monday).
    public static let first = CivilDate(unchecked: -719_162)

    /// The last day there is, 31 December 9999 (a Friday).
    public static let last = CivilDate(unchecked: 2_932_896)

    /// The day with that number; nil outside the years 1 to 9999.
    public init?(dayNumber: Int) {
        guard dayNumber >= Self.first.dayNumber, dayNumber <= Self.last.dayNumber else {
            return nil
        }
        self.dayNumber = dayNumber
    }

    /// The day with that year, month (1–12) and day of the month; nil if there is none.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.lengthOfMonth(month, year: year)
        else { return nil }
        dayNumber = GregorianDay(year: year, month: month, day: day).dayNumber
    }

    /// For numbers already known to lie within the years 1 to 9999.
    init(unchecked dayNumber: Int) {
        self.dayNumber = dayNumber
    }

    /// The year, 1 to 9999.
    public var year: Int { parts.year }
    /// The month, 1 to 12.
    public var month: Int { parts.month }
    /// The day of the month, 1 to 31.
    public var day: Int { parts.day }

    /// The day of the week.
    public var weekday: Weekday {
        Weekday(daysAfterMonday: dayNumber - Self.first.dayNumber)
    }

    /// Year, month and day together, computed once.
    var parts: GregorianDay { GregorianDay(dayNumber: dayNumber) }

    /// The day that many days later (earlier, if negative); nil outside the years 1 to 9999.
    public func adding(days: Int) -> CivilDate? {
        let (number, overflow) = dayNumber.addingReportingOverflow(days)
        return overflow ? nil : CivilDate(dayNumber: number)
    }

    /// Whether that year has a 29 February.
    public static func isLeap(year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The number of days in a month, 28 to 31.
    public static func lengthOfMonth(_ month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Whether the left is the earlier day.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.dayNumber < right.dayNumber
    }
}

/// Year, month and day of the proleptic Gregorian calendar, and their way to and from a count
/// of days.
///
/// The algorithm is Howard Hinnant's `days_from_civil` and `civil_from_days`: years start in
/// March, so that the leap day comes last, and are counted in eras of 400 years.
struct GregorianDay: Equatable {
    let year: Int
    let month: Int
    let day: Int

    private static let daysPerEra = 146_097
    private static let daysFromYearZeroTo1970 = 719_468

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    init(dayNumber: Int) {
        let shifted = dayNumber + Self.daysFromYearZeroTo1970
        let era = shifted.flooredQuotient(by: Self.daysPerEra)
        let dayOfEra = shifted - era * Self.daysPerEra
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var dayNumber: Int {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let era = yearFromMarch.flooredQuotient(by: 400)
        let yearOfEra = yearFromMarch - era * 400
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * Self.daysPerEra + dayOfEra - Self.daysFromYearZeroTo1970
    }
}

extension BinaryInteger {
    /// The quotient rounded towards minus infinity, for a positive divisor.
    func flooredQuotient(by divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
