import Varlink

/// What must hold of bytes at the control socket.
enum VarlinkReading {
    private static let limit = 2_048
    private static let values = 512

    /// The first byte says into how long pieces the rest is cut.
    static func checkFrames(_ bytes: [UInt8]) throws {
        let piece = Int(bytes.first ?? 0) + 1
        let stream = bytes.dropFirst()
        var reader = FrameReader(limit: limit)
        var messages: [[UInt8]] = []
        var isTooLong = false
        var rest = stream[...]
        while !rest.isEmpty, !isTooLong {
            reader.append(rest.prefix(piece))
            rest = rest.dropFirst(piece)
            do {
                while let message = try reader.next() { messages.append(message) }
            } catch {
                isTooLong = true
            }
            try hold(reader.count <= limit + piece, "a reader holds no more than it must")
        }
        let whole = stream.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
        try hold(
            messages == Array(whole.prefix(messages.count)), "messages are what stands between NULs"
        )
        try hold(
            isTooLong || messages.count == whole.count - 1, "all whole messages are read")
        try hold(messages.allSatisfy { $0.count <= limit }, "no message is longer than the limit")
        for message in whole { try checkMessage(message) }
    }

    private static func checkMessage(_ bytes: [UInt8]) throws {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes, values: values)
        } catch {
            try hold((0...bytes.count).contains(error.offset), "\(error) lies inside")
            try hold(error.description.utf8.count < 1_000, "\(error.reason) is told shortly")
            return
        }
        try hold(count(value) <= values, "no more values than allowed")
        let encoded = value.encoded()
        try hold(!encoded.contains(0), "JSON holds no NUL")
        try hold(try JSONValue(parsing: encoded) == value, "\(value) is read back as it was")
        if let call = MethodCall(value) {
            try hold(MethodCall(call.message) == call, "\(call) is read back as it was")
            try hold(
                call.interface.map { "\($0).\(call.member)" } ?? call.member == call.method,
                "a method is its interface and its member")
        }
        if let reply = MethodReply(value) {
            try hold(MethodReply(reply.message) == reply, "\(reply) is read back as it was")
        }
    }

    private static func count(_ value: JSONValue) -> Int {
        switch value {
        case .null, .boolean, .integer, .number, .string: 1
        case .array(let elements): elements.reduce(1) { $0 + count($1) }
        case .object(let members): members.reduce(1) { $0 + 1 + count($1.value) }
        }
    }

    static func checkInterface(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let description: InterfaceDescription
        do {
            description = try InterfaceDescription(parsing: text)
        } catch {
            let lines = 1 + text.count { $0.isNewline }
            try hold((1...lines).contains(error.line), "\(error): there is that line")
            try hold(error.column >= 1, "\(error): there is that column")
            return
        }
        let printed = description.description
        try hold(
            try InterfaceDescription(parsing: printed) == description,
            "\(printed) is read back as it was")
    }
}
