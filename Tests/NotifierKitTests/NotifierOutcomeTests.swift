import NotifierKit
import Testing

@Suite("What a plug-in answers")
struct NotifierAnswerTests {
    private func parse(_ output: String) -> NotifierAnswer {
        NotifierAnswer.parse(output: Array(output.utf8))
    }

    @Test("The last line that is not blank counts")
    func lastLine() {
        let output = "connecting…\n{\"reference\":\"old\"}\r\n{\"reference\":\"m-7\"}\r\n \n\n"
        #expect(parse(output) == NotifierAnswer(reference: "m-7"))
    }

    @Test(
        "Garbage is an empty answer",
        arguments: ["", "\n\n", "ok", "{", "[1]", "null", "\"x\"", "{\"reference\":[1]}", "\u{0}"])
    func garbage(output: String) {
        #expect(parse(output) == NotifierAnswer())
    }

    @Test("Bytes that are not UTF-8 are an empty answer")
    func binary() {
        #expect(NotifierAnswer.parse(output: [0xFF, 0xFE, 0x0A]) == NotifierAnswer())
    }

    @Test("A field that makes no sense does not spoil the others")
    func fieldByField() {
        let answer = parse(#"{"reference":{"id":1},"retry-after":"soon","detail":"busy","x":null}"#)
        #expect(answer == NotifierAnswer(detail: "busy"))
    }

    @Test("A number will do where a text is meant")
    func numbers() {
        #expect(parse(#"{"reference":42}"#).reference == "42")
        #expect(parse(#"{"reference":4.5}"#).reference == "4.5")
    }

    @Test(
        "The time to wait is in seconds, rounded up and bounded by a week",
        arguments: [
            ("30", Duration.seconds(30)), ("\"90\"", .seconds(90)), ("0.2", .seconds(1)),
            ("0", nil), ("-5", nil), ("1e99", .seconds(604_800)), ("null", nil),
            ("\"nan\"", nil), ("\"inf\"", .seconds(604_800)), ("true", nil),
        ] as [(String, Duration?)])
    func retryAfter(value: String, expected: Duration?) {
        #expect(parse("{\"retry-after\":\(value)}").retryAfter == expected)
    }

    @Test("Texts are one line, bounded, and nil where blank")
    func texts() {
        #expect(parse(#"{"detail":"a\nb\u001b[2J"}"#).detail == "a b [2J")
        #expect(parse(#"{"detail":" \t "}"#).detail == nil)
        let long = String(repeating: "x", count: 9000)
        #expect(parse("{\"detail\":\"\(long)\"}").detail?.count == NotifierAnswer.longestText)
    }

    @Test("An answer written by a plug-in reads back the same, nil left out")
    func written() throws {
        let answer = NotifierAnswer(reference: "m/7", retryAfter: .seconds(600))
        let line = String(decoding: try answer.encoded(), as: UTF8.self)
        #expect(line == #"{"reference":"m/7","retry-after":600}"#)
        #expect(parse(line) == answer)
    }
}

@Suite("What an exit status means")
struct NotifierOutcomeTests {
    private enum Class { case delivered, tryAgain, permanent }

    private func classify(_ outcome: NotifierOutcome) -> Class {
        switch outcome {
        case .delivered: .delivered
        case .tryAgain: .tryAgain
        case .permanent: .permanent
        }
    }

    @Test("0 is delivered, six statuses are never, all others are try again")
    func table() {
        let never: Set<Int32> = [64, 65, 67, 68, 77, 78]
        for status in Int32(0)...255 {
            let found = classify(NotifierOutcome(exitStatus: status, answer: NotifierAnswer()))
            let expected: Class =
                status == 0 ? .delivered : never.contains(status) ? .permanent : .tryAgain
            #expect(found == expected, "status \(status)")
        }
    }

    @Test(
        "Success carries the reference, a retry the time to wait, a failure the detail"
    )
    func answers() {
        let answer = NotifierAnswer(reference: "m", retryAfter: .seconds(9), detail: "full")
        #expect(NotifierOutcome(exitStatus: 0, answer: answer) == .delivered(reference: "m"))
        #expect(
            NotifierOutcome(exitStatus: 75, answer: answer)
                == .tryAgain(
                    reason:
                        "the plug-in ended with status 75: it asked to be tried again (full)",
                    after: .seconds(9)))
        #expect(
            NotifierOutcome(exitStatus: 3, answer: NotifierAnswer())
                == .tryAgain(reason: "the plug-in ended with status 3", after: nil))
        #expect(
            NotifierOutcome(exitStatus: 67, answer: answer)
                == .permanent(
                    reason:
                        "the plug-in ended with status 67: the recipient is unknown (full)"))
    }

    @Test("A permanent failure says what to do; success and a retry ask for nothing")
    func remedies() {
        for exit in NotifierExit.allCases {
            #expect((exit.remedy != nil) == exit.isPermanent)
        }
    }
}
