import Engine
import Testing

@Suite("Names like a mistyped one", .timeLimit(.minutes(1)))
struct NearestTests {
    private static let names = (1...500).map { "letter-\($0)" } + ["rural-crime-2017"]

    @Test("The nearest come first, three at most, and none that is far")
    func nearest() {
        #expect(Nearest.names(to: "rural-crimes-2017", in: Self.names) == ["rural-crime-2017"])
        #expect(Nearest.names(to: "lettre-12", in: Self.names).first == "letter-12")
        #expect(Nearest.names(to: "rural", in: Self.names) == ["rural-crime-2017"])
        #expect(Nearest.names(to: "something-else", in: Self.names) == [])
    }

    @Test("A word of a mebibyte is like none of them, and that is known at once")
    func long() {
        let word = String(repeating: "letter-", count: 150_000)
        #expect(Nearest.names(to: word, in: Self.names) == [])
        #expect(Nearest.names(to: "letter-12" + word, in: ["letter-12"]) == ["letter-12"])
    }
}
