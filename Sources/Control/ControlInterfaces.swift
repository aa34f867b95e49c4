package import Varlink

/// The interfaces of the control socket.
package enum ControlInterfaces {
    /// What each of them says, as their files do.
    package static var descriptions: [InterfaceDescription] {
        [Register.description, Clerk.description, Manager.description]
    }

    /// Every method as the Swift types know it.
    package static let methods: [any ControlMethod.Type] = [
        Register.Status.self, Register.List.self, Register.Show.self, Register.Due.self,
        Register.Plan.self, Register.Explain.self, Register.History.self, Register.Deliveries.self,
        Register.Calendars.self, Register.Holidays.self,
        Clerk.Open.self, Clerk.Record.self, Clerk.Set.self, Clerk.AddItem.self,
        Clerk.Assign.self, Clerk.Withdraw.self, Clerk.Acknowledge.self, Clerk.Import.self,
        Clerk.Hold.self, Clerk.Resume.self, Clerk.Extend.self, Clerk.Correct.self,
        Clerk.Retract.self,
        Manager.Check.self, Manager.Verify.self, Manager.Reload.self, Manager.ClockShow.self,
        Manager.ClockAccept.self, Manager.ClockAdvance.self, Manager.RetryDelivery.self,
        Manager.Redact.self, Manager.Backup.self, Manager.ImportCalendar.self,
    ]
}
