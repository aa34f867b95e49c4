/// Cuts a stream of bytes into messages, each ended by a NUL byte.
package struct FrameReader {
    /// The stream broke the protocol; nothing after it can be understood.
    package enum Failure: Error, Hashable {
        /// A message is longer than the limit.
        case tooLong
    }

    /// The longest message taken, in bytes without its NUL.
    package let limit: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var scanned = 0

    /// A reader that has read nothing.
    package init(limit: Int) { self.limit = limit }

    /// How many bytes are held.
    package var count: Int { buffer.count - start }

    /// Takes in bytes as they came.
    package mutating func append(_ bytes: some Collection<UInt8>) {
        if start > 0 {
            buffer.removeFirst(start)
            scanned -= start
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The length of the next whole message without its NUL; nil while there is none.
    mutating func waiting() throws(Failure) -> Int? {
        guard let end = buffer[scanned...].firstIndex(of: 0) else {
            scanned = buffer.count
            guard count <= limit else { throw .tooLong }
            return nil
        }
        scanned = end
        guard end - start <= limit else { throw .tooLong }
        return end - start
    }

    /// The next whole message without its NUL; nil while there is none.
    package mutating func next() throws(Failure) -> [UInt8]? {
        guard let length = try waiting() else { return nil }
        let message = Array(buffer[start..<start + length])
        start += length + 1
        scanned = start
        // What a long message took is not kept for the short ones after it.
        if start == buffer.count { clear() }
        return message
    }

    /// Forgets what is held.
    mutating func clear() {
        buffer = []
        start = 0
        scanned = 0
    }
}
