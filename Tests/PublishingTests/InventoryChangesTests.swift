import Foundation
import Quantities
import Registry
import Testing

@testable import Publishing

@Suite("What changed for an inventory")
struct InventoryChangesTests {
  private static let lines =
    "Model,Company,Serial\nHX-0,Harrow,1\nHX-1,Dunmore,2\nHX-0,,3\nHX-2,Eskdale,4\nQQ-9999,,5\n\"x\n"

  private func changes(
    _ registry: TrialRegistry, since: String, on day: String = "2027-12-31"
  ) throws -> InventoryChanges {
    let inventory = try #require(Inventory.read(Array(Self.lines.utf8), file: "vests.csv").inventory)
    let (first, last) = (try #require(Day(since)), try #require(Day(day)))
    let now = try registry.database.snapshot(at: Vantage(asOf: last))
    let before = try registry.database.snapshot(
      at: Vantage(asKnown: Moment(endOf: first.adding(days: -1))))
    return try InventoryChanges(
      now.check(inventory, on: last, today: last), since: first, now: now, before: before)
  }

  private func with(_ body: (inout TrialRegistry) throws -> Void) throws {
    try Fixture.withFolder { root in
      // Documents are recorded from 18 November 2026 on.
      var registry = try TrialRegistry(root + "/registry.sqlite")
      for number in 0..<3 {
        #expect(try registry.add(TrialRegistry.decision(model: number, day: "2026-04-01")))
      }
      try body(&registry)
    }
  }

  @Test("every line of a model that changed, and no other, with its status before and what happened")
  func changed() throws {
    try with { registry in
      registry.wait(days: 30)
      #expect(try registry.add(TrialRegistry.statusChange("suspended", model: 0, day: "2026-12-10")))
      #expect(try registry.add(TrialRegistry.inspection("I-1", model: 2, day: "2026-12-11")))
      let found = try changes(registry, since: "2026-12-01")
      #expect(found.check.inventory.lines.map(\.label.serial) == ["1", "3"])
      #expect(found.changes.map(\.statusBefore) == [.active, .active])
      #expect(found.check.entries.map(\.match?.status) == [.suspended, .suspended])
      #expect(
        found.changes[0].sentences == [
          "2026-12-10: Suspended, decided by D (manager), reviewed by R (reviewer)."
        ])
      #expect(try changes(registry, since: "2026-12-10").changes.count == 2, "the day itself is among it")
      #expect(try changes(registry, since: "2026-12-19").changes.isEmpty)
      #expect(try changes(registry, since: "2026-12-01", on: "2026-12-09").changes.isEmpty, "not yet")
    }
  }

  @Test("that the list of an edition ended is a change, with what happened")
  func ended() throws {
    try with { registry in
      #expect(try registry.add(TrialRegistry.programme(listedUntil: "2026-12-31")))
      let found = try changes(registry, since: "2026-12-10")
      #expect(found.changes.map(\.statusBefore) == Array(repeating: .active, count: 4))
      let words =
        "2027-01-01: The list of TOY-1 ended on 2026-12-31: its models are not on the list any more."
      #expect(found.changes.allSatisfy { $0.sentences == [words] })
      #expect(try changes(registry, since: "2026-12-10", on: "2026-12-31").changes.isEmpty, "not yet")
    }
  }

  @Test("a notice is a change, with or without another status")
  func notice() throws {
    try with { registry in
      registry.wait(days: 30)
      #expect(try registry.add(TrialRegistry.statusChange("suspended", model: 1, day: "2026-11-20")))
      #expect(try registry.add(TrialRegistry.notice("advisory", id: "N-1", models: [1], day: "2026-12-20")))
      let found = try changes(registry, since: "2026-12-19")
      #expect(found.check.inventory.lines.map(\.label.serial) == ["2"])
      #expect(found.changes[0].statusBefore == .suspended && found.changes[0].sentences.count == 1)
    }
  }

  @Test("what the registry learned late, of a model that it knew, is told as such")
  func late() throws {
    try with { registry in
      registry.wait(days: 30)
      #expect(try registry.add(TrialRegistry.statusChange("suspended", model: 0, day: "2026-11-25")))
      let found = try changes(registry, since: "2026-12-01")
      #expect(found.changes.map(\.statusBefore) == [.active, .active], "as it would have been answered then")
      #expect(found.changes[0].sentences[0].hasPrefix("2026-11-25 (learned 2026-12-18): Suspended"))
    }
  }

  @Test("of a model that it did not know, what was in force then counts: a list taken over is no change")
  func takenOver() throws {
    try with { registry in
      // The whole registry was recorded later than the day asked about.
      #expect(try changes(registry, since: "2026-10-01").changes.isEmpty)
      let all = try changes(registry, since: "2026-03-01").changes
      #expect(all.count == 4 && all.allSatisfy { $0.statusBefore == .undecided })
    }
  }

  @Test("what was known and never was is told, with the status that it gives back")
  func void() throws {
    try with { registry in
      let suspension = TrialRegistry.statusChange("suspended", model: 1, day: "2026-11-10")
      #expect(try registry.add(suspension))
      registry.wait(days: 30)
      #expect(try registry.add(TrialRegistry.correction(of: suspension, "void=\"yes\"", day: "2026-12-18")))
      let found = try changes(registry, since: "2026-12-01")
      #expect(found.check.inventory.lines.map(\.label.serial) == ["2"])
      #expect(found.changes[0].statusBefore == .suspended && found.check.entries[0].match?.status == .active)
      #expect(found.changes[0].sentences.first?.hasPrefix("Void: ") == true)
      #expect(try changes(registry, since: "2026-12-19").changes.isEmpty)
    }
  }

  @Test("CSV and JSON have the inventory's columns and two behind them; an answer without lines says so")
  func formats() throws {
    try with { registry in
      registry.wait(days: 30)
      #expect(try registry.add(TrialRegistry.statusChange("suspended", model: 1, day: "2026-12-10")))
      let found = try changes(registry, since: "2026-12-01")
      let csv = InventoryExport.csv(found).components(separatedBy: "\r\n")
      #expect(csv.count == 3)
      #expect(
        csv[0].hasPrefix("Model,Company,Serial,line,result,")
          && csv[0].hasSuffix(",status before,what changed"))
      #expect(
        csv[1].hasPrefix("HX-1,Dunmore,2,3,not listed,")
          && csv[1].contains(",active,\"2026-12-10: Suspended, "))
      let json = InventoryExport.json(found)
      #expect(
        json.contains("\"changed since\": \"2026-12-01\"") && json.contains("\"status before\": \"active\""))
      let text = InventoryText(style: .plain).printed(found)
      #expect(
        text.hasPrefix("1 line changed since 2026-12-01, as of 2027-12-31.\n\nline 3  HX-1, serial 2 → "))
      #expect(text.contains("  active → suspended\n  2026-12-10: Suspended, "))
      let page = try InventoryReport.page(of: found, name: "<vests>.csv", keeper: nil)
      #expect(Markup.fault(in: page.replacing(#/<style>[^<]*</style>/#, with: "")) == nil)
      // The status looks as it does on the site.
      let statuses = page.matches(of: #/<td><span class="status ([a-z-]+)">/#).map { String($0.output.1) }
      #expect(statuses == ["met", "not-met"] && page.contains("<symbol id=\"icon-not-met\""))
      #expect(page.contains(">Active</span>") && page.contains("#icon-not-met\"/></svg> SUSPENDED</span>"))
      #expect(page.contains("&lt;vests&gt;.csv: 1 line changed") && page.contains("What changed</h2>"))
      let none = try changes(registry, since: "2026-12-19")
      #expect(
        InventoryText(style: .plain).printed(none) == "Nothing changed since 2026-12-19 for any line.\n")
      #expect(InventoryExport.csv(none).components(separatedBy: "\r\n").count == 2)
      #expect(try InventoryReport.page(of: none, name: "a", keeper: nil).contains("Nothing changed since"))
    }
  }
}
