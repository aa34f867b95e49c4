/// The first or the last bytes of what a plug-in writes, which may be endless.
package struct KeptBytes {
    /// Which end of the stream is kept.
    package enum End {
        /// What comes first; the rest is thrown away.
        case first
        /// What comes last; all before is thrown away.
        case last
    }

    private let cap: Int
    private let end: End
    private var kept: [UInt8] = []
    /// How many bytes were thrown away so far.
    package private(set) var discarded = 0

    /// Keeps at most `cap` bytes of that end.
    package init(cap: Int, end: End) {
        self.cap = max(0, cap)
        self.end = end
    }

    /// What was kept.
    package var bytes: [UInt8] {
        switch end {
        case .first: return kept
        case .last: return Array(kept.suffix(cap))
        }
    }

    /// Takes the next bytes of the stream.
    package mutating func append(_ bytes: some Collection<UInt8>) {
        switch end {
        case .first:
            let room = cap - kept.count
            kept.append(contentsOf: bytes.prefix(room))
            discarded += max(0, bytes.count - room)
        case .last:
            kept.append(contentsOf: bytes)
            // Cut only now and then: removing from the front moves all the rest.
            guard kept.count > 2 * cap else { return }
            discarded += kept.count - cap
            kept.removeFirst(kept.count - cap)
        }
    }
}
