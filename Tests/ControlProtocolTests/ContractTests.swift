import ControlProtocol
import Testing
import Varlink

@Suite("The interface files and the Swift types")
struct ContractTests {
    @Test("Every method of the files has a type, and every type a method")
    func methods() {
        let declared = ControlInterfaces.descriptions.flatMap { interface in
            interface.methods.map { "\(interface.name).\($0.name)" }
        }
        #expect(ControlInterfaces.methods.map { $0.method }.sorted() == declared.sorted())
        #expect(Samples.all.map { $0.method.method }.sorted() == declared.sorted())
    }

    @Test(
        "Calls and replies encode to what the files admit, and decode again", arguments: Samples.all
    )
    func samples(sample: Sample) throws {
        let (interface, method) = try Self.declaration(of: sample.method.method)
        for call in sample.calls {
            let members = try #require(JSONValue(encoding: call).members)
            #expect(throws: Never.self) { try interface.check(members, against: method.input) }
            try Self.expectRoundTrip(call)
        }
        for reply in sample.replies {
            let members = try #require(JSONValue(encoding: reply).members)
            #expect(throws: Never.self) { try interface.check(members, against: method.output) }
            try Self.expectRoundTrip(reply)
        }
    }

    @Test("The samples exercise every field of every type", arguments: Samples.all)
    func completeness(sample: Sample) throws {
        let (interface, method) = try Self.declaration(of: sample.method.method)
        let calls = try sample.calls.map { try JSONValue(encoding: $0) }
        let replies = try sample.replies.map { try JSONValue(encoding: $0) }
        #expect(Self.unexercised(.structure(method.input), by: calls, in: interface) == [])
        #expect(Self.unexercised(.structure(method.output), by: replies, in: interface) == [])
    }

    @Test("Errors encode to what the files admit, and read back", arguments: Samples.errors)
    func errors(error: ControlError) throws {
        var homes = 0
        for interface in ControlInterfaces.descriptions {
            let wire = try #require(error.wireError(of: interface.name))
            let name = String(wire.name.dropFirst(interface.name.count + 1))
            guard let declaration = interface.error(name) else { continue }
            homes += 1
            #expect(throws: Never.self) {
                try interface.check(wire.parameters, against: declaration.parameters)
            }
            #expect(ControlError(.refused(wire)) == error)
        }
        #expect(homes > 0, "no interface declares \(error)")
    }

    @Test("Every error of the files is one that the client knows")
    func everyErrorIsKnown() {
        let declared = Set(ControlInterfaces.descriptions.flatMap { $0.errors.map(\.name) })
        let known = Set(
            Samples.errors.compactMap { $0.wireError(of: "a.b")?.name.dropFirst("a.b.".count) }
                .map(String.init))
        #expect(declared == known)
    }

    @Test("Every method, type, error and most fields are documented")
    func documentation() {
        for interface in ControlInterfaces.descriptions {
            #expect(!interface.comment.isEmpty)
            for method in interface.methods { #expect(!method.comment.isEmpty, "\(method.name)") }
            for error in interface.errors { #expect(!error.comment.isEmpty, "\(error.name)") }
            for type in interface.types { #expect(!type.comment.isEmpty, "\(type.name)") }
        }
    }

    private static func declaration(
        of method: String
    ) throws -> (InterfaceDescription, InterfaceDescription.MethodDeclaration) {
        let interface = try #require(
            ControlInterfaces.descriptions.first { method.hasPrefix($0.name + ".") })
        let name = String(method.dropFirst(interface.name.count + 1))
        return (interface, try #require(interface.method(name)))
    }

    private static func expectRoundTrip<Value: WireValue>(_ value: Value) throws {
        #expect(try JSONValue(encoding: value).decoded(as: Value.self) == value)
    }

    private static func expectRoundTrip<Value: ControlMethod>(_ value: Value) throws {
        #expect(try JSONValue(encoding: value).decoded(as: Value.self) == value)
    }

    /// The paths of fields that no value has.
    private static func unexercised(
        _ type: InterfaceType, by values: [JSONValue], in interface: InterfaceDescription
    ) -> [String] {
        switch type {
        case .boolean, .integer, .float, .string, .object, .enumeration, .map: []
        case .nullable(let wrapped): unexercised(wrapped, by: values, in: interface)
        case .array(let element):
            unexercised(element, by: values.flatMap { $0.elements ?? [] }, in: interface)
        case .named(let name):
            interface.type(name).map { unexercised($0, by: values, in: interface) } ?? [name]
        case .structure(let fields):
            fields.flatMap { field -> [String] in
                let inner = values.compactMap { $0[field.name] }
                guard !inner.isEmpty else { return [field.name] }
                return unexercised(field.type, by: inner, in: interface)
                    .map { "\(field.name).\($0)" }
            }
        }
    }
}
