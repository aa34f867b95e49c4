import ArgumentParser
import ControlProtocol
import Testing

@testable import scrutinyctl

@Suite("What the command line asks of the daemon")
struct CommandLineTests {
    @Test("Opening takes facts; a name given twice makes a list")
    func open() throws {
        let command = try OpenScrutiny.parse([
            "proactive-scrutiny", "rural-crime-2017", "--set", "topic=Rural crime",
            "--set", "lines-of-enquiry=Who?", "--set", "lines-of-enquiry=How=why?",
            "--request", "r-1", "--note", "as agreed",
        ])
        #expect(
            command.call()
                == Clerk.Open(
                    workflow: "proactive-scrutiny", id: "rural-crime-2017",
                    facts: [
                        Clerk.Fact(name: "topic", values: ["Rural crime"]),
                        Clerk.Fact(name: "lines-of-enquiry", values: ["Who?", "How=why?"]),
                    ], note: "as agreed", request: "r-1"))
    }

    @Test("Each command without --request gets an id of its own")
    func freshRequests() throws {
        let words = ["proactive-scrutiny", "rural-crime-2017"]
        let first = try OpenScrutiny.parse(words).call().request
        let second = try OpenScrutiny.parse(words).call().request
        #expect(first != nil && second != nil && first != second)
    }

    @Test(
        "Recording names one part or several, and then the event",
        arguments: [
            (["cse-2015", "letter-sent"], ["cse-2015"]),
            (
                ["cse-2015/recommendation/f", "cse-2015/recommendation/g", "letter-sent"],
                ["cse-2015/recommendation/f", "cse-2015/recommendation/g"]
            ),
            (
                [
                    "cse-2015", "letter-sent", "--at", "recommendation/f",
                    "--at", "recommendation/g",
                ],
                ["cse-2015/recommendation/f", "cse-2015/recommendation/g"]
            ),
            (["--at", "witness/police", "cse-2015", "letter-sent"], ["cse-2015/witness/police"]),
        ])
    func record(words: [String], parts: [String]) throws {
        let call = try RecordEvent.parse(words + ["--occurred", "unknown"]).call()
        #expect(call.parts == parts)
        #expect(call.event == "letter-sent")
        #expect(call.occurred == "unknown")
    }

    @Test(
        "A recording that leaves open what happened to what is refused",
        arguments: [
            ["cse-2015"], [], ["a", "b", "letter-sent", "--at", "witness/police"],
            ["cse-2015/witness/police", "letter-sent", "--at", "witness/council"],
        ])
    func vagueRecord(words: [String]) {
        #expect(throws: (any Error).self) { try RecordEvent.parse(words) }
    }

    @Test("A fact set to nothing becomes unknown")
    func unknownFact() throws {
        let call = try SetFacts.parse(["cse-2015", "response-period-ends=", "topic=x"]).call()
        #expect(
            call.facts == [
                Clerk.Fact(name: "response-period-ends", values: []),
                Clerk.Fact(name: "topic", values: ["x"]),
            ])
    }

    @Test("What is no fact is refused", arguments: ["topic", "=x", ""])
    func badFact(text: String) {
        #expect(throws: (any Error).self) { try SetFacts.parse(["cse-2015", text]) }
    }

    @Test("Items are added by kind and keys")
    func add() throws {
        let call = try AddItems.parse(["cse-2015", "recommendation", "a", "b.i", "--set", "x=1"])
            .call()
        #expect(call.kind == "recommendation")
        #expect(call.keys == ["a", "b.i"])
        #expect(call.facts == [Clerk.Fact(name: "x", values: ["1"])])
    }

    @Test(
        "Assigning names a person, or takes an assignment back",
        arguments: [(["chair-2"], "chair-2"), (["--as-configured"], nil)])
    func assign(words: [String], person: String?) throws {
        #expect(try AssignParty.parse(["cse-2015", "chair"] + words).call().person == person)
    }

    @Test("Assigning nobody, or somebody and nobody, is refused", arguments: [[], ["x", "y"]])
    func vagueAssign(words: [String]) {
        let flag = words.isEmpty ? [] : ["--as-configured", words[0]]
        #expect(throws: (any Error).self) { try AssignParty.parse(["cse-2015", "chair"] + flag) }
    }

    @Test("Withdrawing needs a reason")
    func withdraw() throws {
        #expect(throws: (any Error).self) { try WithdrawScrutiny.parse(["cse-2015"]) }
        let call = try WithdrawScrutiny.parse(["cse-2015", "--reason", "done elsewhere"]).call()
        #expect(call.reason == "done elsewhere")
    }

    @Test("Acknowledging may name another recipient")
    func acknowledge() throws {
        let words = ["cse-2015", "response"]
        #expect(try AcknowledgeDeadline.parse(words).call().recipient == nil)
        let call = try AcknowledgeDeadline.parse(words + ["--as", "chair"]).call()
        #expect(call.recipient == "chair")
    }

    @Test(
        "A span is days or weeks",
        arguments: [("10d", 10), ("4w", 28), ("0d", 0), ("36525d", 36_525)])
    func span(text: String, days: Int) throws {
        #expect(try ListDue.parse(["--within", text]).call.withinDays == days)
    }

    @Test(
        "What is no span is refused",
        arguments: ["4", "w", "4 weeks", "-4w", "4m", "99999999999999999999w", "36526d", "٤w"])
    func badSpan(text: String) {
        #expect(throws: (any Error).self) { try ListDue.parse(["--within=\(text)"]) }
    }

    @Test("The clock moves to a moment or by a span, not both")
    func advance() {
        #expect(throws: (any Error).self) { try AdvanceClock.parse([]) }
        #expect(throws: (any Error).self) {
            try AdvanceClock.parse(["--to", "2018-01-26", "--by", "1 day"])
        }
        #expect(throws: Never.self) { try AdvanceClock.parse(["--by", "3 weeks", "--asleep"]) }
    }

    @Test("The socket that is named wins")
    func socket() throws {
        let command = try ShowStatus.parse(["--socket", "/tmp/other.sock"])
        #expect(command.options.socketPath == "/tmp/other.sock")
    }

    @Test(
        "Each command that does something has an example",
        arguments: leaves(of: Scrutinyctl.self))
    func examples(command: CommandName) {
        #expect(command.discussion.contains("scrutinyctl \(command.name)"))
    }
}

/// A command with its help.
struct CommandName: CustomTestStringConvertible, Sendable {
    let name: String
    let discussion: String
    var testDescription: String { name }
}

/// The commands that do something, below a command.
private func leaves(of command: any ParsableCommand.Type, path: [String] = []) -> [CommandName] {
    let configuration = command.configuration
    guard configuration.subcommands.isEmpty else {
        return configuration.subcommands.flatMap { child in
            leaves(of: child, path: path + [child.configuration.commandName ?? ""])
        }
    }
    return [
        CommandName(
            name: path.joined(separator: " "), discussion: configuration.discussion)
    ]
}
