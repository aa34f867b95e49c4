/// A value is stored as an object with one key, its type's word, and its texts:
/// `{"date": ["2018-01-26"]}`.
extension FactValue: Codable {
    private struct TypeKey: CodingKey {
        let stringValue: String
        init(_ word: String) { stringValue = word }
        init?(stringValue: String) { self.init(stringValue) }
        var intValue: Int? { nil }
        init?(intValue: Int) { nil }
    }

    private var typeForStorage: FactType {
        switch self {
        case .text: .text
        case .number: .number
        case .boolean: .boolean
        case .date: .date
        case .dateTime: .dateTime
        case .year: .year
        case .list: .list
        case .window: .window
        case .scrutinies: .scrutiny(of: "", many: true)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: TypeKey.self)
        try container.encode(texts, forKey: TypeKey(typeForStorage.word))
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: TypeKey.self)
        let types: [FactType] = [
            .text, .number, .boolean, .date, .dateTime, .year, .list, .window,
            .scrutiny(of: "", many: true),
        ]
        for type in types {
            let key = TypeKey(type.word)
            guard container.contains(key) else { continue }
            let texts = try container.decode([String].self, forKey: key)
            if type == .text, let text = texts.first {
                self = .text(text)
                return
            }
            if let value = try FactValue.parse(texts, as: type) {
                self = value
                return
            }
        }
        throw DecodingError.dataCorrupted(
            .init(codingPath: decoder.codingPath, debugDescription: "not a fact's value"))
    }
}
