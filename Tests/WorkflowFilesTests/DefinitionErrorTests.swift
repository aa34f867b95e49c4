import Documents
import Testing
import WorkflowFiles

/// What is wrong with a definition, all of it at once, each with its place and a remedy.
@Suite("Mistakes in a definition")
struct DefinitionErrorTests {
    static func diagnostics(_ text: String) -> [Diagnostic] {
        DefinitionFile.read(text, file: "w.yaml", hash: "0").diagnostics
    }

    static func errors(_ text: String) -> [Diagnostic] {
        diagnostics(text).filter { $0.severity == .error }
    }

    static let tenMistakes = """
        workflow: ten
        version: one
        parties: [clerk]
        colour: red
        facts:
          topic: { type: text }
          period-ends: { type: day }
          votes: { type: number }
        states:
          open: { events: { go: opne, stay: { to: open, if: topicc is known } } }
          shut: { final: true }
        deadlines:
          response:
            due: 5 dayz after go
            remind: [ { when: 3 daze before, to: clerk } ]
          review:
            due: 2 weeks after votes
            law: prsra-29
            when-missed: { consequence: doom, to: clrek }
        """

    @Test("Ten mistakes give ten diagnostics in the file's order, each with a remedy")
    func ten() {
        let found = Self.errors(Self.tenMistakes)
        #expect(
            found.map { "\($0.line):\($0.column) \($0.text)" } == [
                "2:10 one", "4:1 colour", "7:24 day", "10:25 opne", "10:53 topicc", "14:12 dayz",
                "15:25 daze", "17:10 votes", "18:10 prsra-29", "19:33 doom", "19:43 clrek",
            ])
        #expect(found.allSatisfy { !$0.reason.isEmpty && !$0.remedy.isEmpty })
        #expect(found == found.sorted())
        #expect(
            DefinitionFile.read(Self.tenMistakes, file: "w.yaml", hash: "0").definition == nil)
    }

    /// One defect each: the part of a definition that is wrong, and what is said about it.
    struct Defect: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let line: Int
        let offending: String
        let reason: String
        let remedy: String
        var testDescription: String { name }

        init(
            _ name: String, _ body: String, line: Int, _ offending: String, _ reason: String,
            _ remedy: String
        ) {
            self.name = name
            self.text = "workflow: w\nversion: 1\nparties: [clerk, chair]\n" + body
            self.line = line
            self.offending = offending
            self.reason = reason
            self.remedy = remedy
        }
    }

    static let states = "states: { a: { events: { go: b } }, b: { final: true } }\n"

    static let defects = [
        Defect("no states", "title: x\n", line: 1, "", "needs the key \"states\"", "states"),
        Defect(
            "empty states", "states: {}\n", line: 4, "states", "there is no state", "Add one"),
        Defect(
            "name with capitals", states + "happens-on: starts\n", line: 1, "starts",
            "must name a fact that is a date", "type date"),
        Defect(
            "unknown key of a state", "states: { a: { evnts: {} } }\n", line: 4, "evnts",
            "a state has no such key", "events"),
        Defect(
            "unknown key of a transition",
            "states: { a: { events: { go: { too: b } } }, b: {} }\n", line: 4, "too",
            "a transition has no such key", "\"to\""),
        Defect(
            "unknown target", "states: { a: { events: { go: bb } }, bbb: {} }\n", line: 4, "bb",
            "there is no state \"bb\"", "bbb"),
        Defect(
            "ambiguous target",
            "states: { a: { states: { x: {} } }, b: { states: { x: {} } }, c: { events: { go: x } } }\n",
            line: 4, "x", "several states are called \"x\"", "a/x"),
        Defect(
            "final with transitions", "states: { a: { final: true, events: { go: a } } }\n",
            line: 4, "", "final state cannot have transitions", "remove them"),
        Defect(
            "history word",
            "states: { a: { states: { x: {}, h: { history: deeep, default: x } } } }\n",
            line: 4, "deeep", "history is shallow or deep", "shallow"),
        Defect(
            "empty always", "states: { a: { always: {} } }\n", line: 4, "",
            "taken for ever", "give it one"),
        Defect(
            "unknown action", "states: { a: { entry: [ { rise: x } ] } }\n", line: 4, "rise",
            "an action has no such key", "raise"),
        Defect(
            "delay without send",
            "states: { a: { events: { x: {} }, entry: [ { raise: x, after: 2s } ] } }\n",
            line: 4, "after", "only send takes after and id", "send: EVENT"),
        Defect(
            "bad delay",
            "states: { a: { events: { x: {} }, entry: [ { send: x, after: 2 fortnights } ] } }\n",
            line: 4, "2 fortnights", "is not a duration", "500ms"),
        Defect(
            "action on an unknown fact", "states: { a: { entry: [ { set: { dy: x } } ] } }\n",
            line: 4, "dy", "there is no fact \"dy\" here", "Declare"),
        Defect(
            "choice without words", "facts: { k: { type: choice } }\n" + states, line: 4,
            "choice", "a choice needs its words", "of: ["),
        Defect(
            "link without workflow", "facts: { k: { type: scrutiny } }\n" + states, line: 4,
            "scrutiny", "needs its workflow", "of: WORKFLOW"),
        Defect(
            "of on a text", "facts: { k: { type: text, of: [a] } }\n" + states, line: 4, "of",
            "has no \"of\"", "Remove"),
        Defect(
            "range on a text", "facts: { k: { type: text, not-before: 2018-01-01 } }\n" + states,
            line: 4, "k", "only a date can have a range", "make it a date"),
        Defect(
            "unknown type", "facts: { k: { type: dat } }\n" + states, line: 4, "dat",
            "there is no type of fact \"dat\"", "date"),
        Defect(
            "a choice that is none",
            "facts: { k: { type: choice, of: [staff] } }\n"
                + "states: { a: { events: { go: { if: k is staf } } } }\n", line: 5, "staf",
            "not a choice of k", "staff"),
        Defect(
            "a status that is none",
            states + "deadlines: { d: { due: 2018-01-01, if: d is late } }\n", line: 5, "late",
            "not a status of a deadline", "met-late"),
        Defect(
            "number wanted",
            "facts: { k: { type: text } }\n"
                + "states: { a: { events: { go: { if: k is at least 2 } } } }\n", line: 5, "k",
            "not a fact that holds a number", "Declare"),
        Defect(
            "state in a guard", "states: { a: { events: { go: { if: in aa } } } }\n", line: 4,
            "aa", "there is no state \"aa\" here", "a"),
        Defect(
            "item kind in a guard", "states: { a: { events: { go: { if: every witness } } } }\n",
            line: 4, "witness", "there is no kind of item \"witness\"", "Declare"),
        Defect(
            "state of an item in a guard",
            "items: { w: { key: slug, states: { x: {} } } }\n"
                + "states: { a: { events: { go: { if: every w in y } } } }\n", line: 5, "y",
            "a w has no state \"y\"", "x"),
        Defect(
            "key form", "items: { w: { key: slugg, states: { x: {} } } }\n" + states, line: 4,
            "slugg", "not a form of key", "slug"),
        Defect(
            "starts-with",
            "items: { w: { key: number, starts-with: [a], states: { x: {} } } }\n"
                + states, line: 4, "a", "not a key of the form number", "that form"),
        Defect(
            "starts-with and required",
            "items: { w: { key: slug, starts-with: [a], facts: { nom: { type: text, required: true } }, states: { x: {} } } }\n"
                + states, line: 4, "nom", "cannot have the required fact", "Do not require"),
        Defect(
            "period", "periods: { p: { from: a } }\n" + states, line: 4, "p",
            "either from and to, or in", "from: FACT"),
        Defect(
            "unknown period",
            states + "deadlines: { d: { due: 5 days after go ignoring p } }\n", line: 5, "p",
            "there is no period \"p\"", "Declare"),
        Defect(
            "unknown anchor", states + "deadlines: { d: { due: 5 days after gone } }\n", line: 5,
            "gone", "no fact, event or deadline \"gone\"", "Declare"),
        Defect(
            "nearly an anchor",
            "records: [letter-sent]\n" + states
                + "deadlines: { d: { due: 5 days after letter-snt } }\n", line: 6, "letter-snt",
            "no fact, event or deadline", "\"letter-sent\""),
        Defect(
            "a word of the grammar as a name", "facts: { day: { type: date } }\n" + states,
            line: 4, "day", "cannot be the name of a fact", "word of the deadline phrases"),
        Defect(
            "a name that is none", "facts: { Call_closes: { type: year } }\n" + states,
            line: 4, "Call_closes", "cannot be the name of a fact", "lower-case"),
        Defect(
            "anchor that is no day",
            "facts: { k: { type: text } }\n" + states
                + "deadlines: { d: { due: 5 days after k } }\n", line: 6, "k", "is not a date",
            "a date"),
        Defect(
            "year that is none",
            "facts: { k: { type: date } }\n" + states
                + "deadlines: { d: { due: 8 February in k } }\n", line: 6, "k", "is not a year",
            "a year"),
        Defect(
            "window that is none",
            "facts: { k: { type: text } }\n" + states
                + "deadlines: { d: { due: start of k } }\n", line: 6, "k", "is not a window",
            "a window"),
        Defect(
            "link that is none",
            "facts: { k: { type: text } }\n" + states
                + "deadlines: { d: { due: 5 days before k.starts } }\n", line: 6, "k",
            "is not a scrutiny", "a scrutiny"),
        Defect(
            "unknown state in while",
            states + "deadlines: { d: { due: 2018-01-01, while: aa } }\n", line: 5, "aa",
            "there is no state \"aa\" here", "path"),
        Defect(
            "unknown recipient",
            states
                + "deadlines: { d: { due: 2018-01-01, remind: [ { when: on the day, to: clark } ] } }\n",
            line: 5, "clark", "neither a party nor a mail address", "clerk"),
        Defect(
            "every without at-most",
            states
                + "deadlines: { d: { due: 2018-01-01, remind: [ { when: every 1 week after, to: clerk } ] } }\n",
            line: 5, "every", "needs a bound", "at-most: 8"),
        Defect(
            "raise nobody takes",
            states
                + "deadlines: { d: { due: 2018-01-01, when-missed: { consequence: late, raise: gone } } }\n",
            line: 5, "gone", "no transition takes the raised event", "Add one"),
        Defect(
            "raised event nobody takes",
            "states: { a: { entry: [ { raise: gone } ] } }\n", line: 4, "gone",
            "no transition takes the event \"gone\"", "Add one"),
        Defect(
            "delayed event nobody takes",
            "states: { a: { entry: [ { send: gone, after: 2s } ] } }\n", line: 4, "gone",
            "no transition takes the event \"gone\"", "Add one"),
        Defect(
            "late record refused after a raising miss",
            "states: { a: { events: { up: c, go: b } }, b: {}, c: { events: { on-again: a } } }\n"
                + "deadlines: { d: { due: 2018-01-01, while: a, met-by: go, "
                + "when-missed: { consequence: late, raise: up } } }\n",
            line: 5, "up", "in c, \"go\" is not accepted any more", "may be recorded late"),
        Defect(
            "circular deadlines",
            states
                + "deadlines: { d: { due: 2 days after e }, e: { due: 2 days after d } }\n",
            line: 5, "d", "it counts from itself: d → e → d", "a fact or an event"),
        Defect(
            "deadline without due", states + "deadlines: { d: { met-by: go } }\n", line: 5, "",
            "needs the key \"due\"", "due"),
        Defect(
            "fact and event of one name", "facts: { go: { type: date } }\n" + states, line: 4,
            "go", "an event and a fact", "another name"),
        Defect(
            "fact and deadline of one name",
            "facts: { d: { type: date } }\n" + states + "deadlines: { d: { due: 2018-01-01 } }\n",
            line: 6, "d", "a fact and a deadline", "another name"),
        Defect(
            "name in item and scrutiny",
            "facts: { nom: { type: text } }\nitems: { w: { key: slug, facts: { nom: { type: text } }, states: { x: {} } } }\n"
                + states, line: 5, "nom", "a name of the item and the scrutiny", "another name"),
        Defect(
            "yaml 1.1 boolean as a key", "states: { a: { on: { go: a } } }\n", line: 4, "on", "",
            ""),
        Defect(
            "duplicate key", states + "parties: [clerk]\n", line: 5, "parties", "", ""),
        Defect(
            "law without cite", "law: { l: { verified: false } }\n" + states, line: 4, "",
            "needs the key \"cite\"", "cite"),
    ]

    @Test("Each defect is said at its place, with its remedy", arguments: defects)
    func defect(_ defect: Defect) throws {
        let found = Self.errors(defect.text)
        let matching = found.filter {
            $0.line == defect.line && $0.text == defect.offending
                && $0.reason.contains(defect.reason) && $0.remedy.contains(defect.remedy)
                && !$0.remedy.isEmpty
        }
        #expect(!matching.isEmpty, "\(found)")
    }

    @Test("One mistake gives one diagnostic", arguments: defects)
    func noEchoes(_ defect: Defect) {
        // A boolean key is also an unknown one.
        let expected = defect.name == "yaml 1.1 boolean as a key" ? 2 : 1
        let found = Self.errors(defect.text)
        #expect(found.count == expected, "\(found)")
    }
}
