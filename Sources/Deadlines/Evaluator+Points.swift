extension Evaluator {
    mutating func find(_ point: Point) throws(EvaluationError) -> Finding {
        switch point {
        case .name(let name):
            return find(context.date(of: name), named: name)
        case .linked(let name, let fact):
            return find(context.date(of: name, fact: fact), named: "\(name).\(fact)")
        case .date(let date):
            return .found(Found(date: date))
        case .dayOfYear(let day, let year):
            return try find(day, in: year)
        case .start(let window):
            return findEdge(of: window, isStart: true)
        case .end(let window):
            return findEdge(of: window, isStart: false)
        case .next(let workflow, let base):
            return try find(next: workflow, after: base)
        case .earlier(let first, let second):
            return try choose("earlier", first, second)
        case .later(let first, let second):
            return try choose("later", first, second)
        case .group(let body):
            return try find(body)
        }
    }

    private mutating func find(_ resolved: Resolved, named name: String) -> Finding {
        switch resolved {
        case .date(let date, let time, let remark):
            note("point", sentence(name, date, time, remark), date)
            return .found(Found(date: date, time: time))
        case .unknown(let reason):
            return miss(name, reason)
        }
    }

    private func sentence(
        _ name: String, _ date: CivilDate, _ time: TimeOfDay?, _ remark: String?
    ) -> String {
        let at = time.map { " at \($0)" } ?? ""
        let remark = remark.map { " (\($0))" } ?? ""
        return "\(name) is \(date.long)\(at)\(remark)"
    }

    private mutating func miss(_ name: String, _ reason: String) -> Finding {
        note("unknown", "\(name) is not known: \(reason)")
        if !missing.contains(where: { $0.name == name }) {
            missing.append(Missing(name: name, reason: reason))
        }
        return .unknown
    }

    private mutating func findEdge(of name: String, isStart: Bool) -> Finding {
        switch context.window(of: name) {
        case .window(let earliest, let latest, let remark):
            let date = isStart ? earliest : latest
            let edge = "the \(isStart ? "start" : "end") of \(name)"
            note("point", sentence(edge, date, nil, remark), date)
            return .found(Found(date: date))
        case .unknown(let reason):
            return miss(name, reason)
        }
    }

    private mutating func find(
        _ day: DayOfYear, in name: String?
    ) throws(EvaluationError) -> Finding {
        guard let name else { return try findFirst(day) }
        guard let year = context.year(of: name) else {
            return miss(name, "the year is not recorded")
        }
        guard (1...9999).contains(year) else { throw .yearOutOfRange(name: name, year: year) }
        guard let date = CivilDate(year: year, month: day.month, day: day.day) else {
            throw .noSuchDay(day, year: year)
        }
        note("point", "\(day) in \(name), \(year), is \(date.long)", date)
        return .found(Found(date: date))
    }

    /// The first such day on or after the run's first day: within eight years there is a 29
    /// February, even about a year such as 1900.
    private mutating func findFirst(_ day: DayOfYear) throws(EvaluationError) -> Finding {
        let start = context.runStart
        for year in start.year...(start.year + 8) {
            if let date = CivilDate(year: year, month: day.month, day: day.day), date >= start {
                note(
                    "point",
                    "the first \(day) on or after \(start.long), when the run begins, is "
                        + date.long, date)
                return .found(Found(date: date))
            }
        }
        throw .dateOutOfRange(phrase: "\(day)")
    }

    private mutating func find(
        next workflow: String, after base: Point?
    ) throws(EvaluationError) -> Finding {
        var start = Found(date: context.runStart)
        if let base {
            let finding = try find(base)
            guard case .found(let found) = finding else { return finding }
            start = found
        }
        switch context.next(workflow, after: start.date) {
        case .date(let date, let time, let remark):
            let name = "the next \(workflow) after \(start.date.long)"
            note("point", sentence(name, date, time, remark), date)
            return .found(Found(date: date, time: time, provisional: start.provisional))
        case .unknown(let reason):
            return miss("next \(workflow)", reason)
        }
    }

    /// The earlier or the later of two. Both are looked at, so that all that is missing is named.
    private mutating func choose(
        _ which: String, _ first: Point, _ second: Point
    ) throws(EvaluationError) -> Finding {
        let left = try find(first)
        let right = try find(second)
        switch (left, right) {
        case (.unknown, _), (_, .unknown):
            return .unknown
        case (.paused, _):
            return left
        case (_, .paused):
            return right
        case (.found(let left), .found(let right)):
            let wantsEarlier = which == "earlier"
            var chosen = wantsEarlier == isEarlier(right, left) ? right : left
            chosen.provisional = left.provisional || right.provisional
            note("choice", "the \(which) of the two is \(chosen.date.long)", chosen.date)
            return .found(chosen)
        }
    }

    /// Whether one point comes strictly before another; one without a time ends with its day.
    private func isEarlier(_ left: Found, _ right: Found) -> Bool {
        let endOfDay = 1_440
        return (left.date, left.time?.minutes ?? endOfDay)
            < (right.date, right.time?.minutes ?? endOfDay)
    }
}
