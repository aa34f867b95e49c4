/// Cuts a stream of bytes into messages, each ended by a NUL byte.
struct FrameReader {
    /// The stream broke the protocol; nothing after it can be understood.
    enum Failure: Error, Hashable {
        /// A message is longer than the limit.
        case tooLong
    }

    /// The longest message taken, in bytes without its NUL.
    let limit: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var scanned = 0

    init(limit: Int) { self.limit = limit }

    /// Whether a message has begun and not ended.
    var holdsPartOfMessage: Bool { start < buffer.count }

    /// Takes in bytes as they came.
    mutating func append(_ bytes: some Collection<UInt8>) {
        if start > 0 {
            buffer.removeFirst(start)
            scanned -= start
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole message without its NUL; nil while there is none.
    mutating func next() throws(Failure) -> [UInt8]? {
        guard let end = buffer[scanned...].firstIndex(of: 0) else {
            scanned = buffer.count
            guard buffer.count - start <= limit else { throw .tooLong }
            return nil
        }
        guard end - start <= limit else { throw .tooLong }
        defer {
            start = end + 1
            scanned = start
        }
        return Array(buffer[start..<end])
    }
}
