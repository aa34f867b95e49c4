/// What is fuzzed: each a reader of bytes from outside, with what must hold whatever they are.
///
/// A new reader is a case here with its function, a folder of the same name in `Fuzzing/Corpus`,
/// and nothing else.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// Bytes at the control socket: frames, JSON, calls and replies.
    case varlinkFrame = "varlink-frame"
    /// A Varlink interface description.
    case varlinkInterface = "varlink-interface"
    /// A call's parameters, decoded as those of each method.
    case controlCall = "control-call"
    /// The YAML subset itself.
    case document
    /// A workflow definition.
    case definition
    /// A calendar.
    case calendar
    /// Holidays to import: gov.uk's file, iCalendar, closure days.
    case holidays
    /// The configuration.
    case configuration
    /// Scenarios of a definition, and scripts.
    case scenario
    /// A programme to import.
    case programme
    /// A deadline's rule.
    case deadlinePhrase = "deadline-phrase"
    /// A rung of a ladder.
    case rungPhrase = "rung-phrase"
    /// A guard.
    case guardCondition = "guard"
    /// A fact's value, and the small forms that facts are made of.
    case factValue = "fact-value"
    /// What a plug-in writes to its output and its log, and the message it gets.
    case pluginAnswer = "plugin-answer"

    /// Reads the bytes, and sees that what must hold does.
    package func check(_ bytes: [UInt8]) throws {
        switch self {
        case .varlinkFrame: try VarlinkReading.checkFrames(bytes)
        case .varlinkInterface: try VarlinkReading.checkInterface(bytes)
        case .controlCall: try ControlReading.check(bytes)
        case .document: try FileReading.checkDocument(bytes)
        case .definition: try FileReading.checkDefinition(bytes)
        case .calendar: try FileReading.checkCalendar(bytes)
        case .holidays: try FileReading.checkHolidays(bytes)
        case .configuration: try FileReading.checkConfiguration(bytes)
        case .scenario: try FileReading.checkScenario(bytes)
        case .programme: try FileReading.checkProgramme(bytes)
        case .deadlinePhrase: try PhraseReading.checkRule(bytes)
        case .rungPhrase: try PhraseReading.checkRung(bytes)
        case .guardCondition: try PhraseReading.checkGuard(bytes)
        case .factValue: try FactReading.check(bytes)
        case .pluginAnswer: try PluginReading.check(bytes)
        }
    }
}

/// Something that must hold and does not.
package struct BrokenProperty: Error, CustomStringConvertible {
    /// What should have held, and with what.
    package let description: String
}

/// Sees that something holds.
func hold(_ condition: Bool, _ sentence: @autoclosure () -> String) throws {
    if !condition { throw BrokenProperty(description: sentence()) }
}
