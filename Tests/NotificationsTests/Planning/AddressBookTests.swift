import Deadlines
import Engine
import Notifications
import Testing

@Suite("The address book")
struct AddressBookTests {
    private func book() throws -> AddressBook {
        AddressBook(persons: [
            .init(
                name: "former-chair", address: "former@example.org", user: "former",
                bindings: [.init(party: "chair", to: try DraftSamples.day("2018-05-31"))]),
            .init(
                name: "chair", address: "chair@example.org",
                bindings: [
                    .init(party: "chair", from: try DraftSamples.day("2018-06-01")),
                    .init(party: "clerk"),
                ]),
        ])
    }

    @Test(
        "A party is whoever stands for it on the day, the first and last included",
        arguments: [
            ("2018-05-31", "former@example.org"), ("2018-06-01", "chair@example.org"),
            ("2025-01-01", "chair@example.org"),
        ])
    func bindings(day: String, address: String) throws {
        let found = try book().addressees(
            of: "chair", assigned: nil, on: try DraftSamples.day(day))
        #expect(found.map(\.address) == [address])
    }

    @Test("A party nobody stands for has no addressee")
    func unbound() throws {
        #expect(
            try book().addressees(of: "authors", assigned: nil, on: try DraftSamples.day())
                .isEmpty)
    }

    @Test(
        "A scrutiny's own assignment wins: a person, a mail address, or a name without one",
        arguments: [
            ("chair", "chair@example.org"), ("guest@example.org", "guest@example.org"),
            ("guest", ""),
        ])
    func assigned(to: String, address: String) throws {
        let found = try book().addressees(
            of: "chair", assigned: to, on: try DraftSamples.day("2018-01-08"))
        #expect(found == [Addressee(person: to, party: "chair", address: address)])
    }

    @Test("An account stands for its person's parties only while it is bound")
    func accounts() throws {
        let book = try book()
        #expect(book.parties(ofUser: "former", on: try DraftSamples.day("2018-05-31")) == ["chair"])
        #expect(book.parties(ofUser: "former", on: try DraftSamples.day("2018-06-01")).isEmpty)
        #expect(book.parties(ofUser: "nobody", on: try DraftSamples.day()).isEmpty)
    }
}
