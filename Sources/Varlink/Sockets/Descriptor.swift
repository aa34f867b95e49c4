internal import Glibc

/// A file descriptor that is closed with its owner.
struct Descriptor: ~Copyable, Sendable {
    /// The number; not negative.
    let number: Int32

    /// Takes a descriptor over.
    init(owning number: Int32) {
        precondition(number >= 0, "a descriptor is never negative: check the call's outcome first")
        self.number = number
    }

    deinit { close(number) }
}

/// The system's reason for the last failure, in words: `No such file or directory`.
func systemReason(_ code: Int32) -> String {
    String(cString: strerror(code))
}
