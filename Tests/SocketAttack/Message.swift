/// What is said at the socket, NULs included.
enum Message {
    private static let mebibyte = 1_024 * 1_024

    static let status = call("Register.Status")

    static let information = Array(#"{"method":"org.varlink.service.GetInfo"}"#.utf8) + [0]

    /// Bytes by chance, the same in every run.
    static let garbage: [[UInt8]] = {
        var state: UInt64 = 1
        return (0..<16).map { _ in
            (0..<65_536).map { _ in
                // Knuth's linear congruential generator (MMIX).
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 33)
            }
        }
    }()

    static let notCalls =
        [
            "", "nonsense", "[]", "{}", "null", "1", #""text""#, #"{"method":1}"#,
            #"{"method":"a.b","parameters":[]}"#, #"{"method":"a.b","more":1}"#,
            #"{"method":"a.b","method":"c.d"}"#, #"{"method":"\uD800"}"#, #"{"method":"\x"}"#,
            #"{"method":"a","parameters":{"b":1e999}}"#, "{\"method\":\"\u{1}\"}",
            #"{"method":"a""#,
        ].map { Array($0.utf8) + [0] } + [[0xFF, 0xFE, 0], [0x22, 0xC0, 0x80, 0x22, 0]]

    static let half = [UInt8](repeating: 0x20, count: mebibyte - 1)

    static let tooLong = [
        [UInt8](repeating: 0x20, count: 10 * mebibyte) + [0],
        [UInt8](repeating: 0x5B, count: 10 * mebibyte),
    ]

    static func lists(more: Bool) -> [[UInt8]] {
        let call = call("Register.List", #"{"limit":1000}"#, more ? #","more":true"# : "")
        return Array(repeating: call, count: 2_000)
    }

    /// Of the scrutiny `noted`, which has notes that are nearly as long as a message may be.
    static let histories: [[UInt8]] = Array(
        repeating: [
            call("Register.History", #"{"id":"noted"}"#),
            call("Register.Explain", #"{"id":"noted","deadline":"response"}"#),
        ], count: 500
    ).flatMap(\.self)

    static let nesting = [
        Array(String(repeating: "[", count: mebibyte - 1).utf8) + [0],
        Array(String(repeating: #"{"a":"#, count: mebibyte / 5 - 1).utf8) + [0],
        filled(with: "[1],"), filled(with: #"{"a":1},"#), filled(with: "0,"), filled(with: "{},"),
    ]

    static let huge: [[UInt8]] = {
        let text = String(repeating: "x", count: mebibyte - 200)
        let digits = String(repeating: "9", count: mebibyte - 200)
        return [
            call("Register.Show", #"{"id":"\#(text)"}"#),
            call("Register.List", #"{"limit":\#(digits)}"#),
            call("Register.List", #"{"limit":0.\#(digits)}"#),
            call("Register.List", #"{"limit":9223372036854775807}"#),
            call("Register.List", #"{"limit":-9223372036854775808}"#),
            call("Register.History", #"{"id":"a","after":9223372036854775807}"#),
            call("Register.Due", #"{"withinDays":9223372036854775807}"#),
            call("Register.\(text)"), call(text), call("Register.Show", #"{"\#(text)":1}"#),
            call("Register.Show", #"{"\#(text.dropLast(text.count / 2))":1,"id":"a"}"#),
            call("Register.Explain", #"{"id":"a","deadline":"\#(text)"}"#),
        ]
    }()

    static let refused = [
        call("Clerk.Open", #"{"workflow":"letter","id":"mine"}"#), call("Manager.Reload"),
        call("Manager.Verify"), call("Clerk.Record", #"{"parts":["a"],"event":"b","facts":[]}"#),
    ]

    private static func call(
        _ method: String, _ parameters: String = "{}", _ flags: String = ""
    ) -> [UInt8] {
        let text = #"{"method":"org.scrutinyd.\#(method)","parameters":\#(parameters)\#(flags)}"#
        return Array(text.utf8) + [0]
    }

    /// A call with as many small values as a message has room for.
    private static func filled(with value: String) -> [UInt8] {
        let values = String(repeating: value, count: (mebibyte - 200) / value.utf8.count)
        return call("Register.Status", #"{"a":[\#(values)null]}"#)
    }
}
