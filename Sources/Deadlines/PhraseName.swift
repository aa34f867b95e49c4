/// Which words may name a fact, an event, a deadline, a period or a workflow in a phrase.
///
/// A name is one or more runs of lower-case ASCII letters and digits, joined by single hyphens;
/// it begins with a letter and is no word of the grammar.
public enum PhraseName {
    /// The words of the grammar, which name nothing: months among them.
    public static let reserved: Set<String> = Set(
        [
            "a", "after", "and", "before", "beginning", "by", "clear", "day", "days", "earlier",
            "end", "following", "forward", "ignoring", "in", "later", "month", "months", "next",
            "of", "on", "rolled", "start", "the", "to", "week", "weeks", "with", "working",
            "year", "years",
        ] + MonthName.long.map { $0.lowercased() })

    /// Whether a phrase can use that name.
    public static func isValid(_ name: String) -> Bool {
        isWellFormed(name) && !reserved.contains(name)
    }

    /// Whether it is spelt as a name, reserved or not.
    static func isWellFormed(_ name: String) -> Bool {
        let bytes = name.utf8
        guard let first = bytes.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
        else { return false }
        let runs = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return runs.allSatisfy { run in
            !run.isEmpty
                && run.allSatisfy {
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                }
        }
    }
}
