extension String {
    /// The text with every control character (C0, DEL, C1, line and paragraph separators) shown
    /// as an escape, `\u{1B}`, except those to keep: no logged text can move a terminal's cursor
    /// or begin a line of its own.
    func escapingControls(except isKept: (Unicode.Scalar) -> Bool = { _ in false }) -> String {
        var shown = ""
        shown.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            let value = scalar.value
            let isControl =
                value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029
            if !isControl || isKept(scalar) {
                shown.unicodeScalars.append(scalar)
            } else if scalar == "\n" {
                shown += "\\n"
            } else if scalar == "\t" {
                shown += "\\t"
            } else {
                shown += "\\u{\(String(value, radix: 16, uppercase: true))}"
            }
        }
        return shown
    }
}
