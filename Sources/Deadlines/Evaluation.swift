/// What a rule comes to.
public enum Evaluation: Hashable, Sendable {
    /// A date.
    case due(Due)
    /// No date yet: something it rests on is not known.
    case unknown(Unknown)
    /// No date now: the count stands still in a period that is open.
    case paused(Paused)

    /// How it was found, in order, in sentences that a person can check by hand.
    public var steps: [Step] {
        switch self {
        case .due(let due): due.steps
        case .unknown(let unknown): unknown.steps
        case .paused(let paused): paused.steps
        }
    }
}

/// A due date and all there is to say about it.
public struct Due: Hashable, Sendable, Codable {
    /// The legal date: the last day, included.
    public let date: CivilDate
    /// The time on that day at which the rule ends it; nil for the midnight that ends the day.
    public let cut: TimeOfDay?
    /// The time of a point that has one, such as a meeting's start.
    public let time: TimeOfDay?
    /// The last working day on or before the date.
    public let practical: CivilDate
    /// The day from which a forward count starts; nil for a point or a count backward.
    public let countStart: CivilDate?
    /// Whether the date rests on days whose holidays are not known.
    public let provisional: Bool
    /// Whether the practical date does.
    public let practicalProvisional: Bool
    /// How it was found, in order.
    public let steps: [Step]
}

/// Why there is no date yet.
public struct Unknown: Hashable, Sendable, Codable {
    /// The names that are missing, in the order of the phrase.
    public let missing: [Missing]
    /// What was found so far, in order.
    public let steps: [Step]
}

/// A name whose date is not known.
public struct Missing: Hashable, Sendable, Codable {
    /// The name as it stands in the phrase: `meeting.starts`.
    public let name: String
    /// Why it is not known.
    public let reason: String
}

/// Why a count stands still.
public struct Paused: Hashable, Sendable, Codable {
    /// The first day of the open period.
    public let since: CivilDate
    /// The period's name.
    public let period: String
    /// How many days of the count's unit (days for weeks and months) are still to come.
    public let remaining: Int
    /// The day from which the count starts.
    public let countStart: CivilDate
    /// What was found so far, in order.
    public let steps: [Step]
}

/// One sentence of an explanation.
public struct Step: Hashable, Sendable, Codable {
    /// What it speaks of: `point`, `start`, `holidays`, `ignored`, `count`, `choice`, `roll`,
    /// `cut`, `practical`, `provisional`, `unknown` or `paused`.
    public let kind: String
    /// The sentence, without a full stop.
    public let text: String
    /// The date the sentence arrives at, if any.
    public let date: CivilDate?

    /// A sentence of that kind.
    public init(kind: String, text: String, date: CivilDate? = nil) {
        self.kind = kind
        self.text = text
        self.date = date
    }
}
