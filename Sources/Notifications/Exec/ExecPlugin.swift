import CLinux
import Dispatch
import Engine
import Glibc
package import NotifierKit

/// A notification plug-in that is an executable: started once for each message, which it finds
/// as one line of JSON on its standard input.
///
/// It runs without a shell, in `/`, in a process group of its own, with a clean environment and
/// no descriptor but its three streams. What its exit status means is ``NotifierOutcome``.
package struct ExecPlugin: Hashable, Sendable {
    /// The executable, an absolute path.
    package var path: String
    /// Its arguments, without its own name.
    package var arguments: [String]
    /// How long one run may take; then the whole process group is ended.
    package var timeLimit: Duration
    /// How long the group has between SIGTERM and SIGKILL once the limit has passed.
    package var grace: Duration
    /// How many bytes of each output stream are kept. More is read and discarded.
    package var outputCap: Int
    /// Variables in addition to those of ``PluginEnvironment``, which win.
    package var environment: [String: String]
    /// Where the plug-in finds its secrets, as `$CREDENTIALS_DIRECTORY`.
    package var credentialsDirectory: String?

    /// A plug-in.
    package init(
        path: String, arguments: [String] = [], timeLimit: Duration = .seconds(30),
        grace: Duration = .seconds(2), outputCap: Int = 64 * 1024,
        environment: [String: String] = [:], credentialsDirectory: String? = nil
    ) {
        self.path = path
        self.arguments = arguments
        self.timeLimit = timeLimit
        self.grace = grace
        self.outputCap = outputCap
        self.environment = environment
        self.credentialsDirectory = credentialsDirectory
    }

    /// Runs the plug-in for one message and waits for its end.
    ///
    /// Never throws: every failure is an outcome with its class. Cancellation ends the process
    /// group as the time limit does. One thread is held while the plug-in runs; the caller bounds
    /// how many run at once.
    package func deliver(_ message: NotifierMessage) async -> ExecResult {
        let input: [UInt8]
        do {
            input = Array(try message.encoded()) + [UInt8(ascii: "\n")]
        } catch {
            let reason = "the message cannot be written as JSON: \(error)"
            return ExecResult(outcome: .permanent(reason: reason))
        }
        let cancellation: CancellationSignal
        let streams: PluginStreams
        do {
            cancellation = try CancellationSignal()
            streams = try PluginStreams(input: input)
        } catch {
            return ExecResult.notStarted(self, errno: error.errno)
        }
        let variables = PluginEnvironment(plugin: self, message: message).variables
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A queue of its own: the run blocks a thread, which the shared pool may not lose.
                DispatchQueue(label: "notification plug-in").async {
                    continuation.resume(
                        returning: run(streams, variables: variables, cancellation: cancellation))
                }
            }
        } onCancel: {
            cancellation.raise()
        }
    }

    private func run(
        _ streams: PluginStreams, variables: [String], cancellation: CancellationSignal
    ) -> ExecResult {
        let process: PluginProcess
        do {
            process = try PluginProcess(
                path: path, arguments: arguments, environment: variables, streams: streams)
        } catch {
            return ExecResult.notStarted(self, errno: error.errno)
        }
        KillPoint.pluginStarted.reach()
        var watch = PluginWatch(
            process: process, streams: streams, plugin: self, cancellation: cancellation)
        let run = watch.untilEnd()
        KillPoint.pluginExited.reach()
        return ExecResult(plugin: self, run: run)
    }
}

/// A system call that failed.
struct SystemCallFailure: Error { var errno: Int32 }
