import FoundationEssentials
import NotifierKit

/// What must hold of whatever a plug-in writes.
enum PluginReading {
    static func check(_ bytes: [UInt8]) throws {
        try checkAnswer(bytes)
        try checkLog(bytes)
        for end in [KeptBytes.End.first, .last] { try checkKept(bytes, end) }
        do {
            let message = try NotifierMessage.decode(Data(bytes))
            try hold(
                try NotifierMessage.decode(message.encoded()) == message,
                "\(message) is read back as it was")
        } catch is NotifierMessageError {
            return
        }
    }

    private static func checkAnswer(_ bytes: [UInt8]) throws {
        let answer = NotifierAnswer.parse(output: bytes)
        let texts = [answer.reference, answer.detail].compactMap(\.self)
        for text in texts {
            try hold(
                text.count <= NotifierAnswer.longestText
                    && !text.unicodeScalars.contains { $0.value < 0x20 },
                "\(text) can stand in a log")
        }
        if let pause = answer.retryAfter {
            try hold(
                pause > .zero && pause <= NotifierAnswer.longestRetryAfter, "\(pause) is a pause")
        }
        try hold(
            NotifierAnswer.parse(output: try answer.encoded()) == answer,
            "\(answer) is read back as it was")
        for status: Int32 in [0, 1, 64, 75, 78, -11, .max] {
            let outcome = NotifierOutcome(exitStatus: status, answer: answer)
            let isDelivered = if case .delivered = outcome { true } else { false }
            try hold(isDelivered == (status == 0), "the exit status alone decides: \(outcome)")
        }
    }

    private static func checkLog(_ bytes: [UInt8]) throws {
        let lines = PluginLogLine.lines(of: bytes, discarded: bytes.count)
        try hold(lines.count <= PluginLogLine.mostLines + 1, "there is an end to lines")
        for line in lines {
            try hold((0...7).contains(line.priority), "\(line) has a priority")
            try hold(
                line.text.count <= PluginLogLine.longestText
                    && !line.text.unicodeScalars.contains { $0.value < 0x20 },
                "\(line) can stand in a log")
        }
    }

    /// The first byte says how much is kept, the second in how long pieces it comes.
    private static func checkKept(_ bytes: [UInt8], _ end: KeptBytes.End) throws {
        let cap = Int(bytes.first ?? 0)
        let piece = Int(bytes.dropFirst().first ?? 0) + 1
        var kept = KeptBytes(cap: cap, end: end)
        var rest = bytes[...]
        while !rest.isEmpty {
            kept.append(rest.prefix(piece))
            rest = rest.dropFirst(piece)
        }
        switch end {
        case .first: try hold(kept.bytes == Array(bytes.prefix(cap)), "the first \(cap) are kept")
        case .last: try hold(kept.bytes == Array(bytes.suffix(cap)), "the last \(cap) are kept")
        }
    }
}
