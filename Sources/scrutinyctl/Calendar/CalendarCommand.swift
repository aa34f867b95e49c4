import ArgumentParser

/// Calendars of working days.
struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Look at the calendars of working days.",
        subcommands: [ListCalendars.self, ShowCalendar.self])
}
