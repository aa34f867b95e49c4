import Engine
import Foundation
import NotifierKit
import Testing
import Workflows

@testable import Notifications

@Suite("Planning messages")
struct MessagePlannerTests {
    private static let routes = Routes(
        routes: [
            .init(workflows: ["precept"], channels: ["finance"]),
            .init(parties: ["chair"], severities: [.urgent], channels: ["pager", "mail"]),
            .init(severities: [.urgent], channels: ["pager"]),
            .init(kinds: ["changed"], channels: ["notice-board"]),
        ], fallback: ["mail"])

    private func planner(_ routes: Routes = routes) throws -> MessagePlanner {
        let book = AddressBook(persons: [
            .init(
                name: "support-office", address: "clerk@example.org", user: "clerk",
                bindings: [.init(party: "clerk")])
        ])
        return MessagePlanner(book: book, routes: routes, templates: try MessageTemplates())
    }

    private func planned(
        _ draft: MessageDraft, by routes: Routes = routes
    ) throws -> [PlannedDelivery] {
        switch try planner(routes).plan(draft, delivery: { "\($0) \($1)" }) {
        case .deliver(let planned): return planned
        case .silence(let reason):
            Issue.record("it was silenced: \(reason)")
            return []
        }
    }

    private func message(_ draft: MessageDraft) throws -> NotifierMessage {
        let first = try #require(try planned(draft).first)
        return try NotifierMessage.decode(Data(first.payload.utf8))
    }

    @Test("The first route that matches decides")
    func firstMatch() throws {
        let urgent = DraftSamples.reminder(severity: .urgent)
        let toChair = try planned(try DraftSamples.draft(urgent, party: "chair"))
        #expect(toChair.map(\.channel) == ["pager", "mail"])
        #expect(try planned(try DraftSamples.draft(urgent)).map(\.channel) == ["pager"])
        let changed = DraftSamples.reminder(.changed, because: "It moved.")
        #expect(try planned(try DraftSamples.draft(changed)).map(\.channel) == ["notice-board"])
    }

    @Test("The gravest of the reminders a message carries decides its urgency")
    func gravest() throws {
        let draft = try DraftSamples.draft(
            DraftSamples.reminder(severity: .notice),
            DraftSamples.reminder(rung: "1 day after", severity: .urgent))
        #expect(try planned(draft).map(\.channel) == ["pager"])
        #expect(try message(draft).severity == .urgent)
        #expect(try message(draft).reason.contains(#"It stands also for "1 day after"."#))
    }

    @Test("A miss is told of the day that passed, though another run has begun")
    func missOfEarlierRun() throws {
        let miss = DraftSamples.reminder(
            .missed, rung: "missed", passed: try DraftSamples.day("2018-02-01"))
        var draft = try DraftSamples.draft(miss)
        draft.state.deadlines[0].run = 2
        let message = try message(draft)
        #expect(message.subject == "missed: letter-1: The answer was due Thu 1 Feb 2018")
        #expect(message.deadline?.due == "2018-02-01" && message.deadline?.status == "missed")
        #expect(message.deadline?.explanation == [])
        // Of the run that goes on the day is the one it has now.
        draft.state.deadlines[0].run = 1
        #expect(try self.message(draft).deadline?.due == "2018-02-15")
    }

    @Test("Items whose days changed for other reasons are told each with its own")
    func changesOfItems() throws {
        func moved(_ item: String, _ because: String) -> Reminder {
            var reminder = DraftSamples.reminder(.changed, rung: "changed", because: because)
            reminder.key.deadline = DeadlineID(
                item: ItemID(kind: "question", key: item), name: "response")
            return reminder
        }
        let draft = try DraftSamples.draft(
            moved("a", "It was late."), moved("b", "It was early."), moved("c", "It was late."))
        #expect(
            try message(draft).reason
                == "question/b: It was early. question/a, question/c: It was late.")
        let alike = try DraftSamples.draft(moved("a", "It was late."), moved("c", "It was late."))
        #expect(try message(alike).reason == "It was late.")
    }

    @Test("What moved the day and what stands in its way are said beside the reminder, each once")
    func merged() throws {
        let moved = "It was Mon 12 Feb 2018. It moved because the meeting was moved."
        let draft = try DraftSamples.draft(
            DraftSamples.reminder(severity: .urgent),
            DraftSamples.reminder(.changed, rung: "changed", because: moved),
            DraftSamples.reminder(.changed, rung: "changed", because: moved),
            DraftSamples.reminder(.obstacle, rung: "dates do not fit#4", because: "Too early."))
        #expect(
            try message(draft).reason
                == #"This is the reminder "on the day" of its ladder. \#(moved) Too early."#)
        let obstacle = DraftSamples.reminder(
            .obstacle, rung: "dates do not fit#4", because: "Too early.")
        let alone = try message(try DraftSamples.draft(obstacle))
        #expect(alone.subject.hasPrefix("Dates do not fit: ") && alone.reason == "Too early.")
        #expect(alone.kind == .changed)
        #expect(try planned(try DraftSamples.draft(obstacle)).map(\.channel) == ["notice-board"])
    }

    @Test("Where no route matches, the fallback; where that is empty, the journal")
    func fallback() throws {
        let draft = try DraftSamples.draft()
        #expect(try planned(draft).map(\.channel) == ["mail"])
        let nowhere = Routes(fallback: [])
        #expect(try planned(draft, by: nowhere).map(\.channel) == ["journal"])
    }

    @Test("A plug-in gets the message under the delivery's id, with deadline, reason and address")
    func payload() throws {
        let message = try message(try DraftSamples.draft())
        #expect(message.delivery == "mail clerk@example.org")
        #expect(message.to == .init(name: "support-office", address: "clerk@example.org"))
        #expect(message.kind == .reminder)
        #expect(message.deadline?.due == "2018-02-15")
        #expect(message.deadline?.consequence == "breach")
        #expect(message.reason == #"This is the reminder "on the day" of its ladder."#)
        #expect(message.subject.hasSuffix("The answer, Thu 15 Feb 2018"), "\(message.subject)")
        #expect(message.text.contains("scrutinyctl show letter-1"))
    }

    @Test("A person without an address still gets a message, for channels that need none")
    func noAddress() throws {
        let draft = try DraftSamples.draft(person: "chair", address: "")
        #expect(try planned(draft).map(\.address) == [""])
        #expect(try message(draft).to == .init(name: "chair", address: ""))
    }

    @Test("Nobody is told of their own act; anybody else is")
    func ownAct() throws {
        let own = DraftSamples.reminder(.changed, because: "It moved.", causedBy: "clerk")
        let plan = try planner().plan(try DraftSamples.draft(own), delivery: { "\($0)\($1)" })
        guard case .silence(let reason) = plan else {
            Issue.record("somebody is told of their own act")
            return
        }
        #expect(reason == "it would tell support-office of their own act")
        let other = DraftSamples.reminder(.changed, because: "It moved.", causedBy: "deputy")
        #expect(try planned(try DraftSamples.draft(other)).count == 1)
        #expect(try planned(try DraftSamples.draft(own, person: "chair")).count == 1)
    }

    @Test("Their own act beside something else is told with it")
    func ownActBesides() throws {
        let own = DraftSamples.reminder(.changed, because: "It moved.", causedBy: "clerk")
        let draft = try DraftSamples.draft(own, DraftSamples.reminder())
        #expect(try planned(draft).count == 1)
    }

    @Test("Who gets a message in the place of a party nobody stands for is told so")
    func unbound() throws {
        let message = try message(try DraftSamples.draft(unbound: "chair"))
        #expect(
            message.reason.hasSuffix(
                #"Nobody is bound to "chair", so you get it in their place."#))
        #expect(message.text.contains(#"Nobody is bound to "chair""#))
    }

    @Test("A passed day is told with what it means and by which law")
    func missed() throws {
        let message = try message(try DraftSamples.draft(DraftSamples.reminder(.missed)))
        #expect(message.kind == .missed)
        #expect(message.reason.hasPrefix("The day has passed: "))
        #expect(message.reason.contains("(An Act of 2011, section 29)"))
    }
}
