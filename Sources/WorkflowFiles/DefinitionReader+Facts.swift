import Deadlines
import Documents
import Workflows

extension DefinitionReader {
    func readFacts(_ node: DocumentNode) -> [FactDeclaration] {
        (node.entries(reading.log) ?? []).compactMap { entry in
            places.facts[Places.key(entry.key, item: places.item)] = entry.keyPosition
            return fact(entry)
        }
    }

    private func fact(_ entry: DocumentNode.Entry) -> FactDeclaration? {
        guard var fields = MappingReader(entry.value, of: "a fact", reading.log) else { return nil }
        let word = fields.required("type")
        let choices = fields.optional("of")
        let many = fields.boolean("many")
        let isRequired = fields.boolean("required")
        let help = fields.text("help")
        let notBefore = fields.optional("not-before").flatMap { reading.rule($0) }
        let notAfter = fields.optional("not-after").flatMap { reading.rule($0) }
        let otherwiseSay = fields.text("otherwise-say")
        fields.finish()
        guard let word, let type = type(word, of: choices, many: many) else {
            places.spoilt.insert(entry.key)
            return nil
        }
        if notBefore != nil || notAfter != nil, !type.isDay {
            reading.error(
                entry.value.position, entry.key, "only a date can have a range",
                "Remove not-before and not-after, or make it a date.")
        }
        return FactDeclaration(
            name: entry.key, type: type, isRequired: isRequired, help: help,
            notBefore: notBefore, notAfter: notAfter, otherwiseSay: otherwiseSay)
    }

    private func type(_ node: DocumentNode, of choices: DocumentNode?, many: Bool) -> FactType? {
        guard let word = node.text(reading.log) else { return nil }
        if word != "choice", word != "scrutiny", let choices {
            reading.error(
                choices.position, "of", "a fact of type \(word) has no \"of\"", "Remove it.")
        }
        switch word {
        case "text": return .text
        case "number": return .number
        case "boolean": return .boolean
        case "date": return .date
        case "date-time": return .dateTime
        case "year": return .year
        case "email": return .email
        case "list": return .list
        case "window": return .window
        case "choice":
            let words = choices.map { $0.texts(reading.log) ?? [] } ?? []
            if words.isEmpty {
                reading.error(
                    node.position, word, "a choice needs its words", "Add \"of: [ … ]\".")
            }
            return .choice(words)
        case "scrutiny":
            let workflow = choices.flatMap { $0.text(reading.log) }
            if workflow == nil {
                reading.error(
                    node.position, word, "a scrutiny fact needs its workflow",
                    "Add \"of: WORKFLOW\".")
            }
            return .scrutiny(of: workflow ?? "", many: many)
        default:
            let near = nearest(word, in: FactType.words).map { "Did you mean \($0)? " } ?? ""
            reading.error(
                node.position, word, "there is no type of fact \"\(word)\"",
                "\(near)Choose one of: \(FactType.words.joined(separator: ", ")).")
            return nil
        }
    }
}
