internal import CLinux
internal import Glibc

/// A thread of the operating system's, for loops that block in poll(2).
///
/// Swift's own threads must not block: there are as many as cores.
enum OwnThread {
    /// Runs the body on a thread of its own, which ends with it.
    ///
    /// - Returns: whether the system had a thread left.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return false }
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let box = Unmanaged.passRetained(Box(body: body))
        var thread = pthread_t()
        let outcome = pthread_create(
            &thread, &attributes,
            { context in
                guard let context else { return nil }
                Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, box.toOpaque())
        if outcome != 0 { box.release() }
        return outcome == 0
    }

    private final class Box: Sendable {
        let body: @Sendable () -> Void
        init(body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
