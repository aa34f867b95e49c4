import ControlProtocol

extension Register.Fact {
    /// Its values in one line, days in words.
    var text: String { texts.joined(separator: "; ") }

    /// Its values, days in words.
    var texts: [String] { values.map(Self.words) }

    /// A value as files write it, its days in words. A window, `2018-01-01..2018-03-31 early 2018`,
    /// is `Mon 1 Jan 2018 to Sat 31 Mar 2018 (early 2018)`.
    private static func words(of value: String) -> String {
        let parts = value.split(separator: " ", maxSplits: 1)
        let days = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
        guard days.count == 3, days[1].isEmpty, let from = ReportDay(iso: days[0]),
            let to = ReportDay(iso: days[2])
        else { return ReportDay.text(ofMoment: value) }
        let called = parts.count == 2 ? " (\(parts[1]))" : ""
        return "\(from.text) to \(to.text)\(called)"
    }
}
