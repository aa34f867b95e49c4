import FoundationEssentials
import NotifierKit

/// The environment of a plug-in: nothing of the daemon's own, and the message once more as
/// `SCRUTINY_*`, so that a shell script needs no JSON.
struct PluginEnvironment {
    /// The longest value, in bytes; the kernel takes 128 KiB for one variable, its name included
    /// (execve(2)). A longer one is left out: the whole message is on the standard input, and
    /// half a text would be worse than none.
    static let longestValue = 96 * 1024

    /// `NAME=value`, in the order of the names.
    let variables: [String]

    init(plugin: ExecPlugin, message: NotifierMessage) {
        var values = plugin.environment.filter { Self.isName($0.key) }
        values["PATH"] = values["PATH"] ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"
        values["LANG"] = values["LANG"] ?? "C.UTF-8"
        values["CREDENTIALS_DIRECTORY"] = plugin.credentialsDirectory
        values["SCRUTINY_VERSION"] = String(NotifierMessage.version)
        values["SCRUTINY_DELIVERY"] = message.delivery
        values["SCRUTINY_ATTEMPT"] = String(message.attempt)
        values["SCRUTINY_NOT_AFTER"] = message.notAfter.formatted(Date.ISO8601FormatStyle())
        values["SCRUTINY_KIND"] = message.kind.rawValue
        values["SCRUTINY_SEVERITY"] = message.severity.rawValue
        values["SCRUTINY_TO"] = message.to.address
        values["SCRUTINY_TO_NAME"] = message.to.name
        values["SCRUTINY_SUBJECT"] = message.subject
        values["SCRUTINY_TEXT"] = message.text
        values["SCRUTINY_REASON"] = message.reason
        values["SCRUTINY_ID"] = message.scrutiny
        values["SCRUTINY_DEADLINE"] = message.deadline?.name
        values["SCRUTINY_DUE"] = message.deadline?.due
        variables = values.sorted { $0.key < $1.key }.compactMap { name, value in
            // A NUL would end the value early and unseen.
            let text = String(value.map { $0 == "\0" ? " " : $0 })
            return text.utf8.count <= Self.longestValue ? "\(name)=\(text)" : nil
        }
    }

    /// Whether a shell can read a variable of that name (POSIX.1-2017, 8.1).
    static func isName(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, !("0"..."9").contains(first) else {
            return false
        }
        return name.unicodeScalars.allSatisfy {
            ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
                || $0 == "_"
        }
    }
}
