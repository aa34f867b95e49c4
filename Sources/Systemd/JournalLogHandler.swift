import CSystemd
import Glibc
public import Logging

/// A swift-log handler that writes to the journal natively, each metadata key as a field of its
/// own (`sd_journal_sendv`, sd_journal_print(3)).
///
/// The metadata key `message-id` (32 hexadecimal digits) becomes `MESSAGE_ID=`, which
/// `journalctl -x` explains from the message catalogue. Without a journal the message is lost
/// silently by libsystemd; so choose this handler through ``LogDestination/choose(_:descriptor:)``.
public struct JournalLogHandler: LogHandler {
    /// The least level that is written.
    public var logLevel: Logger.Level = .info
    /// Metadata that goes with every message.
    public var metadata: Logger.Metadata = [:]
    /// Where metadata bound to the present task comes from.
    public var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let identifier: String

    /// A handler for one logger.
    ///
    /// - Parameters:
    ///   - label: written as `LOGGER=`.
    ///   - identifier: the program's name, written as `SYSLOG_IDENTIFIER=`.
    public init(label: String, identifier: String) {
        self.label = label
        self.identifier = identifier
    }

    /// One value of the handler's own metadata.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one entry. Where the journal refuses it, the line goes to stderr instead.
    public func log(event: LogEvent) {
        let entry = JournalEntry(
            event, metadata: event.metadata(over: metadata, metadataProvider), label: label,
            identifier: identifier)
        let result = Self.send(entry)
        guard result < 0 else { return }
        var terminal = TerminalLogHandler(label: label)
        terminal.metadata = metadata
        terminal.metadata["journal-error"] = .string(String(cString: strerror(-result)))
        terminal.log(event: event)
    }

    /// Sends an entry; the result is a negative errno, or 0 even where no journal runs.
    static func send(_ entry: JournalEntry) -> Int32 {
        // One flat buffer, so that every vector points into memory that stays where it is.
        var bytes = entry.fields.flatMap { $0 }
        return bytes.withUnsafeMutableBytes { buffer in
            var vectors: [iovec] = []
            var offset = 0
            for field in entry.fields {
                vectors.append(
                    iovec(iov_base: buffer.baseAddress?.advanced(by: offset), iov_len: field.count))
                offset += field.count
            }
            return sd_journal_sendv(vectors, Int32(vectors.count))
        }
    }
}
