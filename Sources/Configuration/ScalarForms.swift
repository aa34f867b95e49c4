/// The forms of single values in the configuration.
enum ScalarForms {
    /// Whether the text is a name for a person or channel: groups of lower-case letters and
    /// digits joined by hyphens, 64 characters at most.
    static func isName(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 64 else { return false }
        return text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { group in
            !group.isEmpty
                && group.unicodeScalars.allSatisfy {
                    ("a"..."z").contains($0) || ("0"..."9").contains($0)
                }
        }
    }

    /// Whether the text can name an account or group (useradd(8)).
    static func isAccount(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, text.utf8.count <= 32 else { return false }
        let isLetter = { (scalar: Unicode.Scalar) in
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
        }
        return isLetter(first)
            && text.unicodeScalars.allSatisfy {
                isLetter($0) || ("0"..."9").contains($0) || $0 == "-" || $0 == "."
            }
    }

    /// Whether the text can be a variable's name that the message does not use itself.
    static func isVariable(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, !("0"..."9").contains(first),
            !text.hasPrefix("SCRUTINY_"), text != "CREDENTIALS_DIRECTORY"
        else { return false }
        return text.unicodeScalars.allSatisfy {
            ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
                || $0 == "_"
        }
    }

    /// Whether the text can name a credential: a plain file name (systemd.exec(5)).
    static func isCredential(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 255 && text != "." && text != ".."
            && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && $0 != "/" }
    }

    /// Whether the text can be one mail address, without anything that could begin another header
    /// or recipient.
    static func isMailAddress(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty,
            halves[1].first != "-", halves[1].first != ".", halves[1].last != "."
        else { return false }
        return text.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value < 0x7F && !"\"'(),:;<>[\\]`|".unicodeScalars.contains($0)
        }
    }

    /// Whether the text is an absolute path to something, without control characters.
    static func isAbsolutePath(_ text: String) -> Bool {
        text.hasPrefix("/") && !text.hasSuffix("/") && text.utf8.count < 4096
            && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }

    /// Whether the text has the form of a name in the tz database, such as `Europe/London`.
    static func isTimeZoneName(_ text: String) -> Bool {
        text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty
                && part.unicodeScalars.allSatisfy {
                    ("a"..."z").contains($0) || ("A"..."Z").contains($0)
                        || ("0"..."9").contains($0) || "_+-".unicodeScalars.contains($0)
                }
        }
    }

    /// A time of day from `HH:MM`.
    static func timeOfDay(_ text: String) -> TimeOfDay? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = number(parts[0], digits: 2),
            let minute = number(parts[1], digits: 2), hour < 24, minute < 60
        else { return nil }
        return TimeOfDay(hour: hour, minute: minute)
    }

    /// Whether the text is a day of the Gregorian calendar as `YYYY-MM-DD`.
    static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = number(parts[0], digits: 4),
            let month = number(parts[1], digits: 2), let day = number(parts[2], digits: 2)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
    }

    /// A length of time from a whole number and one of `s`, `m`, `h`, `d`.
    static func duration(_ text: String) -> Duration? {
        let seconds: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
        guard let unit = text.last.flatMap({ seconds[$0] }), text.count <= 8,
            let count = number(text.dropLast(), digits: nil)
        else { return nil }
        return .seconds(count * unit)
    }

    private static func number(_ text: Substring, digits: Int?) -> Int? {
        guard !text.isEmpty, digits == nil || text.utf8.count == digits,
            text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(text)
    }
}
