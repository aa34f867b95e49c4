package import Deadlines
internal import Foundation

/// A time zone of the system, by Foundation.
package struct SystemZone: TimeZoneRules {
    private let zone: TimeZone

    /// The zone of that IANA name, or nil.
    @Sendable package static func named(_ name: String) -> (any TimeZoneRules)? {
        TimeZone(identifier: name).map(SystemZone.init)
    }

    /// Whether there is a zone of that name.
    @Sendable package static func isKnown(_ name: String) -> Bool {
        TimeZone(identifier: name) != nil
    }

    private init(zone: TimeZone) {
        self.zone = zone
    }

    package var identifier: String { zone.identifier }

    package func secondsFromGMT(at instant: Instant) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))
    }

    /// Whether the zones are right: a static build without its zone data answers GMT for all.
    package static func isTrustworthy() -> Bool {
        // Linking the data: see the note on static builds in Documentation/administrators.md.
        guard !TimeZone.knownTimeZoneIdentifiers.isEmpty, let london = named("Europe/London"),
            let winter = CivilDateTime(iso: "2026-01-15T12:00"),
            let summer = CivilDateTime(iso: "2026-07-15T12:00")
        else { return false }
        let utc = UTC()
        return london.secondsFromGMT(at: utc.instant(of: winter)) == 0
            && london.secondsFromGMT(at: utc.instant(of: summer)) == 3600
    }
}
