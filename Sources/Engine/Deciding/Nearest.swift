/// The names most like a mistyped one.
package enum Nearest {
    /// At most three of the names, by growing edit distance (Levenshtein), none further than a
    /// third of the word's length (two at least).
    package static func names(to word: String, in names: [String]) -> [String] {
        let limit = max(2, word.count / 3)
        return names.map { (distance(word, $0), $0) }
            .filter { $0.0 <= limit || $0.1.hasPrefix(word) || word.hasPrefix($0.1) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
            .prefix(3).map(\.1)
    }

    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left), right = Array(right)
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[right.count]
    }
}
