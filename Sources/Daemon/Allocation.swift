internal import CLinux

/// How the process takes memory from the system and gives it back.
enum Allocation {
    /// From how many bytes on a block gets pages of its own, which go back when it is freed. Left
    /// to itself the C library raises this to the longest block it has seen freed, and keeps what
    /// long messages took in heaps with holes (mallopt(3)).
    private static let longBlock: Int32 = 128 * 1_024
    /// How many heaps all threads share; each keeps what it has at its end.
    private static let heaps: Int32 = 2

    /// Lets what long messages and replies took go back as soon as they are done with.
    static func giveBackLongBlocks() {
        clinux_give_memory_back(longBlock, heaps)
    }
}
