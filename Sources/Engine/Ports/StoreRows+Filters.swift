extension ScrutinyFilter {
    /// Whether a row matches.
    package func admits(_ row: ScrutinyRow) -> Bool {
        (workflow.map { $0 == row.workflow } ?? true)
            && (year.map { $0 == row.year } ?? true)
            && (isOpen.map { $0 == !row.isFinal } ?? true)
            && (state.map { state in
                row.states.contains { $0 == state || $0.hasPrefix(state + "/") }
            } ?? true)
    }
}

extension DeadlineFilter {
    /// Whether a row matches.
    package func admits(_ row: DeadlineRow) -> Bool {
        statuses.contains(row.run.status)
            && (!armedOnly || row.run.isArmed)
            && (scrutiny.map { $0 == row.scrutiny } ?? true)
            && (dueThrough.map { last in row.run.due.map { $0 <= last } ?? false } ?? true)
    }
}

extension DeadlineRow {
    /// The order of lists: by due day, unknown last, then by scrutiny and name.
    package static func isListedFirst(_ left: DeadlineRow, _ right: DeadlineRow) -> Bool {
        switch (left.run.due, right.run.due) {
        case (let a?, let b?) where a != b: a < b
        case (_?, nil): true
        case (nil, _?): false
        default:
            (left.scrutiny, left.run.id.description) < (right.scrutiny, right.run.id.description)
        }
    }
}

extension DeliveryFilter {
    /// Whether a delivery matches, but for ``hasOpenAttempt``, which its attempts say, and
    /// ``after``, which the others say.
    package func admits(_ delivery: Delivery) -> Bool {
        (status.map { $0 == delivery.status } ?? true)
            && (scrutiny.map { $0 == delivery.scrutiny } ?? true)
            && (channel.map { $0 == delivery.channel } ?? true)
            && (readyAt.map { delivery.nextAttemptAt <= $0 } ?? true)
    }
}
