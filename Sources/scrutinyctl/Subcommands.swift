import ArgumentParser

extension Scrutinyctl {
    /// The commands, in the order of the manual page.
    static let subcommands: [any ParsableCommand.Type] = [
        // Look.
        ShowStatus.self, ListScrutinies.self, ShowScrutiny.self, ListDue.self,
        ShowPlan.self, ExplainDeadline.self, ShowHistory.self,
        // Work.
        OpenScrutiny.self, RecordEvent.self, SetFacts.self, AddItems.self, AssignParty.self,
        HoldScrutiny.self, ResumeScrutiny.self, ExtendDeadline.self, CorrectEntry.self,
        RetractEntry.self, WithdrawScrutiny.self,
        // Remind.
        AcknowledgeDeadline.self, NotifyCommand.self,
        // Files.
        ImportProgramme.self,
        // Define.
        WorkflowCommand.self, CalendarCommand.self, DeadlineCommand.self,
        // Run.
        CheckFiles.self, ReloadFiles.self, VerifyHistory.self, RedactEntry.self,
        BackUpStore.self, ClockCommand.self,
    ]
}
