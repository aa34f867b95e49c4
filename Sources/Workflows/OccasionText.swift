package import Deadlines

/// A text with blanks that an occasion fills: `precept-{year+1}`, `{year}/{yy+1}`.
package struct OccasionText: Hashable, Sendable, CustomStringConvertible {
    /// What an occasion fills in.
    package enum Blank: String, Hashable, Sendable, CaseIterable {
        /// The year, four digits.
        case year
        /// The last two digits of the year.
        case yy
        /// The month, two digits.
        case month
        /// The quarter of the calendar year, 1 to 4.
        case quarter
        /// The day, ISO 8601.
        case date
    }

    private enum Part: Hashable {
        case text(String)
        case blank(Blank, plus: Int)
    }

    private let parts: [Part]

    /// The most years a blank may be away from the occasion's.
    private static let furthest = 99

    /// What to write.
    package static let remedy =
        "Write {year}, {yy}, {month}, {quarter} or {date}; {year+1} and {year-1}, and the same "
        + "with yy, are the years beside it."

    /// Reads a text; nil where a blank in it is none.
    package init?(parsing text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}"),
                let blank = Self.blank(rest[rest.index(after: open)..<close])
            else { return nil }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(blank)
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    private static func blank(_ text: Substring) -> Part? {
        guard let sign = text.firstIndex(where: { $0 == "+" || $0 == "-" }) else {
            return Blank(rawValue: String(text)).map { .blank($0, plus: 0) }
        }
        let digits = String(text[text.index(after: sign)...])
        guard let blank = Blank(rawValue: String(text[..<sign])), [.year, .yy].contains(blank),
            Identifier.isNumber(digits), let years = Int(digits), years <= furthest
        else { return nil }
        return .blank(blank, plus: text[sign] == "+" ? years : -years)
    }

    /// The text for an occasion.
    package func text(for day: CivilDate) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .blank(.year, let years): Self.digits(day.year + years, 4)
            case .blank(.yy, let years): Self.digits((day.year + years) % 100, 2)
            case .blank(.month, _): Self.digits(day.month, 2)
            case .blank(.quarter, _): String((day.month + 2) / 3)
            case .blank(.date, _): day.description
            }
        }.joined()
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(max(0, number))
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    /// The text with its blanks.
    package var description: String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .blank(let blank, 0): "{\(blank.rawValue)}"
            case .blank(let blank, let years):
                "{\(blank.rawValue)\(years > 0 ? "+" : "")\(years)}"
            }
        }.joined()
    }
}
