import Documents

/// A configuration in the making: what the files read so far say, over the defaults.
struct ConfigurationDraft {
    /// A name that must turn out to be a channel's, and where it stands.
    struct Reference: Hashable {
        var name: String
        var file: String
        var position: SourcePosition
    }

    var configuration = Configuration.defaults
    /// The names under `channels`, with those whose content is wrong.
    var declaredChannels: Set<String> = []
    /// The channels named by the standard route in force.
    var standardReferences: [Reference] = []
    /// The channels named by the rules in force.
    var ruleReferences: [Reference] = []

    /// Adds a person, in the place of one of the same name.
    mutating func set(_ person: Person) {
        if let index = configuration.people.firstIndex(where: { $0.name == person.name }) {
            configuration.people[index] = person
        } else {
            configuration.people.append(person)
        }
    }

    /// Adds a channel, in the place of one of the same name.
    mutating func set(_ channel: Channel) {
        if let index = configuration.channels.firstIndex(where: { $0.name == channel.name }) {
            configuration.channels[index] = channel
        } else {
            configuration.channels.append(channel)
        }
    }

    /// What can only be said once all files are read.
    ///
    /// - Parameter mainFile: whom to name for what is missing in all of them.
    func finalDiagnostics(mainFile: String) -> [Diagnostic] {
        let names = configuration.channels.map(\.name)
        let unknown = (standardReferences + ruleReferences).filter {
            !names.contains($0.name) && !declaredChannels.contains($0.name)
        }
        var found = unknown.map {
            let near = nearest($0.name, in: names)
            return Diagnostic(
                file: $0.file, at: $0.position, text: $0.name,
                reason: "there is no such channel",
                remedy: near.map { "did you mean \"\($0)\"?" }
                    ?? "known are \(names.joined(separator: ", ")); "
                    + "add others under channels")
        }
        if !configuration.people.contains(where: { $0.bindings.contains { $0.party == "clerk" } }) {
            found.append(
                Diagnostic(
                    .warning, file: mainFile, at: .start, text: "",
                    reason: "nobody is bound to the party clerk, who gets what has no recipient",
                    remedy: "give somebody under people parties: [clerk]"))
        }
        return found
    }
}
