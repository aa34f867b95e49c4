import Testing

@testable import Varlink

/// The certification that the Varlink project offers: a fixed conversation, each answer the
/// parameters of the next call. https://varlink.org/Certification
enum Certification {
    /// One exchange: what is asked, beside the client's id, and what is answered.
    struct Step: Sendable {
        let method: String
        let asked: JSONObject
        let answered: JSONObject
    }

    private static let structure: JSONValue = [
        "bool": false, "int": 2, "float": .number(.pi), "string": "a lot of string",
    ]
    private static let map: JSONValue = ["foo": "Foo", "bar": "Bar"]
    private static let set: JSONValue = ["one": [:], "two": [:], "three": [:]]
    private static let mixture: JSONValue = [
        "object": [
            "method": "org.varlink.certification.Test09", "parameters": ["map": map],
        ],
        "enum": "two", "struct": ["first": 1, "second": "2"], "array": ["one", "two", "three"],
        "dictionary": map, "stringset": set,
        "interface": [
            "foo": [nil, ["foo": "foo", "bar": "bar"], nil, ["one": "foo", "two": "bar"]],
            "anon": ["foo": true, "bar": false],
        ],
    ]

    /// The exchanges before the stream.
    static let steps: [Step] = [
        Step(method: "Test01", asked: [:], answered: ["bool": true]),
        Step(method: "Test02", asked: ["bool": true], answered: ["int": 1]),
        Step(method: "Test03", asked: ["int": 1], answered: ["float": .number(1)]),
        Step(method: "Test04", asked: ["float": .number(1)], answered: ["string": "ping"]),
        Step(
            method: "Test05", asked: ["string": "ping"], answered: structure.members ?? [:]),
        Step(
            method: "Test06", asked: structure.members ?? [:], answered: ["struct": structure]),
        Step(method: "Test07", asked: ["struct": structure], answered: ["map": map]),
        Step(method: "Test08", asked: ["map": map], answered: ["set": set]),
        Step(method: "Test09", asked: ["set": set], answered: ["mytype": mixture]),
    ]
    static let streamed = (1...10).map { JSONValue.string("Reply number \($0)") }

    /// The interface as a service serves it; `onPost` gets what Test11 was told.
    static func interface(
        onPost: @escaping @Sendable (JSONObject) -> Void
    ) throws -> ServedInterface {
        var served = ServedInterface(try InterfaceDescription(parsing: text))
        served.serve("Start") { (_) throws(VarlinkError) in ["client_id": "one"] }
        for step in steps {
            served.serve(step.method) { (call) throws(VarlinkError) in
                try expect(step.asked, in: call)
                return step.answered
            }
        }
        served.serve("Test10") { (call) throws(VarlinkError) in
            try expect(["mytype": mixture], in: call)
            for text in streamed.dropLast() {
                guard try await call.send(["string": text]) else { return [:] }
            }
            return ["string": streamed[9]]
        }
        served.serve("Test11") { (call) throws(VarlinkError) in
            try expect(["last_more_replies": .array(streamed)], in: call)
            onPost(call.parameters)
            return [:]
        }
        served.serve("End") { (_) throws(VarlinkError) in ["all_ok": true] }
        return served
    }

    /// Compares as the reference does: a null is as good as nothing, 1.0 as good as 1.
    private static func expect(_ wanted: JSONObject, in call: Call) throws(VarlinkError) {
        var wanted = wanted
        wanted["client_id"] = "one"
        guard plain(.object(call.parameters)) == plain(.object(wanted)) else {
            throw VarlinkError(
                "org.varlink.certification.CertificationError",
                ["wants": .object(wanted), "got": .object(call.parameters)])
        }
    }

    private static func plain(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            .object(members.filter { $0.value != .null }.mapValues(plain))
        case .array(let elements): .array(elements.map(plain))
        case .number(let number): Int64(exactly: number).map { .integer($0) } ?? value
        case .null, .boolean, .integer, .string: value
        }
    }

    /// The client's side, each answer taken for the next call.
    static func run(_ client: VarlinkClient) async throws {
        let prefix = "org.varlink.certification."
        let patience = Duration.seconds(20)
        let id = try #require(await client.call(prefix + "Start", timeout: patience)["client_id"])
        var last: JSONObject = [:]
        for step in steps {
            last["client_id"] = id
            last = try await client.call(prefix + step.method, last, timeout: patience)
            last["client_id"] = nil
            #expect(plain(.object(last)) == plain(.object(step.answered)))
        }
        last["client_id"] = id
        var replies: [JSONValue] = []
        for try await reply in try await client.stream(prefix + "Test10", last, timeout: patience) {
            replies.append(try #require(reply["string"]))
        }
        #expect(replies == streamed)
        try await client.post(
            prefix + "Test11", ["client_id": id, "last_more_replies": .array(replies)])
        #expect(
            try await client.call(prefix + "End", ["client_id": id], timeout: patience) == [
                "all_ok": true
            ])
    }

    private static let text = """
        interface org.varlink.certification

        type Interface (foo: ?[]?[string](foo, bar, baz), anon: (foo: bool, bar: bool))

        type MyType (
          object: object,
          enum: (one, two, three),
          struct: (first: int, second: string),
          array: []string,
          dictionary: [string]string,
          stringset: [string](),
          nullable: ?string,
          nullable_array_struct: ?[](first: int, second: string),
          interface: Interface
        )

        method Start() -> (client_id: string)
        method Test01(client_id: string) -> (bool: bool)
        method Test02(client_id: string, bool: bool) -> (int: int)
        method Test03(client_id: string, int: int) -> (float: float)
        method Test04(client_id: string, float: float) -> (string: string)
        method Test05(client_id: string, string: string)
          -> (bool: bool, int: int, float: float, string: string)
        method Test06(client_id: string, bool: bool, int: int, float: float, string: string)
          -> (struct: (bool: bool, int: int, float: float, string: string))
        method Test07(
          client_id: string,
          struct: (bool: bool, int: int, float: float, string: string)
        ) -> (map: [string]string)
        method Test08(client_id: string, map: [string]string) -> (set: [string]())
        method Test09(client_id: string, set: [string]()) -> (mytype: MyType)
        # Answers more than once.
        method Test10(client_id: string, mytype: MyType) -> (string: string)
        # Called without wanting an answer.
        method Test11(client_id: string, last_more_replies: []string) -> ()
        method End(client_id: string) -> (all_ok: bool)
        error ClientIdError ()
        error CertificationError (wants: object, got: object)
        """
}
