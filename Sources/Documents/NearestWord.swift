/// The candidate that a mistyped word was probably meant to be, for "did you mean".
///
/// Near is at most two slips (Damerau-Levenshtein distance, optimal string alignment: a letter
/// missing, added, wrong, or two neighbours swapped) but less than half of the word, upper and
/// lower case being alike; or else that one is the beginning of the other, with three letters at
/// least. Of several the one with the fewest slips, then the first.
package func nearest(_ word: String, in candidates: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased())
    var best: (candidate: String, slips: Int)?
    var extended: String?
    for candidate in candidates {
        let other = Array(candidate.lowercased())
        if extended == nil, min(letters.count, other.count) >= 3,
            letters.starts(with: other) || other.starts(with: letters)
        {
            extended = candidate
        }
        guard abs(other.count - letters.count) <= 2 else { continue }
        let slips = slips(letters, other)
        if slips <= 2, slips * 2 < max(letters.count, 2), slips < best?.slips ?? Int.max {
            best = (candidate, slips)
        }
    }
    return best?.candidate ?? extended
}

private func slips(_ left: [Character], _ right: [Character]) -> Int {
    var before: [Int] = []
    var row = Array(0...right.count)
    for i in left.indices {
        var next = [i + 1]
        for j in right.indices {
            var cost = min(row[j] + (left[i] == right[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                cost = min(cost, before[j - 1] + 1)
            }
            next.append(cost)
        }
        before = row
        row = next
    }
    return row[right.count]
}
