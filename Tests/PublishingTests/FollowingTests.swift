import Conformity
import Foundation
import Quantities
import Registry
import Testing

@testable import Publishing

@Suite("Following the list: feeds and the log of changes")
struct FollowingTests {
  private func publish(
    _ registry: TrialRegistry, to path: String, at vantage: Vantage = Vantage(), baseURL: String? = nil
  ) throws -> [String: String] {
    _ = try SitePublisher(
      snapshot: try registry.database.snapshot(at: vantage), baseURL: baseURL, hasPacks: false
    ).publish(to: path)
    return try Fixture.files(of: path)
  }

  private func feeds(_ files: [String: String]) -> [String: String] {
    files.filter { $0.key.hasSuffix(".atom") }
  }

  /// Holds feeds against RFC 4287.
  private func validate(_ feeds: [String: String], sourceLocation: SourceLocation = #_sourceLocation) throws {
    try Fixture.withFolder { folder in
      for (number, text) in feeds.values.enumerated() {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(number).atom"))
      }
      try Tool.run(
        "sh", "-c", "xmllint --noout --relaxng \"$0\" *.atom", Fixture.folder.path + "/atom.rng", in: folder,
        sourceLocation: sourceLocation)
    }
  }

  private func values(_ element: String, in text: String) -> [String] {
    text.components(separatedBy: "<\(element)>").dropFirst().map {
      String($0.prefix { $0 != "<" })
    }
  }

  /// Holds the status that a poller comes to from the whole log against the status that the registry tells.
  static func expectStatuses(from files: [String: String], of snapshot: Snapshot, _ comment: Comment) throws {
    var last: [String: (day: String, status: String)] = [:]
    let index = try JSONDecoder().decode(Index.self, from: Data(try #require(files["log/index.json"]).utf8))
    for place in index.pages {
      let text = try #require(files["log/" + place.href])
      for entry in try JSONDecoder().decode(Page.self, from: Data(text.utf8)).entries
      where entry.day >= last[entry.designation]?.day ?? "" {
        last[entry.designation] = (entry.day, entry.status)
      }
    }
    for dossier in try snapshot.dossiers() {
      guard let found = last[dossier.listing.designation] else { continue }
      #expect(found.status == dossier.listing.standing.status.rawValue, comment)
    }
  }

  private struct Page: Decodable {
    struct Entry: Decodable, Equatable {
      var id: String
      var sequence: Int
      var designation: String
      var status: String
      var kind: String
      var what: String
      var day: String
    }
    var first: Int
    var last: Int
    var entries: [Entry]
    var next: String?
  }

  private struct Index: Decodable {
    struct Page: Decodable {
      var href: String
      var version: String
      var entries: Int
    }
    var registry: String
    var pages: [Page]
    var latest: String?
  }

  private func page(_ name: String, _ files: [String: String]) throws -> Page {
    try JSONDecoder().decode(Page.self, from: Data(try #require(files["log/" + name], "\(name)").utf8))
  }

  private func index(_ files: [String: String]) throws -> Index {
    try JSONDecoder().decode(Index.self, from: Data(try #require(files["log/index.json"]).utf8))
  }

  /// Things that happened to models, one of which the programme keeps to itself.
  private func busy(_ path: String) throws -> TrialRegistry {
    var registry = try TrialRegistry(path)
    for number in 0..<4 {
      #expect(try registry.add(TrialRegistry.decision(model: number, day: "2024-04-0\(number + 1)")))
    }
    #expect(try registry.add(TrialRegistry.statusChange("suspended", model: 1, day: "2024-06-01")))
    #expect(try registry.add(TrialRegistry.inspection("I-1", model: 2, day: "2024-06-02")))
    #expect(try registry.add(TrialRegistry.fieldReport("F-1", model: 2, day: "2024-06-03")))
    #expect(
      try registry.add(TrialRegistry.notice("safety", id: "N-1", models: [0, 2], day: "2024-07-01")))
    return registry
  }

  @Test("feeds are valid, each is linked from its page, and every page names one that is there")
  func valid() throws {
    try Fixture.withFolder { root in
      let registry = try busy(root + "/registry.sqlite")
      for base in [nil, "https://example.org/list/"] {
        let files = try publish(registry, to: root + "/site", baseURL: base)
        let feeds = feeds(files)
        #expect(
          Set(feeds.keys) == [
            "changes/index.atom", "notices/index.atom", "standards/toy-1.atom", "suppliers/harrow.atom",
            "suppliers/dunmore.atom", "suppliers/eskdale.atom",
          ])
        try validate(feeds)
        for (path, text) in files where path.hasSuffix(".html") {
          let folder = path.contains("/") ? "../" : ""
          let named = text.matches(
            of: #/<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="([^"]+)">/#)
          #expect(!named.isEmpty, "\(path)")
          for feed in named {
            #expect(files[String(feed.output.1.dropFirst(folder.count))] != nil, "\(path)")
          }
          let own = "\(folder)\(path.dropLast(5)).atom"
          if feeds[String(path.dropLast(5)) + ".atom"] != nil { #expect(text.contains("href=\"\(own)\"")) }
        }
        for (path, text) in feeds {
          #expect(
            text.contains("rel=\"self\" type=\"application/atom+xml\" href=\"\(base ?? "../")\(path)\""))
          for match in text.matches(of: #/href="([^"]+)"/#) {
            let target = String(match.output.1.dropFirst((base ?? "../").count))
            #expect(
              files[target.hasSuffix("/") ? target + "index.html" : target] != nil, "\(path): \(target)")
          }
        }
      }
    }
  }

  @Test("each feed tells its own, the latest first, and nothing that the programme keeps to itself")
  func contents() throws {
    try Fixture.withFolder { root in
      let files = try publish(try busy(root + "/registry.sqlite"), to: root + "/site")
      let all = try #require(files["changes/index.atom"])
      let titles = values("title", in: all).dropFirst()
      #expect(
        Array(titles) == [
          "HX-0, Harrow Armor Works: notice", "HX-2, Eskdale Armor Works: notice",
          "HX-1, Dunmore Armor Works: SUSPENDED", "HX-3, Harrow Armor Works: Active",
          "HX-2, Eskdale Armor Works: Active", "HX-1, Dunmore Armor Works: Active",
          "HX-0, Harrow Armor Works: Active",
        ], "\(titles)")
      let moments = values("updated", in: all)
      #expect(moments == moments.sorted(by: >) && moments.first == moments.dropFirst().first)
      #expect(Set(values("id", in: all)).count == 8)
      let dunmore = try #require(files["suppliers/dunmore.atom"])
      #expect(values("title", in: dunmore).dropFirst().allSatisfy { $0.hasPrefix("HX-1, ") })
      #expect(values("id", in: try #require(files["notices/index.atom"])).count == 2)
      #expect(!all.contains("I-1"), "an inspection is no change")
      for (path, text) in files { #expect(!text.contains("A round came through"), "\(path)") }
    }
  }

  @Test("the numbers of entries stay through other addresses, titles and later events")
  func stable() throws {
    try Fixture.withFolder { root in
      var registry = try busy(root + "/registry.sqlite")
      let before = try publish(registry, to: root + "/site")
      #expect(try registry.add(TrialRegistry.programme(title: "Another title")))
      #expect(try registry.add(TrialRegistry.statusChange("reinstated", model: 1, day: "2025-02-01")))
      let after = try publish(registry, to: root + "/site", baseURL: "https://example.org/elsewhere/")
      for (path, text) in feeds(before) {
        let (old, new) = (values("id", in: text), values("id", in: try #require(after[path])))
        #expect(Set(old).isSubset(of: new) && old.first == new.first, "\(path)")
      }
      // Another registry has other numbers for the same things.
      let other = try publish(try busy(root + "/other.sqlite"), to: root + "/other")
      #expect(try index(other).registry == index(before).registry, "the same documents in the same order")
      #expect(feeds(other) == feeds(before))
    }
  }

  @Test("the log is valid by its schema, and has what the feeds have, by number")
  func log() throws {
    try Fixture.withFolder { root in
      let files = try publish(try busy(root + "/registry.sqlite"), to: root + "/site")
      try Tool.run(
        "python3", "-c",
        """
        import json, jsonschema
        schema = json.load(open("changes.schema.json"))
        jsonschema.Draft202012Validator.check_schema(schema)
        for name in ("log/index.json", "log/1.json"):
            jsonschema.Draft202012Validator(schema).validate(json.load(open(name)))
        wrong = json.load(open("log/1.json"))
        wrong["entries"][0]["status"] = "fine"
        assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)
        """, in: root + "/site")
      let page = try page("1.json", files)
      #expect(page.entries.map(\.sequence) == page.entries.map(\.sequence).sorted())
      #expect(page.entries.count == 7 && page.next == nil && page.first == 1 && page.last == 1000)
      #expect(
        Set(page.entries.map(\.id))
          == Set(values("id", in: try #require(files["changes/index.atom"])).dropFirst()))
    }
  }

  @Test("a correction is told under a number of its own, and the page that it corrects has another version")
  func corrections() throws {
    try Fixture.withFolder { root in
      var registry = try TrialRegistry(root + "/registry.sqlite")
      let decision = TrialRegistry.decision(model: 0, day: "2024-04-01")
      let suspension = TrialRegistry.statusChange("suspended", model: 0, day: "2024-06-01")
      for document in [decision, suspension] { #expect(try registry.add(document)) }
      let before = try publish(registry, to: root + "/site")
      #expect(try registry.add(TrialRegistry.correction(of: suspension, "void=\"yes\"", day: "2024-07-01")))
      #expect(
        try registry.add(
          TrialRegistry.correction(of: decision, "effective=\"2024-04-09\"", day: "2024-07-02")))
      let after = try publish(registry, to: root + "/site")
      let (old, new) = (try page("1.json", before).entries, try page("1.json", after).entries)
      #expect(old.map(\.status) == ["active", "suspended"])
      #expect(new.map(\.kind) == ["decision", "correction", "correction"])
      #expect(new.dropFirst().map(\.day) == ["2024-07-01", "2024-07-02"])
      #expect(new[0].id == old[0].id && new[0].day == "2024-04-09")
      #expect(new.dropFirst().allSatisfy { $0.sequence > old[1].sequence && $0.status == "active" })
      #expect(new[1].what.hasPrefix("Void: a document said that on 2024-06-01"))
      #expect(new[2].what == "What a document said of 2024-04-01 took effect on 2024-04-09.")
      #expect(try index(before).pages[0].version != index(after).pages[0].version)
      try validate(feeds(after))
    }
  }

  @Test(
    "the end of an edition's list is told when it has come, and what is decided afterwards puts nothing on it"
  )
  func ended() throws {
    try Fixture.withFolder { root in
      var registry = try TrialRegistry(root + "/registry.sqlite")
      #expect(try registry.add(TrialRegistry.programme(listedUntil: "2024-12-31")))
      for number in 0..<2 {
        #expect(try registry.add(TrialRegistry.decision(model: number, day: "2024-04-01")))
      }
      let before = try publish(registry, to: root + "/site")
      #expect(try page("1.json", before).entries.map(\.status) == ["active", "active"])
      #expect(try registry.add(TrialRegistry.statusChange("inactive", model: 0, day: "2025-01-15")))
      let after = try publish(registry, to: root + "/site")
      let entries = try page("1.json", after).entries
      #expect(entries.map(\.status) == ["active", "ended", "active", "ended", "ended"])
      #expect(
        entries[1].what == "The list of TOY-1 ended on 2024-12-31: its models are not on the list any more.")
      #expect(entries[1].day == "2025-01-01" && entries[1].kind == "programme")
      let snapshot = try registry.database.snapshot()
      try Self.expectStatuses(from: after, of: snapshot, "after the end")
      try validate(feeds(after))
      for path in ["changes/2025-01.html", "models/harrow-hx-0.html", "models/dunmore-hx-1.html"] {
        #expect(try #require(after[path], "\(path)").contains(entries[1].what), "\(path)")
      }
      // A document that says the same again ends nothing anew.
      #expect(
        try registry.add(
          TrialRegistry.programme(title: "Register", listedUntil: "2024-12-31", from: "2025-02-01")))
      let again = try publish(registry, to: root + "/site")
      #expect(try page("1.json", again).entries == entries)
    }
  }

  @Test("a list that has ended and is opened again is told of in the log, in changes and in histories")
  func opened() throws {
    try Fixture.withFolder { root in
      var registry = try TrialRegistry(root + "/registry.sqlite")
      #expect(try registry.add(TrialRegistry.programme(listedUntil: "2024-12-31")))
      #expect(try registry.add(TrialRegistry.decision(model: 0, day: "2024-04-01")))
      #expect(
        try registry.add(
          TrialRegistry.programme(title: "Later", listedUntil: "2025-09-30", from: "2025-03-01")))
      #expect(try registry.add(TrialRegistry.inspection("I-1", model: 0, day: "2025-12-01")))
      let files = try publish(registry, to: root + "/site")
      let entries = try page("1.json", files).entries
      let turns = [("2025-01-01", "ended"), ("2025-03-01", "active"), ("2025-10-01", "ended")]
      #expect(entries.map(\.day) == ["2024-04-01"] + turns.map(\.0))
      #expect(entries.map(\.status) == ["active"] + turns.map(\.1))
      #expect(Set(entries.map(\.id)).count == 4)
      let snapshot = try registry.database.snapshot()
      try Self.expectStatuses(from: files, of: snapshot, "opened again")
      for (month, index) in [("2025-01", 1), ("2025-03", 2), ("2025-10", 3)] {
        #expect(try #require(files["changes/\(month).html"], "\(month)").contains(entries[index].what))
      }
      let (first, last) = (try #require(Day("2025-01-01")), try #require(Day("2025-12-31")))
      let changes = try Changes(snapshot, from: first, through: last)
      #expect(
        changes.entries.filter { $0.event.isChange }.map { "\($0.event.day) \($0.event.status)" }
          == turns.map { "\($0.0) \($0.1)" })
      #expect(
        changes.entries.filter { $0.event.isChange }.map(\.event.sentence) == entries.dropFirst().map(\.what))
      // Told on a day between them, what is to come is no past.
      func told(on today: String) throws -> [String] {
        try Changes(snapshot, from: first, through: last, today: Day(today)).entries
          .filter { $0.event.isChange }.map(\.event.sentence)
      }
      #expect(try told(on: "2025-10-01") == entries.dropFirst().map(\.what))
      #expect(
        try told(on: "2025-09-30") == [
          entries[1].what, entries[2].what,
          "The list of TOY-1 ends on 2025-09-30: its models are on the list until then.",
        ])
      #expect(
        try told(on: "2025-02-28")[1] == "The list of TOY-1 is opened again: its models are on it as before.")
      let dossier = try #require(try snapshot.dossiers().first { $0.listing.designation == "HX-0" })
      let history = try #require(dossier.history)
      let periods = history.periods(until: last).dropFirst()
      #expect(periods.map { "\($0.from) \($0.status)" } == turns.map { "\($0.0) \($0.1)" })
      for (day, status) in turns {
        let standing = try history.standing(on: #require(Day(day)).adding(days: 3))
        #expect(standing.status.rawValue == status && standing.since?.description == day)
      }
    }
  }

  @Test(
    "what takes effect later is told when its day has come, in the page of its number, with another version")
  func later() throws {
    try Fixture.withFolder { root in
      var registry = try TrialRegistry(root + "/registry.sqlite")
      #expect(try registry.add(TrialRegistry.decision(model: 0, day: "2024-04-01")))
      #expect(try registry.add(TrialRegistry.statusChange("suspended", model: 0, day: "2024-06-01")))
      let early = try publish(registry, to: root + "/site", at: Vantage(asOf: Day("2024-05-01")))
      let late = try publish(registry, to: root + "/site", at: Vantage(asOf: Day("2024-06-01")))
      #expect(try page("1.json", early).entries.count == 1)
      #expect(try page("1.json", late).entries.count == 2)
      #expect(try index(early).pages[0].version != index(late).pages[0].version)
    }
  }

  /// A site with entries of these numbers, about models of any name.
  private func site(_ sequences: [Int64], names: [String] = ["FX-1"]) throws -> SampleSite {
    var site = try SampleSite()
    for name in names { try site.add(SampleReport(designation: name), supplier: name, supplierID: name) }
    site.log = sequences.enumerated().map { index, sequence in
      let moment = Moment(milliseconds: 1_795_000_000_000 + sequence)
      let name = names[index % names.count]
      return LogEntry(
        row: index % names.count,
        event: HistoryText.Event(
          day: .first.adding(days: 730_000), recorded: moment, sentence: "Put on the list: \(name)",
          reasons: [name], note: nil, status: .active, isChange: true, isPublic: true,
          sha256: String(repeating: "5a", count: 32), kind: .decision, sequence: sequence), updated: moment)
    }
    return site
  }

  @Test("a poller that keeps one number reads each entry once, and only what is newer; full pages never move")
  func poller() throws {
    let all: [Int64] = [3, 999, 1000, 1001, 1750, 4200, 4201, 6000]
    var read: [Int] = []
    var (place, number): (String?, Int) = (nil, 0)
    var former: [String: String] = [:]
    for count in 0...all.count {
      let files = try site(Array(all.prefix(count))).published()
      var asked = 0
      if place == nil { place = try index(files).pages.first?.href }
      while let name = place {
        let page = try page(name, files)
        asked += 1
        for entry in page.entries where entry.sequence > number {
          read.append(entry.sequence)
          number = entry.sequence
        }
        guard let next = page.next else { break }
        place = next
      }
      #expect(asked <= 2, "only the page that was open, and the one after it")
      #expect(read == all.prefix(count).map(Int.init))
      // A page that has a next one stays what it is.
      for (path, text) in former where path.hasPrefix("log/") && text.contains("\"next\": \"") {
        #expect(files[path] == text, "\(path)")
      }
      former = files
    }
    #expect(try index(former).pages.map(\.href) == ["1.json", "2.json", "5.json", "6.json"])
    #expect(try index(former).latest == "6.json")
  }

  @Test("hostile names change nothing but the text shown")
  func hostile() throws {
    let names = HostileNamesTests.names
    let files = try site((1...Int64(names.count)).map { $0 }, names: names).published()
    try validate(feeds(files))
    #expect(values("title", in: try #require(files["changes/index.atom"])).count == names.count + 1)
    #expect(
      try page("1.json", files).entries.map { Array($0.designation.utf8) } == names.map { Array($0.utf8) })
    let long = try site(Array(1...250)).published()
    #expect(values("id", in: try #require(long["changes/index.atom"])).count == AtomFeed.length + 1)
  }

  @Test("one changed model rewrites its own feeds and the last page of the log, and no other")
  func incremental() throws {
    try Fixture.withFolder { root in
      var registry = try busy(root + "/registry.sqlite")
      let before = try publish(registry, to: root + "/site")
      #expect(try registry.add(TrialRegistry.statusChange("reinstated", model: 1, day: "2025-02-01")))
      let after = try publish(registry, to: root + "/site")
      let changed = after.keys.filter {
        ($0.hasSuffix(".atom") || $0.hasPrefix("log/")) && after[$0] != before[$0]
      }
      #expect(
        Set(changed) == [
          "changes/index.atom", "suppliers/dunmore.atom", "standards/toy-1.atom", "log/1.json",
          "log/index.json",
        ])
      // What no follower is told of changes none of them.
      #expect(try registry.add(TrialRegistry.inspection("I-2", model: 2, day: "2025-03-02")))
      let later = try publish(registry, to: root + "/site")
      for path in after.keys where path.hasSuffix(".atom") || path.hasPrefix("log/") {
        #expect(later[path] == after[path], "\(path)")
      }
    }
  }
}
