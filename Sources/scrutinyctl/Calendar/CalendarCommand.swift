import ArgumentParser

/// Calendars of working days.
struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Look at the calendars of working days, and bring holidays in.",
        subcommands: [
            ListCalendars.self, ShowCalendar.self, ImportCalendar.self, CheckCalendars.self,
        ])
}
