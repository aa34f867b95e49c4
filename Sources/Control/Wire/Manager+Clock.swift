extension Manager {
    /// The daemon's time.
    package struct Clock: WireValue {
        /// real, virtual, or held while the system clock is not to be trusted.
        package var kind: String
        /// The moment, with its offset.
        package var now: String
        /// The day in the daemon's time zone.
        package var today: String
        /// That time zone.
        package var timeZone: String
        /// When something falls due next.
        package var nextWake: String?
        /// Why timers stand still.
        package var reason: String?
        /// Who last vouched for the system clock, when, and from what to what.
        package var accepted: String?

        /// A value of its parts.
        package init(
            kind: String, now: String, today: String, timeZone: String,
            nextWake: String? = nil, reason: String? = nil, accepted: String? = nil
        ) {
            self.kind = kind
            self.now = now
            self.today = today
            self.timeZone = timeZone
            self.nextWake = nextWake
            self.reason = reason
            self.accepted = accepted
        }
    }

    /// The daemon's time.
    package struct ClockShow: ControlMethod {
        package static let method = "org.scrutinyd.Manager.ClockShow"

        /// A call.
        package init() {}

        /// What it answers.
        package struct Reply: WireValue {
            /// The clock.
            package var clock: Clock

            /// A reply of its parts.
            package init(clock: Clock) {
                self.clock = clock
            }
        }
    }

    /// Trusts the system clock as it is, and records who said so.
    package struct ClockAccept: ControlMethod {
        package static let method = "org.scrutinyd.Manager.ClockAccept"

        /// A call.
        package init() {}

        /// What it answers.
        package struct Reply: WireValue {
            /// The clock.
            package var clock: Clock

            /// A reply of its parts.
            package init(clock: Clock) {
                self.clock = clock
            }
        }
    }

    /// Moves a virtual clock on, and answers when nothing due is unsettled.
    package struct ClockAdvance: ControlMethod {
        package static let method = "org.scrutinyd.Manager.ClockAdvance"

        /// To this moment: 2018-01-26, or 2018-01-26T09:00 local time.
        package var to: String?
        /// By this span instead: 3 weeks, 2 days, 6 hours.
        package var by: String?
        /// As if the daemon had been stopped meanwhile: what came due is caught up
        /// with.
        package var asleep: Bool?

        /// A call of its parts.
        package init(to: String? = nil, by: String? = nil, asleep: Bool? = nil) {
            self.to = to
            self.by = by
            self.asleep = asleep
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// The clock.
            package var clock: Clock
            /// How many moments came due.
            package var fired: Int
            /// How many messages were handed over.
            package var delivered: Int

            /// A reply of its parts.
            package init(clock: Clock, fired: Int, delivered: Int) {
                self.clock = clock
                self.fired = fired
                self.delivered = delivered
            }
        }
    }
}
