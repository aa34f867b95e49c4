package import Engine
internal import Foundation
internal import NotifierKit

/// The built-in channel that appends each message to a file, one JSON object a line.
package struct FileChannel: DeliveryChannel {
    package let name: String
    private let path: String

    /// A channel to the file at a path; it is made where it is missing.
    package init(name: String, path: String) {
        self.name = name
        self.path = path
    }

    package func deliver(_ delivery: Delivery, attempt: Int) async -> ChannelAnswer {
        do {
            var message = try NotifierMessage.decode(Data(delivery.payload.utf8))
            message.attempt = attempt
            try append(message.encoded() + Data([UInt8(ascii: "\n")]))
            return ChannelAnswer(.delivered(reference: nil), detail: "appended to \(path)")
        } catch {
            return ChannelAnswer(
                .tryAgain(after: nil), detail: "\(path) cannot be written: \(error)",
                remedy: "Make its folder writable for the daemon, or name another file.")
        }
    }

    private func append(_ line: Data) throws {
        if !FileManager.default.fileExists(atPath: path) {
            try Data().write(to: URL(filePath: path), options: .withoutOverwriting)
        }
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: line)
        try handle.synchronize()
    }
}
