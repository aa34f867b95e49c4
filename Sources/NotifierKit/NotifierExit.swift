/// The exit statuses of the plug-in contract that have a meaning of their own, named as in
/// `sysexits.h`.
package enum NotifierExit: Int32, Hashable, Sendable, CaseIterable {
    /// The message was taken.
    case delivered = 0
    /// The plug-in was called wrongly.
    case usage = 64
    /// The message is not what the plug-in can deliver.
    case data = 65
    /// The recipient does not exist.
    case noUser = 67
    /// The recipient's host does not exist.
    case noHost = 68
    /// It did not work this time.
    case temporary = 75
    /// The service refuses us.
    case noPermission = 77
    /// The plug-in's configuration is wrong.
    case configuration = 78

    /// Whether the same message would fail again in the same way.
    package var isPermanent: Bool {
        switch self {
        case .delivered, .temporary: return false
        case .usage, .data, .noUser, .noHost, .noPermission, .configuration: return true
        }
    }

    /// What the status says, in words.
    package var meaning: String {
        switch self {
        case .delivered: return "delivered"
        case .usage: return "it was called wrongly"
        case .data: return "it cannot deliver this message"
        case .noUser: return "the recipient is unknown"
        case .noHost: return "the recipient's host is unknown"
        case .temporary: return "it asked to be tried again"
        case .noPermission: return "it was refused permission"
        case .configuration: return "its configuration is wrong"
        }
    }

    /// What an operator can do about it; nil where there is nothing to do.
    package var remedy: String? {
        switch self {
        case .delivered: return nil
        case .temporary: return nil
        case .usage: return "compare the channel's argument list with the plug-in's own help"
        case .data: return "look at the message, and whether this channel is right for it"
        case .noUser, .noHost: return "correct the person's address in the configuration"
        case .noPermission: return "check the channel's credentials and the service's account"
        case .configuration: return "correct the plug-in's configuration and credentials"
        }
    }
}
