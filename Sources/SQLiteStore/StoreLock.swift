import Engine
import Glibc

/// The lock that keeps a second daemon off a store: `flock(2)` on a file beside the database.
///
/// The kernel lets it go when the process ends, however it ends. The file holds the process id
/// of its holder and is never removed: whoever waits on it must not wait on a file nobody finds.
struct StoreLock: ~Copyable {
    private let descriptor: CInt

    /// Takes the lock of the store in a directory.
    ///
    /// - Throws: ``StoreError`` with `busy` where another process has it, naming that process.
    init(directory: String) throws(StoreError) {
        let path = directory + "/store.lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(opening: path, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let holder = Self.holder(descriptor)
            close(descriptor)
            throw code == EWOULDBLOCK
                ? Self.held(path, by: holder) : Self.failure(opening: path, code)
        }
        self.descriptor = descriptor
        let note = "\(getpid())\n"
        // The note only tells people who holds the lock: a full disk must not keep it from holding.
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, note, note.utf8.count, 0) }
    }

    deinit { close(descriptor) }

    private static func holder(_ descriptor: CInt) -> String? {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        let digits = bytes.prefix(count).prefix {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
    }

    private static func held(_ path: String, by holder: String?) -> StoreError {
        let process = holder.map { "process \($0)" } ?? "another process"
        return StoreError(
            .busy, cause: "\(process) holds \(path)",
            remedy: "Only one daemon may use a store: stop \(process), or configure another "
                + "directory.")
    }

    /// What a failing system call on the store's files means.
    static func failure(opening path: String, _ code: CInt) -> StoreError {
        let cause = "\(path): \(String(cString: strerror(code)))"
        return switch code {
        case EACCES, EPERM, EROFS: .failure(.readOnly, cause)
        case ENOSPC, EDQUOT: .failure(.full, cause)
        case EEXIST: StoreError(.busy, cause: cause, remedy: "Try again in a moment.")
        default: .failure(.io, cause)
        }
    }
}
