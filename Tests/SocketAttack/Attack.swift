import Glibc

/// The ways in which a caller may be wrong, or mean harm.
enum Attack: String, CaseIterable {
    /// Bytes by chance.
    case garbage
    /// JSON that is no call, and what is nearly JSON.
    case notCalls = "not-calls"
    /// Messages that are begun, nearly as long as they may be, and never ended.
    case halves
    /// Messages of ten mebibytes, with and without an end.
    case tooLong = "too-long"
    /// Answers that are never read, asked for one after another.
    case deaf
    /// Streams that are never read.
    case deafStreams = "deaf-streams"
    /// The history of a scrutiny with long notes, and why its dates are as they are, never read.
    case deafHistories = "deaf-histories"
    /// A thousand connections at once.
    case thousand
    /// Connections that are closed at once.
    case storm
    /// Ten thousand calls in one breath.
    case pipeline
    /// Brackets within brackets, and what takes far more memory than bytes.
    case nesting
    /// Parameters that are huge.
    case huge
    /// Calls that are not permitted.
    case refused
    /// No attack: one ordinary call after another, each timed.
    case ordinary

    /// Attacks until the time is over.
    func run(at path: String, until end: ContinuousClock.Instant, _ tally: inout Tally) {
        switch self {
        case .garbage: Self.say(Message.garbage, at: path, until: end, &tally)
        case .notCalls: Self.say(Message.notCalls, at: path, until: end, &tally)
        case .halves: hold([Message.half], on: 64, at: path, until: end, &tally)
        case .tooLong: Self.say(Message.tooLong, at: path, until: end, &tally)
        case .deaf: hold(Message.lists(more: false), on: 64, at: path, until: end, &tally)
        case .deafStreams: hold(Message.lists(more: true), on: 64, at: path, until: end, &tally)
        case .deafHistories: hold(Message.histories, on: 64, at: path, until: end, &tally)
        case .thousand:
            while ContinuousClock.now < end { hold([], on: 1_000, at: path, until: end, &tally) }
        case .storm:
            while ContinuousClock.now < end { tally.connections += Line(path) == nil ? 0 : 1 }
        case .pipeline: Self.pipeline(at: path, until: end, &tally)
        case .nesting: Self.ask(Message.nesting, at: path, until: end, &tally)
        case .huge: Self.ask(Message.huge, at: path, until: end, &tally)
        case .refused: Self.ask(Message.refused, at: path, until: end, &tally)
        case .ordinary: Self.time(at: path, until: end, &tally)
        }
    }

    /// Says one thing on each connection, and reads what is answered until the other end hangs up.
    private static func say(
        _ messages: [[UInt8]], at path: String, until end: ContinuousClock.Instant,
        _ tally: inout Tally
    ) {
        var index = 0
        while ContinuousClock.now < end {
            guard let line = Line(path) else { continue }
            tally.connections += 1
            tally.bytes += line.send(messages[index % messages.count])
            index += 1
            for _ in 0..<2 where line.isOpen { _ = line.receive() }
        }
    }

    /// Says things on many connections, and reads nothing until the time is over.
    private func hold(
        _ messages: [[UInt8]], on count: Int, at path: String,
        until end: ContinuousClock.Instant, _ tally: inout Tally
    ) {
        var lines: [Line] = []
        for _ in 0..<count where ContinuousClock.now < end {
            guard let line = Line(path) else { continue }
            tally.connections += 1
            for message in messages {
                let sent = line.send(message)
                tally.bytes += sent
                // Whoever is full or has hung up takes no more of it.
                if sent < message.count { break }
            }
            lines.append(line)
        }
        while !messages.isEmpty, ContinuousClock.now < end { poll(nil, 0, 50) }
    }

    /// Asks one thing after another, with a connection of its own where the last is closed.
    private static func ask(
        _ messages: [[UInt8]], at path: String, until end: ContinuousClock.Instant,
        _ tally: inout Tally
    ) {
        var line: Line?
        var index = 0
        while ContinuousClock.now < end {
            if line?.isOpen != true {
                line = Line(path)
                tally.connections += 1
            }
            guard let line else { continue }
            let message = messages[index % messages.count]
            index += 1
            var sent = 0
            while sent < message.count, line.isOpen, ContinuousClock.now < end {
                sent += line.send(message[sent...])
            }
            tally.bytes += sent
            tally.replies += line.receiveReplies(1, until: end)
        }
    }

    /// Sends ten thousand calls, reading no faster than it must, and counts the answers.
    private static func pipeline(
        at path: String, until end: ContinuousClock.Instant, _ tally: inout Tally
    ) {
        let all = Array((0..<10_000).map { _ in Message.information }.joined())
        while ContinuousClock.now < end {
            guard let line = Line(path) else { continue }
            tally.connections += 1
            var sent = 0
            var replies = 0
            while sent < all.count, line.isOpen, ContinuousClock.now < end {
                sent += line.send(all[sent..<min(all.count, sent + 65_536)])
                replies += line.receive()?.count { $0 == 0 } ?? 0
            }
            tally.bytes += sent
            replies += line.receiveReplies(10_000 - replies, until: end)
            tally.replies += replies
            if replies < 10_000, ContinuousClock.now < end { tally.unanswered += 1 }
        }
    }

    /// Makes an ordinary call on a new connection, and on one that lasts, and times both.
    private static func time(
        at path: String, until end: ContinuousClock.Instant, _ tally: inout Tally
    ) {
        let lasting = Line(path)
        while ContinuousClock.now < end {
            for isNew in [true, false] {
                let begin = ContinuousClock.now
                var line = isNew ? Line(path) : lasting
                // Where many knock at once one may have to knock again: that is waiting too.
                while line == nil, ContinuousClock.now < begin + .seconds(10) { line = Line(path) }
                if isNew { tally.connections += 1 }
                tally.bytes += line?.send(Message.status) ?? 0
                let replies = line?.receiveReplies(1, until: begin + .seconds(10)) ?? 0
                tally.replies += replies
                tally.unanswered += 1 - replies
                let wait = begin.duration(to: .now).components
                tally.waits.append(wait.seconds * 1_000_000 + wait.attoseconds / 1_000_000_000_000)
            }
        }
    }
}
