/// The names most like a mistyped one.
package enum Nearest {
    /// At most three of the names, by growing edit distance (Levenshtein), none further than a
    /// third of the word's length (two at least).
    package static func names(to word: String, in names: [String]) -> [String] {
        let letters = Array(word)
        let limit = max(2, letters.count / 3)
        let near = names.compactMap { name -> (Int, String)? in
            let other = Array(name)
            let difference = abs(letters.count - other.count)
            if letters.starts(with: other) || other.starts(with: letters) {
                return (difference, name)
            }
            // The distance is the difference of the lengths at least, and takes their product of
            // time: a word of a mebibyte is like none of the names.
            guard difference <= limit else { return nil }
            let distance = distance(letters, other)
            return distance <= limit ? (distance, name) : nil
        }
        return near.sorted { $0 < $1 }.prefix(3).map(\.1)
    }

    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
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
