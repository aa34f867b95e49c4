import Deadlines
import Engine

extension MemorySession {
    func save(_ record: ScrutinyRecord) throws {
        let id = record.row.id
        guard record.state.id == id else {
            throw violation("the row of \(id) came with the state of \(record.state.id)")
        }
        for row in record.reminders where row.scrutiny != id {
            if tables.scrutinies[row.scrutiny] == nil {
                throw violation("there is no scrutiny \(row.scrutiny)")
            }
        }
        var kept = record
        kept.reminders = []
        tables.scrutinies[id] = kept
        for row in record.reminders {
            tables.reminders[row.scrutiny, default: [:]][row.reminder.key] = row
        }
    }

    func append(_ entry: HistoryEntry) throws {
        let head = try head()
        guard entry.position == head.position + 1, entry.previous == head.hash else {
            throw violation("entry \(entry.position) does not follow \(head.position)")
        }
        let payloadHash = sha256(try CanonicalJSON.encode(entry.payload))
        guard entry.payloadHash == payloadHash, entry.hash == entry.computedHash else {
            throw violation("entry \(entry.position) does not have the hash it names")
        }
        guard tables.sequences[entry.scrutiny, default: []].insert(entry.sequence).inserted else {
            throw violation("\(entry.scrutiny) has an entry \(entry.sequence)")
        }
        tables.history.append(entry)
    }

    func redact(position: Int, to payload: HistoryEntry.Payload) throws {
        guard let index = tables.history.firstIndex(where: { $0.position == position }) else {
            throw violation("there is no entry \(position)")
        }
        tables.history[index].payload = payload
        tables.history[index].isRedacted = true
    }

    func redact(_ delivery: Delivery) throws {
        guard let place = tables.places[delivery.id] else {
            throw violation("there is no delivery \(delivery.id)")
        }
        tables.deliveries[place].person = delivery.person
        tables.deliveries[place].address = delivery.address
        tables.deliveries[place].subject = delivery.subject
        tables.deliveries[place].payload = delivery.payload
        tables.deliveries[place].reference = delivery.reference
        tables.deliveries[place].lastError = delivery.lastError
        for index in (tables.attempts[delivery.id] ?? []).indices {
            tables.attempts[delivery.id]?[index].detail = nil
        }
    }

    func put(definition: DefinitionID, text: String) throws {
        if let stored = tables.definitions[definition], stored != text {
            throw violation("\(definition) is stored with another text under one hash")
        }
        tables.definitions[definition] = text
    }

    func put(calendar: String, text: String) throws { tables.calendars[calendar] = text }

    func insert(_ delivery: Delivery) throws {
        guard tables.places[delivery.id] == nil else {
            throw violation("delivery \(delivery.id) exists")
        }
        tables.places[delivery.id] = tables.deliveries.count
        tables.deliveries.append(delivery)
    }

    func update(_ delivery: Delivery) throws {
        guard let place = tables.places[delivery.id] else {
            throw violation("there is no delivery \(delivery.id)")
        }
        tables.deliveries[place].status = delivery.status
        tables.deliveries[place].attempts = delivery.attempts
        tables.deliveries[place].nextAttemptAt = delivery.nextAttemptAt
        tables.deliveries[place].notAfter = delivery.notAfter
        tables.deliveries[place].reference = delivery.reference
        tables.deliveries[place].lastError = delivery.lastError
    }

    func put(_ attempt: Attempt) throws {
        guard tables.places[attempt.delivery] != nil else {
            throw violation("there is no delivery \(attempt.delivery)")
        }
        var attempts = tables.attempts[attempt.delivery] ?? []
        if let index = attempts.firstIndex(where: { $0.number == attempt.number }) {
            attempts[index] = attempt
        } else {
            attempts.append(attempt)
        }
        tables.attempts[attempt.delivery] = attempts.sorted { $0.number < $1.number }
    }

    func put(_ request: StoredRequest) throws {
        let name = RequestName(request.key)
        guard tables.requests[name] == nil else {
            throw violation("the request \(request.key.id) is answered already")
        }
        tables.requests[name] = request
    }

    func forgetRequests(before instant: Instant) throws {
        tables.requests = tables.requests.filter { $0.value.at >= instant }
    }

    func setMeta(_ name: String, _ value: String) throws { tables.meta[name] = value }

    private func violation(_ cause: String) -> StoreError {
        StoreError(
            .constraint, cause: cause, remedy: "This is a defect of the program: report it.")
    }
}
