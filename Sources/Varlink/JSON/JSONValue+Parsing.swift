extension JSONValue {
    /// The value that the bytes spell: exactly one, in UTF-8, with white space around it.
    ///
    /// An integer beyond 64 bits becomes the nearest double, as RFC 8259 section 6 foresees.
    ///
    /// - Parameter values: the most values taken, those inside others and keys included.
    public init(
        parsing bytes: some Collection<UInt8>, values: Int = .max
    ) throws(JSONError) {
        var parser = JSONParser(bytes: Array(bytes), valuesLeft: values)
        self = try parser.document()
    }

    /// The value that the text spells.
    public init(parsing text: String) throws(JSONError) {
        try self.init(parsing: text.utf8)
    }
}

/// A recursive descent over the bytes; the depth limit bounds the recursion.
private struct JSONParser {
    let bytes: [UInt8]
    var position = 0
    var depth = 0
    var valuesLeft: Int

    init(bytes: [UInt8], valuesLeft: Int) {
        self.bytes = bytes
        self.valuesLeft = valuesLeft
    }

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value()
        skipBlanks()
        guard position == bytes.count else { throw JSONError(.trailingBytes, at: position) }
        return value
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        skipBlanks()
        try count()
        switch try current() {
        case UInt8(ascii: "{"):
            return try nested { (parser) throws(JSONError) in
                try parser.object()
            }
        case UInt8(ascii: "["):
            return try nested { (parser) throws(JSONError) in
                try parser.array()
            }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case let byte: throw JSONError(.unexpectedByte(byte), at: position)
        }
    }

    private mutating func count() throws(JSONError) {
        guard valuesLeft > 0 else { throw JSONError(.tooManyValues, at: position) }
        valuesLeft -= 1
    }

    private mutating func nested(
        _ body: (inout JSONParser) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        guard depth < JSONValue.depthLimit else { throw JSONError(.tooDeep, at: position) }
        depth += 1
        defer { depth -= 1 }
        position += 1
        return try body(&self)
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        var members: JSONObject = [:]
        skipBlanks()
        if try take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipBlanks()
            let start = position
            try count()
            guard try current() == UInt8(ascii: "\"") else {
                throw JSONError(.unexpectedByte(bytes[position]), at: position)
            }
            let key = try string()
            skipBlanks()
            try expect(UInt8(ascii: ":"))
            let value = try value()
            guard members.updateValue(value, forKey: key) == nil else {
                throw JSONError(.duplicateKey(key), at: start)
            }
            skipBlanks()
            if try take(UInt8(ascii: "}")) { return .object(members) }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        var elements: [JSONValue] = []
        skipBlanks()
        if try take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value())
            skipBlanks()
            if try take(UInt8(ascii: "]")) { return .array(elements) }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func word(
        _ word: StaticString, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        for byte in UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount) {
            try expect(byte)
        }
        return value
    }
}

// MARK: - Numbers

extension JSONParser {
    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    private mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let leading = position
        let digits = skipDigits()
        guard digits > 0, digits == 1 || bytes[leading] != UInt8(ascii: "0") else {
            throw JSONError(.invalidNumber, at: start)
        }
        var isWhole = true
        if peek() == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            guard skipDigits() > 0 else { throw JSONError(.invalidNumber, at: start) }
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            isWhole = false
            position += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() > 0 else { throw JSONError(.invalidNumber, at: start) }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            throw JSONError(.invalidNumber, at: start)
        }
        return .number(number)
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        return position - start
    }
}

// MARK: - Texts

extension JSONParser {
    private mutating func string() throws(JSONError) -> String {
        let start = position
        position += 1
        var unescaped: [UInt8] = []
        while true {
            let run = position
            position = bytes[run...].firstIndex(where: Self.isSpecial) ?? bytes.count
            switch try current() {
            case UInt8(ascii: "\""):
                let last = bytes[run..<position]
                position += 1
                if unescaped.isEmpty { return try text(of: last, at: start) }
                return try text(of: (unescaped + last)[...], at: start)
            case UInt8(ascii: "\\"):
                unescaped += bytes[run..<position]
                position += 1
                unescaped += try escape()
            default: throw JSONError(.controlCharacter, at: position)
            }
        }
    }

    /// Whether a byte of a text is more than itself.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private func text(of bytes: ArraySlice<UInt8>, at start: Int) throws(JSONError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw JSONError(.invalidUTF8, at: start)
        }
        return text
    }

    private mutating func escape() throws(JSONError) -> [UInt8] {
        let start = position - 1
        let byte = try current()
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return try scalar(at: start)
        default: throw JSONError(.invalidEscape, at: start)
        }
    }

    /// `uXXXX`, or a pair of surrogates; half a pair is refused, for no UTF-8 spells it.
    private mutating func scalar(at start: Int) throws(JSONError) -> [UInt8] {
        var code = UInt32(try hexadecimal(at: start))
        if (0xD800..<0xDC00).contains(code) {
            guard try take(UInt8(ascii: "\\")), try take(UInt8(ascii: "u")) else {
                throw JSONError(.invalidEscape, at: start)
            }
            let low = UInt32(try hexadecimal(at: start))
            guard (0xDC00..<0xE000).contains(low) else {
                throw JSONError(.invalidEscape, at: start)
            }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw JSONError(.invalidEscape, at: start)
        }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func hexadecimal(at start: Int) throws(JSONError) -> UInt16 {
        guard position + 4 <= bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
        let digits = bytes[position..<position + 4]
        guard digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let code = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw JSONError(.invalidEscape, at: start) }
        position += 4
        return code
    }
}

// MARK: - Bytes

extension JSONParser {
    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private func current() throws(JSONError) -> UInt8 {
        guard let byte = peek() else { throw JSONError(.unexpectedEnd, at: position) }
        return byte
    }

    private mutating func take(_ byte: UInt8) throws(JSONError) -> Bool {
        guard try current() == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        let found = try current()
        guard found == byte else { throw JSONError(.unexpectedByte(found), at: position) }
        position += 1
    }

    private mutating func skipBlanks() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }
}
