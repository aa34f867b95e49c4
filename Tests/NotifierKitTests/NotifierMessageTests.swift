import FoundationEssentials
import NotifierKit
import Testing

@Suite("The message a plug-in receives")
struct NotifierMessageTests {
    private static let full: NotifierMessage = NotifierMessage(
        delivery: "d-0001", attempt: 2, notAfter: Date(timeIntervalSince1970: 1_516_266_000),
        kind: .missed, severity: .urgent,
        to: .init(name: "Clerk", address: "clerk@example.org"), subject: "Late: response",
        text: "Line 1\nLine 2 / é \u{1}\n", html: "<p>x</p>", scrutiny: "rural-crime-2017",
        deadline: NotifierDeadline(
            name: "response", title: "Commissioner's response", due: "2018-01-17",
            status: "missed", consequence: "breach", explanation: ["Set by the panel."]),
        reason: "The due date has passed.",
        attachments: [
            .init(name: "due.ics", type: "text/calendar; charset=utf-8", content: Data([1, 255]))
        ])

    private static let least: NotifierMessage = NotifierMessage(
        delivery: "d-0002", notAfter: Date(timeIntervalSince1970: 0), kind: .test,
        severity: .notice, to: .init(name: "", address: ""), subject: "", text: "", reason: "")

    @Test("A full message is one line with the keys of the contract in order")
    func full() throws {
        let line = String(decoding: try Self.full.encoded(), as: UTF8.self)
        #expect(
            line == """
                {"attachments":[{"content":"Af8=","name":"due.ics",\
                "type":"text/calendar; charset=utf-8"}],"attempt":2,\
                "deadline":{"consequence":"breach","due":"2018-01-17",\
                "explanation":["Set by the panel."],"name":"response","status":"missed",\
                "title":"Commissioner's response"},"delivery":"d-0001","html":"<p>x</p>",\
                "kind":"missed","not-after":"2018-01-18T09:00:00Z",\
                "reason":"The due date has passed.","scrutiny":"rural-crime-2017",\
                "severity":"urgent","subject":"Late: response",\
                "text":"Line 1\\nLine 2 / é \\u0001\\n",\
                "to":{"address":"clerk@example.org","name":"Clerk"},"version":1}
                """)
    }

    @Test("What is absent is left out, never null")
    func least() throws {
        let line = String(decoding: try Self.least.encoded(), as: UTF8.self)
        #expect(!line.contains("null"))
        #expect(!line.contains("html") && !line.contains("scrutiny") && !line.contains("deadline"))
    }

    @Test("An unknown due date and consequence are left out too")
    func unknownDue() throws {
        var message = Self.full
        message.deadline?.due = nil
        message.deadline?.consequence = nil
        let line = String(decoding: try message.encoded(), as: UTF8.self)
        #expect(!line.contains("null") && !line.contains("\"due\"") && !line.contains("consequen"))
        #expect(try NotifierMessage.decode(message.encoded()) == message)
    }

    @Test("A message read back is the same", arguments: [true, false])
    func roundTrip(isFull: Bool) throws {
        let message = isFull ? Self.full : Self.least
        #expect(try NotifierMessage.decode(message.encoded()) == message)
    }

    @Test("Fields of a later day are ignored; a missing attempt is the first")
    func lenient() throws {
        let line = """
            {"version":1,"delivery":"d","not-after":"2018-01-18T09:00:00Z","kind":"reminder",
             "severity":"notice","to":{"name":"n","address":"a","since":1},"subject":"s",
             "text":"t","reason":"r","colour":"blue"}
            """
        let message = try NotifierMessage.decode(Data(line.utf8))
        #expect(message.attempt == 1 && message.attachments.isEmpty && message.to.name == "n")
    }

    @Test(
        "A line that is no message is refused with the place",
        arguments: [
            ("", "it is no JSON"), ("hello", "it is no JSON"), ("[]", "has another type"),
            ("{}", "version is missing"), (#"{"version":"1"}"#, "version has another type"),
            (#"{"version":1}"#, "delivery is missing"),
            (
                #"{"version":1,"delivery":"d","not-after":"tomorrow"}"#,
                "not-after has no value that is allowed there"
            ),
            (
                #"{"version":1,"delivery":"d","not-after":"2018-01-18T09:00:00Z","kind":"spam"}"#,
                "kind has no value that is allowed there"
            ),
        ])
    func malformed(line: String, reason: String) throws {
        let error = try #require(throws: NotifierMessageError.self) {
            try NotifierMessage.decode(Data(line.utf8))
        }
        #expect(error.description.contains(reason))
    }

    @Test("Another version is refused by its number")
    func version() {
        #expect(throws: NotifierMessageError.unsupportedVersion(2)) {
            try NotifierMessage.decode(Data(#"{"version":2}"#.utf8))
        }
    }
}
