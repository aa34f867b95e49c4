internal import FoundationEssentials

extension JSONValue {
    /// The JSON form of a value; optionals that are nil leave no member behind.
    ///
    /// Numbers that are not finite become the texts `inf`, `-inf` and `nan`.
    ///
    /// - Throws: what the value's own encoding throws; `JSONError` where it nests too deep.
    public init(encoding value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        try self.init(parsing: encoder.encode(value))
    }

    /// The Swift value this spells.
    ///
    /// - Throws: `DecodingError`, naming the member that does not fit.
    public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(encoded()))
    }
}
