import Deadlines
import Engine
import Notifications
import Simulation
import Testing
import Workflows

/// What the pump makes of deliveries that are redacted while it works.
@Suite("The delivery pump, beside a redaction", .timeLimit(.minutes(1)))
struct RedactionUnderWayTests {
    private static let name = "Extendia Kowalczyk"
    private static let address = "extendia@example.org"

    /// An outbox with one delivery to her by the channel.
    private func outbox(_ channel: some DeliveryChannel) async throws -> Outbox {
        let outbox = Outbox(channel)
        try await outbox.store.transaction {
            try $0.insert(
                Delivery(
                    id: "d-1", scrutiny: "s1", family: "response", channel: channel.name,
                    person: Self.name, address: Self.address, kind: .rung, severity: .warning,
                    subject: "Of \(Self.name)", payload: #"{"text":"Of \#(Self.name)"}"#,
                    reminders: [], createdAt: Outbox.beginning,
                    notAfter: Outbox.beginning.adding(milliseconds: 86_400_000)))
        }
        return outbox
    }

    /// What a redaction makes of a delivery that waits; the address goes too, where it is hers.
    private func redact(_ id: String, _ outbox: Outbox, withAddress: Bool) async throws {
        try await outbox.store.transaction {
            var delivery = try #require(try $0.delivery(id))
            (delivery.subject, delivery.payload) = ("Of [redacted]", #"{"text":"Of [redacted]"}"#)
            delivery.person = "[redacted]"
            if withAddress { delivery.address = "[redacted]" }
            try $0.redact(delivery)
            guard withAddress else { return }
            delivery.status = .dead
            delivery.lastError = "its address was redacted"
            try $0.update(delivery)
        }
    }

    /// Everything the outbox tells of a delivery, and the log.
    private func told(_ outbox: Outbox) async throws -> String {
        let lines = try await ["\(outbox.delivery("d-1"))", "\(outbox.attempts("d-1"))"]
        return (lines + outbox.log.lines).joined(separator: "\n")
    }

    @Test(
        "One that was given up during its attempt stays so, and the answer's words are not kept",
        arguments: [
            ChannelAnswer.Outcome.delivered(reference: "for \(address)"), .tryAgain(after: nil),
            .permanent,
        ])
    func givenUp(outcome: ChannelAnswer.Outcome) async throws {
        let channel = EchoingChannel("mail", outcome)
        let outbox = try await outbox(channel)
        let round = Task { try await outbox.pump.deliverReady() }
        await channel.waitForDelivery()
        try await redact("d-1", outbox, withAddress: true)
        channel.open()
        try await round.value
        let delivery = try await outbox.delivery("d-1")
        #expect(delivery.status == .dead && delivery.lastError == "its address was redacted")
        #expect(delivery.attempts == 1)
        let attempt = try #require(try await outbox.attempts("d-1").first)
        #expect(attempt.detail == "[redacted]" && attempt.endedAt != nil)
        let told = try await told(outbox)
        #expect(!told.contains("xtendia"), "\(told)")
        channel.open()
        try await outbox.deliver(after: 3_600_000)
        #expect(channel.handedOver.count == 1)
    }

    @Test("One that lost texts during its attempt goes out without them at the next")
    func lostTexts() async throws {
        let channel = EchoingChannel("mail", .tryAgain(after: nil))
        let outbox = try await outbox(channel)
        let round = Task { try await outbox.pump.deliverReady() }
        await channel.waitForDelivery()
        try await redact("d-1", outbox, withAddress: false)
        channel.open()
        try await round.value
        let waiting = try await outbox.delivery("d-1")
        #expect(waiting.status == .pending && waiting.lastError == "[redacted]")
        #expect(waiting.subject == "Of [redacted]")
        #expect(try await outbox.attempts("d-1").map(\.detail) == ["[redacted]"])
        channel.open()
        try await outbox.deliver(after: 3_600_000)
        #expect(channel.handedOver.map(\.subject) == ["Of \(Self.name)", "Of [redacted]"])
        #expect(channel.handedOver.map(\.attempts) == [1, 2])
    }

    @Test("One that was redacted after its round began is attempted as it is then, or not at all")
    func laterInTheRound() async throws {
        let channel = EchoingChannel("mail", .delivered(reference: nil))
        let outbox = try await outbox(channel)
        let others = (2...DeliveryPump.concurrency).map { "d-\($0)" }
        try await outbox.add(others + ["last", "gone"], by: "mail")
        let round = Task { try await outbox.pump.deliverReady() }
        for _ in 0..<DeliveryPump.concurrency { await channel.waitForDelivery() }
        try await redact("last", outbox, withAddress: false)
        try await redact("gone", outbox, withAddress: true)
        for _ in 0..<others.count + 3 { channel.open() }
        try await round.value
        let last = try #require(channel.handedOver.last)
        #expect(last.id == "last" && last.subject == "Of [redacted]")
        #expect(channel.handedOver.allSatisfy { $0.id != "gone" })
        #expect(try await outbox.attempts("gone").isEmpty)
        #expect(try await outbox.delivery("gone").attempts == 0)
    }
}
