extension CivilDate {
    /// The day of the same number so many months later or earlier, or the end of that month.
    struct Corresponding {
        /// The corresponding date; the month's last day if there is none.
        let date: CivilDate
        /// Whether the month has a day of that number.
        let exists: Bool
    }

    /// The corresponding date so many months later (earlier, if negative), by the rule of
    /// *Dodds v Walker* [1981] 1 WLR 1027; nil outside the years 1 to 9999.
    func corresponding(months: Int) -> Corresponding? {
        let parts = self.parts
        let (count, overflow) = (parts.year * 12 + parts.month - 1)
            .addingReportingOverflow(months)
        guard !overflow else { return nil }
        let year = count.flooredQuotient(by: 12)
        let month = count - year * 12 + 1
        guard (1...9999).contains(year) else { return nil }
        let length = Self.lengthOfMonth(month, year: year)
        return CivilDate(year: year, month: month, day: min(parts.day, length))
            .map { Corresponding(date: $0, exists: parts.day <= length) }
    }
}
