import Conformity
import Foundation
import Quantities
import Registry
import Tables
import Testing

@testable import Publishing

@Suite("List exports")
struct ListExportTests {
  private func row(_ designation: String, supplier: String = "Harrow Armor Works") -> ListRow {
    var standing = Standing()
    standing.status = .suspended
    (standing.since, standing.listedOn) = (Day("2026-05-02"), Day("2026-04-01"))
    return ListRow(
      designation: designation, supplier: supplier, supplierID: "harrow", standard: "NIJ-0101.06",
      level: "IIA",
      kind: "flexible", gender: "female", opening: "side opening", sizes: ["S", "M"],
      formerDesignations: ["HX-0", "HX-00"], warrantyMonths: 60,
      standing: standing, verdict: .compliant, day: Day("2026-03-20"), definition: "5a5a", isAdopted: true,
      laboratories: ["Northfield", "Delta, Inc."], isExample: true)
  }

  @Test("CSV has a header, CRLF line ends and quotes where RFC 4180 wants them")
  func csv() {
    let text = ListExport.csv([row("HX-1")])
    #expect(
      text == """
        designation,former designations,supplier,supplier id,standard,level,kind,gender,opening,sizes,accessories,\
        warranty months,status,status since,listed on,evidence held,verdict,day,definition sha256,adopted,laboratories,example\r
        HX-1,HX-0; HX-00,Harrow Armor Works,harrow,NIJ-0101.06,IIA,flexible,female,side opening,S; M,,60,suspended,2026-05-02,\
        2026-04-01,yes,compliant,2026-03-20,\
        5a5a,yes,"Northfield; Delta, Inc.",yes\r

        """)
  }

  @Test(
    "cells that a spreadsheet would run as a formula get an apostrophe",
    arguments: [
      ("=1+1", "'=1+1"), ("+1+1", "'+1+1"), ("-1+1", "'-1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
      ("\rx", "\"'\rx\""), ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("-6.1", "-6.1"), ("+4", "+4"), ("-", "'-"),
      ("-1.2.3", "'-1.2.3"), ("a=b", "a=b"), ("", ""), ("a\nb", "\"a\nb\""),
      ("say \"x\"\u{301}", "\"say \"\"x\"\"\u{301}\""),
    ])
  func formulas(text: String, cell: String) {
    #expect(CSVText.cell(text).unicodeScalars.elementsEqual(cell.unicodeScalars))
    // A row is its cells, whichever of them can be told to be plain at a glance.
    #expect(CSVText.row([text, text]).unicodeScalars.elementsEqual("\(cell),\(cell)\r\n".unicodeScalars))
  }

  @Test("a site has every format, whatever the order in which they are made")
  func formats() {
    #expect(ListFormat.heaviestFirst.count == ListFormat.allCases.count)
    #expect(Set(ListFormat.heaviestFirst) == Set(ListFormat.allCases))
  }

  @Test("JSON has the same columns in the same order, and a JSON reader reads every name back")
  func json() throws {
    let hostile = "=HYPERLINK(\"x\")\u{202E}<b>\n\u{1}\u{2028}🛡️\\"
    let text = ListExport.json([row("HX-1"), row(hostile)])
    let read = try JSONDecoder().decode([Member].self, from: Data(text.utf8))
    #expect(read.map(\.designation) == ["HX-1", hostile])
    #expect(read[0].laboratories == ["Northfield", "Delta, Inc."])
    var place = text.startIndex
    for column in ListExport.columns {
      let range = try #require(text.range(of: "\"\(column)\":", range: place..<text.endIndex), "\(column)")
      place = range.upperBound
    }
  }

  private struct Member: Decodable {
    var designation: String
    var laboratories: [String]
  }

  @Test("an unknown day is empty in CSV and null in JSON, and an empty list is still a table")
  func edges() {
    var unknown = row("HX-1")
    unknown.day = nil
    #expect(ListExport.csv([unknown]).contains(",compliant,,5a5a,"))
    #expect(ListExport.json([unknown]).contains("\"day\": null"))
    #expect(ListExport.json([]) == "[]\n")
    #expect(ListExport.csv([]).split(separator: "\r\n").count == 1)
  }
}
