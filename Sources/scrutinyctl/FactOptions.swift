import ArgumentParser
import ControlProtocol

/// A fact on the command line, `name=value`; without a value the fact becomes unknown.
struct FactArgument: ExpressibleByArgument, Hashable {
    let name: String
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
            return nil
        }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }

    /// Facts for the wire, in the order first named: a name that is repeated makes a list.
    static func facts(of arguments: [FactArgument]) -> [Clerk.Fact] {
        var facts: [Clerk.Fact] = []
        for argument in arguments {
            let values = argument.value.isEmpty ? [] : [argument.value]
            if let index = facts.firstIndex(where: { $0.name == argument.name }) {
                facts[index].values += values
            } else {
                facts.append(Clerk.Fact(name: argument.name, values: values))
            }
        }
        return facts
    }
}

/// The option `--set`.
struct FactOptions: ParsableArguments {
    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "A fact. Repeat the name for a list; leave the value out to make it unknown.",
            valueName: "fact=value"))
    var arguments: [FactArgument] = []

    /// The facts for the wire.
    var facts: [Clerk.Fact] { FactArgument.facts(of: arguments) }
}
