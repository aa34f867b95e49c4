/// A day as reports write it: `Fri 26 Jan 2018`.
package struct ReportDay: Hashable, Sendable {
    /// Days since 1 January 1970 in the proleptic Gregorian calendar.
    private let number: Int
    /// The day's text.
    package let text: String

    /// Reads `2018-01-26`; nil for anything else.
    package init?(iso: some StringProtocol) {
        let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        number = Self.number(year, month, day)
        // 1 January 1970 was a Thursday.
        let weekday = Self.weekdays[((number + 3) % 7 + 7) % 7]
        text = "\(weekday) \(day) \(Self.months[month - 1]) \(parts[0])"
    }

    /// How many days it lies after another; below nought if before.
    package func days(after other: ReportDay) -> Int { number - other.number }

    /// The day in words, or the text as it came where it is no day.
    package static func text(of iso: String) -> String {
        ReportDay(iso: iso)?.text ?? iso
    }

    /// A moment such as `2018-01-26T09:00:00+00:00` as `Fri 26 Jan 2018 09:00`, in the offset it
    /// was written with.
    package static func text(ofMoment iso: String) -> String {
        let parts = iso.split(separator: "T", maxSplits: 1)
        guard parts.count == 2, let day = ReportDay(iso: parts[0]), parts[1].count >= 5 else {
            return text(of: iso)
        }
        return "\(day.text) \(parts[1].prefix(5))"
    }

    /// The count of days by Howard Hinnant's `days_from_civil`, for years from nought.
    private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension ReportDay {
    /// How far off the day is: `in 6 working days`, `tomorrow`, `today`, `3 days ago`.
    ///
    /// - Parameter workingDaysLeft: working days until then, where they are known; what has passed
    ///   is counted in days of the calendar.
    package func relative(to today: ReportDay, workingDaysLeft: Int? = nil) -> String {
        let days = days(after: today)
        switch days {
        case ..<(-1): return "\(-days) days ago"
        case -1: return "yesterday"
        case 0: return "today"
        case 1: return "tomorrow"
        default:
            guard let workingDaysLeft, workingDaysLeft > 0 else { return "in \(days) days" }
            return workingDaysLeft == 1
                ? "in 1 working day" : "in \(workingDaysLeft) working days"
        }
    }
}
