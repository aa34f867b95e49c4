/// The entries of one reply: as many as the caller wants, and no more text than a reply may hold.
struct ReplyPage<Entry> {
    /// The most bytes of text in a page; one entry may have more. A reply takes many times its
    /// bytes while it is made, and notes may be as long as a message.
    static var mostText: Int { 1 << 20 }

    /// The entries so far.
    private(set) var entries: [Entry] = []
    /// Whether an entry was left for the next page.
    private(set) var hasMore = false
    private let limit: Int
    private var text = 0

    /// A page of at most so many entries.
    init(limit: Int) { self.limit = limit }

    /// Adds an entry, where there is room; nothing after one that was left for the next page.
    ///
    /// - Parameter texts: those of its texts that may be long.
    mutating func add(_ entry: Entry, texts: [String?]) {
        let more = texts.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
        let fits = entries.isEmpty || (entries.count < limit && text + more <= Self.mostText)
        guard !hasMore, fits else {
            hasMore = true
            return
        }
        entries.append(entry)
        text += more
    }
}
