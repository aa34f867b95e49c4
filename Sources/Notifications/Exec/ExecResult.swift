import Glibc
package import NotifierKit

/// What one run of an exec plug-in came to.
package struct ExecResult: Hashable, Sendable {
    /// The class of the result, with the reason.
    package var outcome: NotifierOutcome
    /// What the plug-in wrote to its standard error.
    package var log: [PluginLogLine]
    /// What an operator can do about a failure; nil where there is nothing to do.
    package var remedy: String?

    /// A result.
    package init(outcome: NotifierOutcome, log: [PluginLogLine] = [], remedy: String? = nil) {
        self.outcome = outcome
        self.log = log
        self.remedy = remedy
    }

    /// The result of a plug-in that could not be started. Always tried again: the administrator
    /// may put it right, and the attempts are bounded.
    static func notStarted(_ plugin: ExecPlugin, errno: Int32) -> ExecResult {
        let remedy: String
        switch errno {
        case ENOENT, ENOTDIR:
            remedy =
                "install \(plugin.path), or the interpreter its first line names, "
                + "or correct the channel's exec"
        case EACCES, EPERM:
            remedy = "make \(plugin.path) executable for the daemon's user (chmod a+rx)"
        case ENOEXEC:
            remedy = "begin \(plugin.path) with a line such as #!/bin/sh"
        case ETXTBSY:
            remedy = "\(plugin.path) is being written just now: replace it by renaming"
        case E2BIG:
            remedy = "shorten the channel's arguments"
        case EMFILE, ENFILE, ENOMEM, EAGAIN:
            remedy = "the system is short of processes, files or memory: raise the unit's limits"
        default:
            remedy = "check \(plugin.path) by hand"
        }
        let reason = "\(plugin.path) cannot be started: \(String(cString: strerror(errno)))"
        return ExecResult(outcome: .tryAgain(reason: reason, after: nil), remedy: remedy)
    }

    /// The result of a run.
    ///
    /// A run that had to be stopped is tried again whatever its status: a plug-in that answers
    /// SIGTERM with exit 0 has promised nothing.
    init(plugin: ExecPlugin, run: PluginWatch.Run) {
        log = PluginLogLine.lines(of: run.errors, discarded: run.discardedErrors)
        let answer = NotifierAnswer.parse(output: run.output)
        switch (run.stop, run.ending) {
        case (.timeLimit, let ending):
            var reason = "the plug-in did not end within \(Self.words(plugin.timeLimit))"
            if ending == nil { reason += ", nor when it was killed" }
            outcome = .tryAgain(reason: reason, after: nil)
            remedy =
                "find out what \(plugin.path) waits for, or raise the channel's time-limit"
        case (.cancelled, _):
            outcome = .tryAgain(
                reason: "the plug-in was stopped because the daemon stops", after: nil)
        case (nil, .exited(let status)):
            outcome = NotifierOutcome(exitStatus: status, answer: answer)
            remedy = Self.remedy(plugin, exitStatus: status)
        case (nil, .signalled(let signal)):
            let name = String(cString: strsignal(signal))
            outcome = .tryAgain(
                reason: "the plug-in was ended by signal \(signal) (\(name))", after: nil)
            remedy = Self.remedy(plugin, signal: signal)
        case (nil, nil):
            outcome = .tryAgain(reason: "the plug-in's exit status was lost", after: nil)
            remedy = "check that nothing else in the daemon waits for child processes"
        }
    }

    private static func remedy(_ plugin: ExecPlugin, exitStatus: Int32) -> String? {
        if let exit = NotifierExit(rawValue: exitStatus) { return exit.remedy }
        switch exitStatus {
        case 126: return "a command that \(plugin.path) calls may not be executed; see its log"
        case 127: return "a command that \(plugin.path) calls was not found; see its log"
        default:
            return "see the log of \(plugin.path); let it exit 75 to be tried again, "
                + "78 where its configuration is wrong"
        }
    }

    private static func remedy(_ plugin: ExecPlugin, signal: Int32) -> String {
        switch signal {
        case SIGSYS:
            return "\(plugin.path) made a call that the service's sandbox forbids: "
                + "run it as a unit of its own, by the varlink transport"
        case SIGKILL:
            return "\(plugin.path) was killed from outside, perhaps for want of memory: "
                + "see the kernel's log"
        default:
            return "\(plugin.path) crashed: run it by hand on the same message"
        }
    }

    private static func words(_ limit: Duration) -> String {
        let seconds = limit / Duration.seconds(1)
        return "\(Int64(exactly: seconds).map(String.init) ?? String(seconds)) s"
    }
}
