import Conformity
import Foundation
import Quantities
import Registry
import Signatures
import Testing
import ZipArchives

@testable import Publishing

@Suite("Publishing only what changed")
struct IncrementalTests {
  /// Numbers that look random and are the same in every run (SplitMix64).
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private func publish(
    _ registry: TrialRegistry, to path: String, isFull: Bool = false, at vantage: Vantage = Vantage(),
    baseURL: String? = nil
  ) throws -> PublicationSummary {
    try SitePublisher(snapshot: try registry.database.snapshot(at: vantage), baseURL: baseURL)
      .publish(to: path, isFull: isFull)
  }

  /// Size, moment of the last change and place on the disk of every file and folder below a folder.
  private func looks(_ path: String) throws -> [String: String] {
    var looks: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) + ["."] {
      let facts = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
      looks[name] =
        "\(facts[.size] ?? "") \(facts[.modificationDate] ?? "") \(facts[.systemFileNumber] ?? "")"
    }
    return looks
  }

  @Test("a second publication with nothing changed writes nothing")
  func nothing() throws {
    try Fixture.withFolder { root in
      let registry = try TrialRegistry(root + "/registry.sqlite")
      let first = try publish(registry, to: root + "/site")
      #expect(first.written == first.files - 1 && first.kept == 0 && first.removed == 0)
      let before = try looks(root + "/site")
      let second = try publish(registry, to: root + "/site")
      #expect(second.written == 0 && second.kept == first.written && second.removed == 0)
      #expect(second.files == first.files && second.bytes == first.bytes && second.pages == first.pages)
      #expect(try looks(root + "/site") == before)
      let full = try publish(registry, to: root + "/site", isFull: true)
      #expect(full.written == 0)
      #expect(try looks(root + "/site") == before)
    }
  }

  @Test(
    "after any changes in any order, the site is what a first publication would make of the same registry")
  func asFromScratch() throws {
    for seed in 1...3 {
      try Fixture.withFolder { root in
        var random = Seeded(state: UInt64(seed))
        var registry = try TrialRegistry(root + "/registry.sqlite")
        var models = 6
        var documents: [String] = []
        var effects = 0
        for step in 0..<14 {
          let number = Int.random(in: 0..<models, using: &random)
          let day = "202\(4 + step / 5)-0\(1 + step % 5 * 2)-1\(step % 10)"
          let supplier = TrialRegistry.supplier(of: number)
          let document: String
          switch Int.random(in: 0..<17, using: &random) {
          case 0...2: document = TrialRegistry.decision(model: number, day: day)
          case 3: document = TrialRegistry.statusChange("suspended", model: number, day: day)
          case 4:
            document = TrialRegistry.notice(
              Bool.random(using: &random) ? "safety" : "advisory", id: "N-\(step)",
              models: [number, number / 2], day: day)
          case 5, 12: document = TrialRegistry.inspection("I-\(step)", model: number, day: day)
          case 13: document = TrialRegistry.fieldReport("F-\(step)", model: number, day: day)
          case 16: document = TrialRegistry.variation("V-\(step)", model: number, day: day)
          case 14, 15:
            // A day that has not come for the list of an earlier day.
            document = TrialRegistry.inspection("I-\(step)", model: number, day: "2026-0\(1 + step % 9)-01")
          case 6: document = TrialRegistry.supplier(supplier, name: "Armor \(step)")
          case 7:
            document = TrialRegistry.supplier(
              "harrow", successor: Bool.random(using: &random) ? "dunmore" : nil)
          case 8: document = TrialRegistry.laboratory("quill", name: "Tests \(step)")
          case 9:
            document = TrialRegistry.programme(
              title: "Register \(step)",
              evidence: ["verdict", "summary", "full"].randomElement(using: &random) ?? "",
              others: Bool.random(using: &random) ? "yes" : "no",
              listedUntil: [nil, "2024-06-30", "2025-02-28"].randomElement(using: &random) ?? nil,
              from: [nil, "2024-11-01", "2025-04-01"].randomElement(using: &random) ?? nil)
          case 10:
            try registry.add(TrialRegistry.model(models).map { Array($0.utf8) })
            models += 1
            document = TrialRegistry.report(
              "R-again-\(step)", model: number, outcomes: ["stop", "stop", "perforation"], issued: day)
          default:
            document =
              documents.last.map { TrialRegistry.correction(of: $0, "void=\"yes\"", day: day) }
              ?? TrialRegistry.decision("decline", model: number, day: day)
          }
          if try registry.add(document) {
            effects += 1
            documents.append(document)
          }
          // Now and then another day is shown, or another address.
          let vantage = step % 4 == 3 ? Vantage(asOf: Day("2024-05-01")) : Vantage()
          let address = step % 3 == 1 ? "https://example.org/list/" : nil
          let summary = try publish(registry, to: root + "/site", at: vantage, baseURL: address)
          _ = try publish(registry, to: root + "/fresh-\(step)", at: vantage, baseURL: address)
          let (site, fresh) = (
            try Fixture.files(of: root + "/site"), try Fixture.files(of: root + "/fresh-\(step)")
          )
          #expect(Set(site.keys) == Set(fresh.keys), "seed \(seed), step \(step)")
          for (path, text) in fresh {
            #expect(site[path] == text, "seed \(seed), step \(step): \(path) after \(document)")
          }
          #expect(summary.written + summary.kept == site.count - 1)
          try FollowingTests.expectStatuses(
            from: site, of: registry.database.snapshot(at: vantage), "seed \(seed), step \(step): \(document)"
          )
        }
        #expect(effects > 5, "seed \(seed)")
      }
    }
  }

  @Test("what happens to one model on another day rewrites only what shows it")
  func oneModel() throws {
    try Fixture.withFolder { root in
      var registry = try TrialRegistry(root + "/registry.sqlite")
      for number in 0..<4 { try registry.add(TrialRegistry.decision(model: number, day: "2024-04-01")) }
      _ = try publish(registry, to: root + "/site")
      let before = try looks(root + "/site")
      #expect(try registry.add(TrialRegistry.inspection("I-1", model: 1, day: "2025-07-01")))
      let summary = try publish(registry, to: root + "/site")
      let after = try looks(root + "/site")
      // An inspection is on the model's page and in its proof and its pack; the day whose state is shown has a file of its
      // own. The list is what it was: its exports and the first page stay.
      #expect(summary.written == 4)
      for path in ["models/dunmore-hx-1.html", "index/day.js"] {
        #expect(after[path] != before[path], "\(path)")
      }
      #expect(after["index.html"] == before["index.html"])
      #expect(try registry.add(TrialRegistry.statusChange("suspended", model: 1, day: "2025-08-01")))
      _ = try publish(registry, to: root + "/site")
      let later = try looks(root + "/site")
      let models = later.keys.filter { $0.hasPrefix("models/") && later[$0] != after[$0] }
      #expect(models == ["models/dunmore-hx-1.html"])
      for path in [
        "suppliers/harrow.html", "laboratories/northfield.html", "style.css", "guide/agencies.html",
      ] {
        #expect(later[path] == before[path], "\(path)")
      }
    }
  }

  @Test("a signed pack has a checkpoint of its last event, and is another one only where its evidence is")
  func checkpoints() throws {
    try Fixture.withFolder { root in
      let key = SecretKey.generate()
      var registry = try TrialRegistry(root + "/registry.sqlite")
      for number in 0..<4 { try registry.add(TrialRegistry.decision(model: number, day: "2024-04-01")) }
      let site = root + "/site"
      func packs() throws -> [String: Data] {
        _ = try SitePublisher(snapshot: registry.database.snapshot(), key: key).publish(to: site)
        var packs: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: site + "/packs") {
          packs[name] = FileManager.default.contents(atPath: "\(site)/packs/\(name)")
        }
        return packs
      }
      func checkpoint(_ name: String) throws -> Checkpoint {
        let folder = String(name.dropLast(4))
        let archive = try ZipArchive(path: "\(site)/packs/\(name)")
        func file(_ path: String) throws -> [UInt8] {
          try archive.read(try #require(archive.entry(named: "\(folder)/\(path)"), "\(name): \(path)"))
        }
        let bytes = try file("checkpoint.txt")
        let signature = try Signature(file: try file("checkpoint.txt.minisig"))
        try signature.verify(bytes, by: key.publicKey)
        let checkpoint = try #require(Checkpoint.read(bytes, file: name).checkpoint)
        #expect(
          signature.trustedComment
            == "proofmark checkpoint\tsize:\(checkpoint.head.size)\tmade:\(checkpoint.made)")
        // The event is the last one that the proof names.
        let events = String(decoding: try file("proof.txt"), as: UTF8.self)
          .matches(of: #/, event (\d+) ([0-9a-f]{64})/#).map { (Int($0.output.1) ?? 0, String($0.output.2)) }
        let last = try #require(events.max { $0.0 < $1.0 })
        #expect((checkpoint.head.size, checkpoint.head.hash) == last)
        return checkpoint
      }
      let before = try packs()
      #expect(before.count == 6)
      let sizes = try before.keys.map { try checkpoint($0).head.size }
      #expect(Set(sizes).count > 4)
      // What is no part of a model's evidence moves the chain's end, and no pack.
      for document in [
        TrialRegistry.fieldReport("F-1", model: 2, day: "2025-07-02"), TrialRegistry.supplier("another"),
        TrialRegistry.laboratory("third"),
      ] {
        #expect(try registry.add(document))
        #expect(try packs() == before, "\(document)")
      }
      // What is part of the evidence of one moves its own.
      #expect(try registry.add(TrialRegistry.inspection("I-1", model: 1, day: "2025-07-01")))
      let after = try packs()
      #expect(after.filter { before[$0.key] != $0.value }.keys.sorted() == ["dunmore-hx-1.zip"])
      let head = try #require(try registry.database.snapshot().checkpoint())
      #expect(try checkpoint("dunmore-hx-1.zip") == head)
      // A first publication makes the same.
      try FileManager.default.removeItem(atPath: site)
      #expect(try packs() == after)
      // The registry is held to each of them.
      for name in after.keys {
        let signed = try checkpoint(name)
        #expect(
          try Verifier(path: root + "/registry.sqlite", checkpoint: signed).run { _, _, _ in }.isSound,
          "\(name)")
        var forged = signed
        forged.head.hash = String(forged.head.hash.reversed())
        #expect(
          try !Verifier(path: root + "/registry.sqlite", checkpoint: forged).run { _, _, _ in }.isSound,
          "\(name)")
      }
    }
  }

  /// Whether a publication finds that it need not look at more than the models that something happened to.
  private func isQuiet(
    _ registry: TrialRegistry, at path: String, look: Look = .standard, baseURL: String? = nil,
    vantage: Vantage = Vantage(), hasPacks: Bool = true
  ) throws -> Bool {
    let publisher = SitePublisher(
      snapshot: try registry.database.snapshot(at: vantage), baseURL: baseURL, look: look, hasPacks: hasPacks)
    let folder = try SiteFolder(path)
    return try publisher.publishQuietly(to: folder, key: publisher.stateKey()) { _, _ in } != nil
  }

  @Test("what changes no list is published without the rest of the registry; whatever else changed is seen")
  func quiet() throws {
    try Fixture.withFolder { root in
      var registry = try TrialRegistry(root + "/registry.sqlite")
      let site = root + "/site"
      func expectSame(_ step: String) throws {
        try? FileManager.default.removeItem(atPath: root + "/fresh")
        _ = try publish(registry, to: root + "/fresh")
        #expect(try Fixture.files(of: site) == Fixture.files(of: root + "/fresh"), "\(step)")
      }
      for number in 0..<4 { try registry.add(TrialRegistry.decision(model: number, day: "2024-04-01")) }
      #expect(try !isQuiet(registry, at: site))
      let first = try publish(registry, to: site)
      #expect(try isQuiet(registry, at: site))
      for (step, document) in [
        TrialRegistry.inspection("I-1", model: 1, day: "2025-07-01"),
        TrialRegistry.inspection("I-2", model: 1, day: "2025-06-01"),
        TrialRegistry.fieldReport("F-1", model: 2, day: "2025-07-02"),
        // Of a model that is not on the list.
        TrialRegistry.inspection("I-3", model: 4, day: "2025-07-03"),
        TrialRegistry.variation("V-1", model: 3, day: "2025-07-04"),
        TrialRegistry.variationResolution(of: "V-1", day: "2025-07-05"),
      ].enumerated() {
        #expect(try registry.add(document))
        #expect(try isQuiet(registry, at: site), "\(step)")
        try expectSame("\(step)")
      }
      let summary = try publish(registry, to: site)
      #expect(summary.written == 0 && summary.pages == first.pages && summary.files == first.files)
      #expect(summary.listedModels == first.listedModels && summary.otherModels == first.otherModels)
      #expect(summary.bytes > first.bytes)
      // Another program, look, address, day or kind of site.
      #expect(try !isQuiet(registry, at: site, baseURL: "https://example.org/"))
      #expect(try !isQuiet(registry, at: site, vantage: Vantage(asOf: Day("2025-06-15"))))
      #expect(try !isQuiet(registry, at: site, hasPacks: false))
      for name in SiteTexts.names {
        var texts = SiteTexts()
        let isKnown = texts.set(name, "Other words")
        #expect(isKnown)
        let look = Look(
          templates: [:], style: nil, moreStyle: nil, texts: texts, wording: .english, assets: [])
        #expect(try !isQuiet(registry, at: site, look: look), "\(name)")
      }
      let logo = Look(
        templates: [:], style: nil, moreStyle: nil, texts: SiteTexts(), wording: .english,
        assets: [("assets/logo.svg", [1])])
      #expect(try !isQuiet(registry, at: site, look: logo))
      #expect(try isQuiet(registry, at: site))
      // A file that somebody changed or took away.
      try FileManager.default.removeItem(atPath: site + "/style.css")
      #expect(try !isQuiet(registry, at: site))
      #expect(try publish(registry, to: site).written == 1)
      // A registry whose determinations were made anew by other rules.
      try Tool.run(
        "sqlite3", root + "/registry.sqlite",
        "UPDATE determinations SET engine = 'earlier' WHERE model = (SELECT min(model) FROM determinations)")
      #expect(try !isQuiet(registry, at: site))
      _ = try publish(registry, to: site)
      // Whatever can change a list.
      for document in [
        TrialRegistry.statusChange("suspended", model: 1, day: "2025-08-01"),
        TrialRegistry.supplier("harrow", name: "Armorers"), TrialRegistry.laboratory("quill", name: "Tests"),
        TrialRegistry.notice("advisory", id: "N-1", models: [2], day: "2025-08-03"),
        TrialRegistry.programme(listedUntil: "2025-08-31"),
      ] {
        #expect(try registry.add(document))
        #expect(try !isQuiet(registry, at: site))
        _ = try publish(registry, to: site)
        try expectSame(document)
      }
      // The day on which the list of an edition is over comes with a day that an inspection bears.
      #expect(try registry.add(TrialRegistry.inspection("I-5", model: 1, day: "2025-09-20")))
      #expect(try !isQuiet(registry, at: site))
      _ = try publish(registry, to: site)
      try expectSame("ended")
      // Nor does it change what was told of that.
      #expect(try registry.add(TrialRegistry.inspection("I-6", model: 3, day: "2025-07-15")))
      #expect(try isQuiet(registry, at: site))
      try expectSame("after the end")
    }
  }

  @Test("the exports name the last event that can change a line; the list as it was known then is the same")
  func ground() throws {
    try Fixture.withFolder { root in
      var registry = try TrialRegistry(root + "/registry.sqlite")
      func about() throws -> [String: String] {
        _ = try publish(registry, to: root + "/site")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: root + "/site/list.json"))
        let list = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        let about = try #require(list["about"] as? [String: Any])
        return about.compactMapValues { $0 as? String ?? ($0 as? Int).map(String.init) }
      }
      for number in 0..<4 { try registry.add(TrialRegistry.decision(model: number, day: "2024-04-01")) }
      let decided = try about()
      #expect(decided["as of"] == "2024-04-01")
      let quiet = [
        TrialRegistry.inspection("I-1", model: 1, day: "2025-07-01"),
        TrialRegistry.fieldReport("F-1", model: 2, day: "2025-07-02"),
      ]
      for document in quiet {
        #expect(try registry.add(document))
        #expect(try about() == decided)
      }
      let moment = try #require(decided["as known"].flatMap { Moment($0) })
      let then = try registry.database.snapshot(at: Vantage(asKnown: moment))
      #expect(try then.checkpoint()?.head.hash == decided["chain head"])
      #expect(try then.checkpoint()?.head.size.description == decided["events"])
      func lines(_ snapshot: Snapshot) throws -> [ListRow] { try Site(snapshot).rows.filter(\.isListed) }
      let export = ListExport.csv(try lines(then))
      #expect(try ListExport.csv(lines(registry.database.snapshot())) == export)
      // Whatever else is recorded is named.
      for document in [
        TrialRegistry.statusChange("suspended", model: 1, day: "2025-08-01"),
        TrialRegistry.supplier("harrow", name: "Armorers"),
        TrialRegistry.correction(of: quiet[0], "void=\"yes\"", day: "2025-08-02"),
      ] {
        #expect(try registry.add(document))
        let head = try registry.database.snapshot().checkpoint()?.head.hash
        #expect(try about()["chain head"] == head)
      }
      // The day on which the list of an edition is over changes lines, and comes with a day that an inspection bears.
      #expect(try registry.add(TrialRegistry.programme(listedUntil: "2025-08-31")))
      #expect(try about()["models"] == "3")
      #expect(try registry.add(TrialRegistry.inspection("I-2", model: 1, day: "2025-09-20")))
      let over = try about()
      #expect(over["models"] == "0" && over["as of"] == "2025-09-01")
    }
  }

  @Test("a file that somebody changed, removed or put aside is made again; the others stay")
  func changedByHand() throws {
    try Fixture.withFolder { root in
      let registry = try TrialRegistry(root + "/registry.sqlite")
      let first = try publish(registry, to: root + "/site")
      let files = try Fixture.files(of: root + "/site")
      let page = root + "/site/models/harrow-hx-0.html"
      try Data("changed".utf8).write(to: URL(fileURLWithPath: page))
      try FileManager.default.removeItem(atPath: root + "/site/models/dunmore-hx-1.html")
      try FileManager.default.removeItem(atPath: root + "/site/style.css")
      try FileManager.default.createSymbolicLink(
        atPath: root + "/site/style.css", withDestinationPath: root + "/registry.sqlite")
      let second = try publish(registry, to: root + "/site")
      #expect(second.written == 3 && second.kept == first.written - 3)
      #expect(try Fixture.files(of: root + "/site") == files)
    }
  }

  @Test("a change that hides its traces is found by a full publication")
  func hidden() throws {
    try Fixture.withFolder { root in
      let registry = try TrialRegistry(root + "/registry.sqlite")
      _ = try publish(registry, to: root + "/site")
      let files = try Fixture.files(of: root + "/site")
      let path = root + "/site/index.html"
      let day = try #require(
        try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
      let handle = try #require(FileHandle(forWritingAtPath: path))
      try handle.write(contentsOf: Data("<!doctype".utf8))
      try handle.close()
      try FileManager.default.setAttributes([.modificationDate: day], ofItemAtPath: path)
      #expect(try publish(registry, to: root + "/site", isFull: true).written == 1)
      #expect(try Fixture.files(of: root + "/site") == files)
    }
  }

  @Test("without its record, or with that of another site, everything is made and what is the same stays")
  func withoutRecord() throws {
    try Fixture.withFolder { root in
      var registry = try TrialRegistry(root + "/registry.sqlite")
      _ = try publish(registry, to: root + "/site")
      let before = try looks(root + "/site")
      try FileManager.default.removeItem(atPath: root + "/.site.record")
      #expect(try publish(registry, to: root + "/site").written == 0)
      #expect(try looks(root + "/site") == before)
      let old = try Data(contentsOf: URL(fileURLWithPath: root + "/.site.record"))
      try registry.add(TrialRegistry.decision(model: 0, day: "2024-04-01"))
      _ = try publish(registry, to: root + "/site")
      let site = try Fixture.files(of: root + "/site")
      for record in [old, Data("proofmark site record 1\n".utf8), Data([0xFF, 0x0A, 0x0A]), Data()] {
        try record.write(to: URL(fileURLWithPath: root + "/.site.record"))
        #expect(try publish(registry, to: root + "/site").written == 0)
        #expect(try Fixture.files(of: root + "/site") == site)
      }
      // A copy is another site: its files have other places on the disk.
      try FileManager.default.copyItem(atPath: root + "/site", toPath: root + "/copy")
      try FileManager.default.copyItem(atPath: root + "/.site.record", toPath: root + "/.copy.record")
      #expect(try publish(registry, to: root + "/copy").written == 0)
    }
  }

  @Test("a file that stays is the same file, and one that a reader has open does not change")
  func sameFile() throws {
    try Fixture.withFolder { root in
      var registry = try TrialRegistry(root + "/registry.sqlite")
      _ = try publish(registry, to: root + "/site")
      let open = try #require(FileHandle(forReadingAtPath: root + "/site/models/harrow-hx-0.html"))
      let before = try looks(root + "/site")
      let text = try Fixture.files(of: root + "/site")["models/harrow-hx-0.html"]
      #expect(try registry.add(TrialRegistry.decision(model: 0, day: "2024-04-01")))
      let summary = try publish(registry, to: root + "/site")
      #expect(summary.written > 0 && summary.kept > 0)
      let after = try looks(root + "/site")
      #expect(before["style.css"] == after["style.css"])
      #expect(before["models/harrow-hx-0.html"] != after["models/harrow-hx-0.html"])
      #expect(try open.readToEnd().map { String(decoding: $0, as: UTF8.self) } == text)
    }
  }

  @Test(
    "a determination that is made again from its reports is the stored one, and from other reports it is not taken"
  )
  func again() throws {
    try Fixture.withFolder { root in
      let registry = try TrialRegistry(root + "/registry.sqlite")
      let snapshot = try registry.database.snapshot()
      for dossier in try snapshot.dossiers() {
        let listing = dossier.listing
        let stored = try #require(try snapshot.determination(of: listing))
        let reports = try snapshot.reports(of: listing.key).map {
          SubmittedReport(report: try snapshot.report(sha256: $0.sha256), sha256: $0.sha256)
        }
        #expect(!reports.isEmpty)
        let again = try #require(try snapshot.determination(of: listing, from: reports))
        #expect(again.canonicalJSON() == stored.canonicalJSON())
        #expect(try snapshot.determination(of: listing, from: []) == stored)
      }
    }
  }

  @Test("every member of a line of the list, and of where a model stands, is part of its key")
  func members() throws {
    // Whoever adds a member adds it to `Ingredients`, and then here.
    let row = try SampleSite.row()
    #expect(Mirror(reflecting: row.facts).children.count == 20)
    #expect(Mirror(reflecting: row.standing).children.count == 9)
    try Fixture.withFolder { root in
      var registry = try TrialRegistry(root + "/registry.sqlite")
      try registry.add(TrialRegistry.decision(model: 0, day: "2024-04-01"))
      let dossier = try #require(try registry.database.snapshot().dossiers().first { $0.history != nil })
      #expect(Mirror(reflecting: dossier).children.count == 5)
      #expect(Mirror(reflecting: try #require(dossier.reports.first)).children.count == 3)
      let entry = try #require(dossier.history?.entries.first)
      #expect(Mirror(reflecting: entry).children.count == 4)
      #expect(Mirror(reflecting: entry.occurrence).children.count == 14)
    }
  }
}

extension SampleSite {
  /// The line of a model that meets everything.
  static func row() throws -> ListRow {
    var site = try SampleSite()
    try site.add(SampleReport())
    return try #require(site.site.rows.first)
  }
}
