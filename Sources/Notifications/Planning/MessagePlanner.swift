package import Deadlines
package import Engine
import FoundationEssentials
import NotifierKit
import Workflows

/// The engine's port for messages, by the configuration: persons, routes, templates.
package struct MessagePlanner: MessagePlanning {
    private let book: AddressBook
    private let routes: Routes
    private let templates: MessageTemplates
    /// How long a message may be tried, in milliseconds: a week.
    private static let lifetime: Int64 = 7 * 86_400_000

    /// A planner of its parts.
    package init(book: AddressBook, routes: Routes, templates: MessageTemplates) {
        self.book = book
        self.routes = routes
        self.templates = templates
    }

    package func persons(
        boundTo party: String, assigned: String?, on day: CivilDate
    ) -> [Addressee] {
        book.addressees(of: party, assigned: assigned, on: day)
    }

    package func plan(
        _ draft: MessageDraft, delivery: (_ channel: String, _ address: String) -> String
    ) -> MessagePlan {
        let isOwnAct = draft.reminders.allSatisfy { reminder in
            reminder.causedBy.map { book.isPerson(draft.to.person, user: $0) } ?? false
        }
        if isOwnAct { return .silence("it would tell \(draft.to.person) of their own act") }
        let writer = MessageWriter(templates: templates, draft: draft)
        let (subject, text) = writer.write()
        let severity = draft.reminders.map(\.severity).max() ?? .warning
        let notAfter = draft.at.adding(milliseconds: Self.lifetime)
        let channels = routes.channels(of: draft, severity: severity)
        return .deliver(
            channels.map { channel in
                let address = draft.to.address
                let message = writer.message(
                    id: delivery(channel, address), address: address, subject: subject,
                    text: text, notAfter: notAfter)
                return PlannedDelivery(
                    channel: channel, address: address, subject: subject,
                    payload: Self.json(message), lifetime: Self.lifetime)
            })
    }

    private static func json(_ message: NotifierMessage) -> String {
        do {
            return String(decoding: try message.encoded(), as: UTF8.self)
        } catch {
            // All its fields are texts and whole numbers; encoding them cannot fail.
            preconditionFailure("a message of texts cannot be encoded: \(error)")
        }
    }
}
