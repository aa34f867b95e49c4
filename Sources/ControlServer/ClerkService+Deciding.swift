import ControlProtocol
import Engine
import Varlink
import Workflows

extension ClerkService {
    /// Says who acts as a party for one scrutiny alone.
    func assign(
        _ call: Clerk.Assign, _ peer: PeerCredentials
    ) async throws -> Clerk.Assign.Reply {
        if let person = call.person,
            try await !isAnswered(call, request: call.request, by: peer)
        {
            try insistOnPerson(person)
        }
        let command = Command.assign(party: call.party, person: call.person)
        let (_, receipt) = try await submit(
            .command(command, on: call.id), for: call, request: call.request, note: call.note,
            by: peer)
        return Clerk.Assign.Reply(receipt: receipt)
    }

    /// Ends a scrutiny that will not be finished.
    func withdraw(
        _ call: Clerk.Withdraw, _ peer: PeerCredentials
    ) async throws -> Clerk.Withdraw.Reply {
        guard call.reason.contains(where: { !$0.isWhitespace }) else {
            throw VarlinkError.invalidParameter("reason")
        }
        let (_, receipt) = try await submit(
            .command(.withdraw(reason: call.reason), on: call.id), for: call,
            request: call.request, note: nil, by: peer)
        return Clerk.Withdraw.Reply(receipt: receipt)
    }

    /// Silences the repeats of a deadline's reminders for one recipient.
    func acknowledge(
        _ call: Clerk.Acknowledge, _ peer: PeerCredentials
    ) async throws -> Clerk.Acknowledge.Reply {
        let recipients = try await recipients(of: call, peer)
        guard let deadline = DeadlineID(call.deadline) else {
            throw ControlError.noSuchDeadline(id: call.id, deadline: call.deadline, nearest: [])
        }
        let (_, receipt) = try await submit(
            .command(.acknowledge(deadline: deadline, recipients: recipients), on: call.id),
            for: call, request: call.request, note: call.note, by: peer)
        return Clerk.Acknowledge.Reply(receipt: receipt)
    }

    /// Refuses a person the configuration does not know; a mail address needs no person.
    func insistOnPerson(_ person: String) throws(ControlError) {
        let known = directory.persons()
        guard !known.contains(person), !Identifier.isMailAddress(person) else { return }
        throw .noSuchRecipient(name: person, nearest: Nearest.names(to: person, in: known))
    }

    /// The parties whose repeats are silenced. A request answered before needs none.
    private func recipients(
        of call: Clerk.Acknowledge, _ peer: PeerCredentials
    ) async throws -> [String] {
        guard try await !isAnswered(call, request: call.request, by: peer) else { return [] }
        let user = directory.actor(of: peer).name
        let now = engine.now()
        let (directory, zone) = (directory, identity.zone)
        return try await engine.read { store, library in
            let reading = RegisterReading(store: store, library: library, now: now, zone: zone)
            let asking = Acknowledging(reading: reading, directory: directory, user: user)
            return try asking.recipients(call)
        }
    }
}

/// Finds out for whom a deadline is acknowledged.
private struct Acknowledging {
    let reading: RegisterReading
    let directory: CallerDirectory
    let user: String

    func recipients(_ call: Clerk.Acknowledge) throws -> [String] {
        let state = try reading.scrutiny(call.id)
        let definition = try reading.definition(of: state)
        guard let id = DeadlineID(call.deadline), let run = state.deadline(id),
            let declaration = definition.declaration(of: run.id)
        else {
            throw Refusal.noSuchDeadline(
                name: call.deadline, known: state.deadlines.map(\.id.description))
        }
        let reminded = declaration.recipients
        guard let recipient = call.recipient else { return try callersOwn(among: reminded) }
        if reminded.contains(recipient) { return [recipient] }
        let parties = reminded.filter { party in
            reading.library.messages.persons(
                boundTo: party, assigned: state.assignments[party], on: reading.today
            ).contains { $0.person == recipient }
        }
        guard parties.isEmpty else { return parties }
        let known = reminded + directory.persons()
        throw ControlError.noSuchRecipient(
            name: recipient, nearest: Nearest.names(to: recipient, in: known))
    }

    /// The parties the caller stands for; whoever stands for none acts as the clerk.
    private func callersOwn(among reminded: [String]) throws -> [String] {
        let own = directory.partiesOfUser(user, reading.today).filter(reminded.contains)
        if !own.isEmpty { return own }
        if reminded.contains(Self.clerk) { return [Self.clerk] }
        throw ControlError.noSuchRecipient(name: user, nearest: reminded)
    }

    private static let clerk = "clerk"
}
