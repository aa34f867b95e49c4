/// Dice that fall the same way for the same seed (SplitMix64, Steele et al. 2014).
package struct Dice: Sendable {
    private var state: UInt64

    /// Dice of a seed.
    package init(seed: UInt64) { state = seed }

    /// Dice that fall the same way for the same seed and text, whatever was rolled before.
    init(seed: UInt64, for text: String) {
        // FNV-1a over the text's bytes.
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        self.init(seed: seed ^ hash)
    }

    /// A number from 0 below `sides`.
    package mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, sides)))
    }

    /// A number of the range.
    mutating func roll(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + roll(range.count)
    }

    /// Whether one of so many throws falls.
    mutating func oneIn(_ sides: Int) -> Bool { roll(sides) == 0 }

    /// One of the elements; nil where there are none.
    package mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[roll(elements.count)]
    }
}
