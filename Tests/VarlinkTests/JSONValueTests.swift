import Testing

@testable import Varlink

@Suite("JSON")
struct JSONValueTests {
    @Test(
        "What is written is read back, and encodes compactly with sorted keys",
        arguments: [
            ("null", "null"), (" [ ] ", "[]"), ("{}", "{}"), ("true", "true"), ("-0", "0"),
            ("9007199254740993", "9007199254740993"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("9223372036854775808", "9.223372036854776e+18"), ("1.5e3", "1500.0"),
            (#"{"b":1,"a":[2,{"c":null}]}"#, #"{"a":[2,{"c":null}],"b":1}"#),
            (#""a\u0041\n\/\"\\\u00e9\ud83d\ude00""#, #""aA\n/\"\\é😀""#),
            (#""\u0000\u001f""#, #""\u0000\u001f""#),
        ])
    func roundTrip(text: String, encoded: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(value.description == encoded)
        #expect(try JSONValue(parsing: value.encoded()) == value)
        #expect(!value.encoded().contains(0))
    }

    @Test(
        "Bytes that are no JSON are refused with the reason and the place",
        arguments: [
            ("", JSONError(.unexpectedEnd, at: 0)), ("[1", JSONError(.unexpectedEnd, at: 2)),
            ("[1,]", JSONError(.unexpectedByte(0x5D), at: 3)),
            ("{\"a\":1,}", JSONError(.unexpectedByte(0x7D), at: 7)),
            ("{1:2}", JSONError(.unexpectedByte(0x31), at: 1)),
            ("1 2", JSONError(.trailingBytes, at: 2)), ("01", JSONError(.invalidNumber, at: 0)),
            ("-", JSONError(.invalidNumber, at: 0)), ("1.", JSONError(.invalidNumber, at: 0)),
            ("1e999", JSONError(.invalidNumber, at: 0)),
            ("NaN", JSONError(.unexpectedByte(0x4E), at: 0)),
            ("tru", JSONError(.unexpectedEnd, at: 3)),
            ("\"a\nb\"", JSONError(.controlCharacter, at: 2)),
            ("\"\\x\"", JSONError(.invalidEscape, at: 1)),
            ("\"\\ud800\"", JSONError(.invalidEscape, at: 1)),
            ("\"\\udc00\"", JSONError(.invalidEscape, at: 1)),
            ("\"\\u12", JSONError(.unexpectedEnd, at: 5)),
            ("{\"a\":1,\"a\":2}", JSONError(.duplicateKey("a"), at: 7)),
        ])
    func refusal(text: String, error: JSONError) {
        #expect(throws: error) { try JSONValue(parsing: text) }
    }

    @Test("A text that is not UTF-8 is refused")
    func invalidUTF8() {
        let overlong: [UInt8] = [0x22, 0xC0, 0xAF, 0x22]
        #expect(throws: JSONError(.invalidUTF8, at: 0)) { try JSONValue(parsing: overlong) }
    }

    @Test("Nesting is taken up to the limit and refused beyond it")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try JSONValue(parsing: nested(JSONValue.depthLimit))
        #expect(throws: JSONError(.tooDeep, at: JSONValue.depthLimit)) {
            try JSONValue(parsing: nested(JSONValue.depthLimit + 1))
        }
        let bomb = String(repeating: "[", count: 1_000_000)
        #expect(throws: JSONError.self) { try JSONValue(parsing: bomb) }
    }

    @Test("A Swift value keeps its integers exact, and nil leaves no member behind")
    func codable() throws {
        struct Sample: Codable, Equatable {
            var count: Int64
            var note: String?
        }
        let sample = Sample(count: 9_007_199_254_740_993, note: nil)
        let value = try JSONValue(encoding: sample)
        #expect(value == ["count": 9_007_199_254_740_993])
        #expect(try value.decoded(as: Sample.self) == sample)
    }
}
