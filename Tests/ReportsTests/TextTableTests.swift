import Reports
import Testing

@Suite("Tables")
struct TextTableTests {
    @Test("Columns are aligned, and no line ends with a space")
    func alignment() {
        var table = TextTable(["name", "state", "due"])
        table.add(["rural-crime-2017", "closed", ""])
        table.add(["cse-2015", "", "Fri 26 Jan 2018"])
        #expect(
            table.lines(in: .plain) == [
                "NAME              STATE   DUE",
                "rural-crime-2017  closed",
                "cse-2015                  Fri 26 Jan 2018",
            ])
    }

    @Test("A column that nothing stands in is left out")
    func emptyColumn() {
        var table = TextTable(["name", "overdue", "year"])
        table.add(["a", "", "2017/18"])
        #expect(table.lines(in: .plain) == ["NAME  YEAR", "a     2017/18"])
    }

    @Test("A long text goes on in the next line; a long word stays whole")
    func wrapping() {
        var table = TextTable(["key", TextTable.Column("what", width: 12), "by"])
        table.add(["a", "ask every district for evidence", "clerk"])
        table.add(["b", "http://www.example.org/letter", "chair"])
        #expect(
            table.lines(in: .plain) == [
                "KEY  WHAT                           BY",
                "a    ask every                      clerk",
                "     district for",
                "     evidence",
                "b    http://www.example.org/letter  chair",
            ])
    }

    @Test("Colours do not change the alignment, and the words stand without them")
    func colours() {
        var table = TextTable(["status", "name"])
        table.add([TextTable.Cell("missed", .bad), "response"])
        let lines = table.lines(in: .coloured)
        #expect(lines[1] == "\u{1B}[31mmissed\u{1B}[0m  response")
        #expect(table.lines(in: .plain)[1] == "missed  response")
    }

    @Test(
        "A text cannot steer the terminal",
        arguments: [
            ("\u{1B}[2Jgone", "\u{FFFD}[2Jgone"), ("two\nlines", "two lines"),
            ("\u{202E}drawkcab", "\u{FFFD}drawkcab"), ("caf\u{E9} – “fine”", "café – “fine”"),
        ])
    func controls(text: String, shown: String) {
        var table = TextTable(["title"])
        table.add(["\(text)"])
        #expect(table.lines(in: .coloured).last == shown)
    }
}
