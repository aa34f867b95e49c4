import Testing

@testable import Statecharts

@Suite("Event descriptors match by tokens (SCXML 3.12.1, IRP 396, 399, 401, 402)")
struct EventDescriptorTests {
    @Test(
        "a descriptor matches the names it is a prefix of, token by token",
        arguments: [
            ("response", "response", true), ("response", "response.late", true),
            ("response.*", "response", true), ("response.*", "response.late.again", true),
            ("response.", "response.late", true), ("response", "responses", false),
            ("response.late", "response", false), ("response.late", "response.lately", false),
            ("*", "anything.at.all", true), ("*", "", true), ("a", "", false),
            ("done.state.a/b", "done.state.a/b", true), ("done.state.a", "done.state.a/b", false),
            ("done.state.*", "done.state.a/b", true), ("Go", "go", false),
        ])
    func matching(_ descriptor: String, _ event: String, _ expected: Bool) throws {
        let parsed = try #require(EventDescriptor(descriptor))
        #expect(parsed.matches(event) == expected)
    }

    @Test(
        "what is no descriptor is refused",
        arguments: ["", ".", ".*", "a..b", "a.*.b", "*.a", "a*", "*.*", ".a", "a b", "a.."])
    func refused(_ text: String) {
        #expect(EventDescriptor(text) == nil)
    }

    @Test("several descriptors stand in one text, separated by blanks")
    func several() throws {
        for event in ["a", "b.c", "d"] {
            var story = try Story([state("s", on(" a  b.*\td ", to: "t")), state("t")])
            try story.tell(event)
            #expect(story.leaves == "t")
        }
    }
}
