import Foundation
import NotifierKit
import Testing

@testable import Notifications

@Suite("The sendmail plug-in that teaches")
struct SendmailPluginTests {
    private static let script = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "etc/scrutinyd/plug-ins/notify-sendmail")

    private let folder: ScriptFolder

    init() throws { folder = try ScriptFolder() }

    /// Sends a message through the plug-in and a stand-in for sendmail that keeps what it gets.
    private func send(
        _ message: NotifierMessage, sender: [String] = ["panel@example.org"],
        sendmail: String = "echo \"$@\" > $FOLDER/arguments; cat > $FOLDER/mail"
    ) async throws -> ExecResult {
        let standIn = try folder.plugin(sendmail)
        let plugin = ExecPlugin(
            path: Self.script.path, arguments: sender,
            environment: ["SENDMAIL": standIn.path, "FOLDER": folder.path])
        return await plugin.deliver(message)
    }

    private func mail() throws -> (headers: [String], text: String) {
        let parts = try folder.content("mail").components(separatedBy: "\n\n")
        try #require(parts.count == 2)
        let body = try #require(Data(base64Encoded: parts[1], options: .ignoreUnknownCharacters))
        return (parts[0].components(separatedBy: "\n"), String(decoding: body, as: UTF8.self))
    }

    /// The text of the words of a folded header (RFC 2047 §6.2: the folds between them vanish).
    private func decoded(_ headers: [String]) throws -> String {
        var bytes = Data()
        let words = headers.joined().components(separatedBy: "=?UTF-8?B?").dropFirst()
        for word in words {
            try #require(word.utf8.count + 10 <= 75)
            let content = try #require(word.components(separatedBy: "?=").first)
            bytes += try #require(Data(base64Encoded: content))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("A mail carries the message under the delivery's id, marked as automatic")
    func mails() async throws {
        let result = try await send(.sample(text: "Due.\n.\nGrüße\n"))
        #expect(result == ExecResult(outcome: .delivered(reference: nil)))
        let (headers, text) = try mail()
        #expect(text == "Due.\r\n.\r\nGrüße\r\n\r\n")
        #expect(headers.contains("From: panel@example.org"))
        #expect(headers.contains("To: clerk@example.org"))
        #expect(headers.contains("Message-ID: <d-0001@example.org>"))
        #expect(headers.contains("Auto-Submitted: auto-generated"))
        #expect(headers.contains { $0.hasPrefix("Date: ") && $0.hasSuffix(" +0000") })
        #expect(try folder.content("arguments") == "-i -t -f panel@example.org\n")
    }

    @Test("A long subject beyond ASCII is split into words at whole characters")
    func subject() async throws {
        var message = NotifierMessage.sample()
        message.subject = "Überfällig: " + String(repeating: "日本語€", count: 15)
        _ = try await send(message)
        let subject = try mail().headers.drop { !$0.hasPrefix("Subject:") }
            .prefix { $0.hasPrefix("Subject:") || $0.hasPrefix(" ") }
        #expect(try decoded(Array(subject)) == message.subject)
    }

    @Test("A line break in the subject adds no header")
    func headerInjection() async throws {
        var message = NotifierMessage.sample()
        message.subject = "Due\nBcc: everybody@example.org"
        _ = try await send(message)
        #expect(try !folder.content("mail").contains("Bcc"))
    }

    @Test(
        "An address that could name another recipient is refused for good",
        arguments: [
            "", "a@example.org, b@example.org", "a@example.org\nBcc: b@example.org", "$(id)",
        ])
    func address(address: String) async throws {
        var message = NotifierMessage.sample()
        message.to.address = address
        let result = try await send(message)
        #expect(
            result.outcome
                == .permanent(
                    reason: "the plug-in ended with status 67: the recipient is unknown"))
        #expect(result.log.first?.priority == 3)
        #expect(throws: (any Error).self) { try folder.content("mail") }
    }

    @Test("A missing sender is a wrong call; a text too long for a variable is bad data")
    func misuse() async throws {
        let noSender = try await send(.sample(), sender: [])
        #expect(
            noSender.outcome
                == .permanent(reason: "the plug-in ended with status 64: it was called wrongly"))
        let long = NotifierMessage.sample(text: String(repeating: "x", count: 200_000))
        let tooLong = try await send(long)
        #expect(
            tooLong.outcome
                == .permanent(
                    reason: "the plug-in ended with status 65: it cannot deliver this message"))
    }

    @Test("sendmail's own status is the plug-in's")
    func status() async throws {
        let result = try await send(.sample(), sendmail: "cat > /dev/null; exit 75")
        #expect(
            result.outcome
                == .tryAgain(
                    reason: "the plug-in ended with status 75: it asked to be tried again",
                    after: nil))
    }
}
