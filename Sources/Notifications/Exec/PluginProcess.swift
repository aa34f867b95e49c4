import CLinux
import Glibc

/// A started plug-in: the leader of its own process group.
///
/// The leader stays a zombie until ``reap()``, so its number, which is the group's, cannot be
/// given to a stranger while signals may still be sent.
struct PluginProcess {
    /// How the leader ended.
    enum Ending: Hashable {
        case exited(Int32)
        case signalled(Int32)
    }

    private let identifier: pid_t
    private let descriptor: OwnedDescriptor

    /// Starts the executable.
    ///
    /// - Throws: ``SystemCallFailure`` with the errno of posix_spawn(3); nothing then runs.
    init(
        path: String, arguments: [String], environment: [String], streams: PluginStreams
    ) throws(SystemCallFailure) {
        var identifier: pid_t = 0
        let numbers = [
            streams.input.number, streams.output.write.number, streams.errors.write.number,
        ]
        let failure = Self.withCStrings([path] + arguments) { argv in
            Self.withCStrings(environment) { envp in
                clinux_spawn(&identifier, path, argv, envp, numbers)
            }
        }
        streams.closeChildEnds()
        guard failure == 0 else { throw SystemCallFailure(errno: failure) }
        self.identifier = identifier
        do throws(SystemCallFailure) {
            descriptor = try OwnedDescriptor(clinux_process_descriptor(identifier))
        } catch {
            // Without the descriptor its end cannot be awaited with a limit; so it must not run.
            _ = clinux_signal_group(identifier, SIGKILL)
            waitpid(identifier, nil, 0)
            throw error
        }
    }

    /// Readable once the leader has ended.
    var endDescriptor: Int32 { descriptor.number }

    /// Signals the whole group; a group that is gone already is no failure.
    func signalGroup(_ signal: Int32) {
        _ = clinux_signal_group(identifier, signal)
    }

    /// Takes the ended leader's status, and lets its number go; nil while it still runs. One that
    /// even SIGKILL does not end hangs in the kernel: it is left behind until the daemon ends.
    func reap() -> Ending? {
        var value: Int32 = 0
        switch clinux_reap(identifier, &value) {
        case 1: return .exited(value)
        case 2: return .signalled(value)
        default: return nil
        }
    }

    /// C strings of texts that hold no NUL, ended by a null pointer, for the time of the body.
    private static func withCStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }
}
