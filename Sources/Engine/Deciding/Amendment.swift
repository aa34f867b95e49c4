import Deadlines
import Workflows

/// That an entry of history is to count otherwise than it was recorded. The entry itself stays.
struct Amendment {
    /// What becomes of it.
    enum Change {
        /// The event it recorded, named where there are several, happened at another time; or the
        /// clocks stopped or went on on another day.
        case correct(event: String?, item: ItemID? = nil, Recording.Occurred)
        /// It gave these facts beside what else it did, or with these values.
        case give([GivenFact], at: FactPlace)
        /// It did not happen here, or was not meant.
        case retract
    }
    /// The entry.
    let sequence: Int
    /// What becomes of it, in order.
    var changes: [Change]
    let reason: String
}

extension Amendment.Change {
    /// What an effect says became of an entry; nil where it says nothing, or not all.
    init?(_ effect: Effect) {
        switch effect {
        case .corrected(let correction):
            let occurred = correction.date.map { Recording.Occurred.on($0, correction.time) }
            self = .correct(
                event: correction.event, item: correction.item, occurred ?? .unknown)
        case .retracted: self = .retract
        default: return nil
        }
    }
}
