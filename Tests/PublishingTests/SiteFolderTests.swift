import Foundation
import Registry
import Testing

@testable import Publishing

@Suite("Switching a site into place")
struct SiteFolderTests {
  private func publish(_ text: String, to path: String) throws {
    let folder = try SiteFolder(path)
    try folder.write(text, to: "index.html")
    try folder.write("page", to: "models/a.html")
    try folder.publish()
  }

  private func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  @Test("a new site appears whole, with the sums of its files, and leaves its record and its links beside it")
  func new() throws {
    try Fixture.withFolder { root in
      try publish("one", to: root + "/site")
      #expect(try read(root + "/site/index.html") == "one")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: root).sorted() == [
          ".site.next", ".site.record", "site",
        ])
      let sums = [("one", "index.html"), ("page", "models/a.html")]
        .map { "\(SHA256Hex.of(Array($0.0.utf8)))  \($0.1)\n" }.joined()
      #expect(try read(root + "/site/SHA256SUMS") == sums)
    }
  }

  @Test("a site takes the place of the one before, and what it lacks is gone")
  func replaces() throws {
    try Fixture.withFolder { root in
      try publish("one", to: root + "/site")
      let folder = try SiteFolder(root + "/site")
      try folder.write("two", to: "index.html")
      #expect(try read(root + "/site/index.html") == "one")
      try folder.publish()
      #expect(try read(root + "/site/index.html") == "two")
      #expect(!FileManager.default.fileExists(atPath: root + "/site/models"))
    }
  }

  @Test("a reader never finds the site missing while it is replaced")
  func neverMissing() throws {
    try Fixture.withFolder { root in
      try publish("0", to: root + "/site")
      let other = root + "/other"
      try publish("1", to: other)
      for _ in 0..<50 {
        #expect(FolderExchange.swap(root + "/site", other))
        #expect(FileManager.default.fileExists(atPath: root + "/site/index.html"))
      }
    }
  }

  @Test("a publication that is given up leaves the site as it was")
  func abandoned() throws {
    try Fixture.withFolder { root in
      try publish("one", to: root + "/site")
      do {
        let folder = try SiteFolder(root + "/site")
        try folder.write("half", to: "index.html")
      }
      #expect(try read(root + "/site/index.html") == "one")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: root).sorted() == [
          ".site.record", "site",
        ])
    }
  }

  /// What is below a folder, with the place of each file on the disk.
  private func places(_ path: String) throws -> [String: Int] {
    var places: [String: Int] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      let facts = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
      places[name] =
        facts[.type] as? FileAttributeType == .typeDirectory ? 0 : facts[.systemFileNumber] as? Int
    }
    return places
  }

  @Test(
    "after each publication the folder beside the site has the site's own files, and nothing that is gone")
  func links() throws {
    try Fixture.withFolder { root in
      for text in ["one", "two", "two", "three"] {
        try publish(text, to: root + "/site")
        #expect(try places(root + "/.site.next") == places(root + "/site"), "\(text)")
      }
      let folder = try SiteFolder(root + "/site")
      try folder.write("three", to: "index.html")
      try folder.publish()
      #expect(try places(root + "/.site.next")["models/a.html"] == nil)
      try FileManager.default.removeItem(atPath: root + "/.site.next")
      try publish("four", to: root + "/site")
      #expect(try places(root + "/.site.next") == places(root + "/site"))
    }
  }

  @Test(
    "where nothing changed, what a killed publication left beside the site is put right; what is not there stays away"
  )
  func restored() throws {
    try Fixture.withFolder { root in
      let (manager, next) = (FileManager.default, root + "/.site.next")
      try publish("one", to: root + "/site")
      for damage in [
        { try manager.removeItem(atPath: next + "/index.html") },
        { try manager.removeItem(atPath: next + "/models") },
        {
          try manager.removeItem(atPath: next + "/SHA256SUMS")
          try Data("old".utf8).write(to: URL(fileURLWithPath: next + "/SHA256SUMS"))
        },
        {
          try manager.createDirectory(atPath: next + "/packs/more", withIntermediateDirectories: true)
          try Data("half".utf8).write(to: URL(fileURLWithPath: next + "/packs/more/a.zip"))
        },
      ] as [() throws -> Void] {
        try damage()
        #expect(try places(next) != places(root + "/site"))
        let before = try places(root + "/site")
        try publish("one", to: root + "/site")
        #expect(try places(root + "/site") == before)
        #expect(try places(next) == before)
      }
      try manager.removeItem(atPath: next)
      try publish("one", to: root + "/site")
      #expect(!manager.fileExists(atPath: next))
    }
  }

  @Test("what a killed publication left beside the site, or somebody put there, is never published")
  func leftovers() throws {
    try Fixture.withFolder { root in
      let (manager, next) = (FileManager.default, root + "/.site.next")
      func leave(_ text: String, at path: String) throws {
        let full = next + "/" + path
        let folder = (full as NSString).deletingLastPathComponent
        if manager.contents(atPath: folder) != nil { try manager.removeItem(atPath: folder) }
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? manager.removeItem(atPath: full)
        try Data(text.utf8).write(to: URL(fileURLWithPath: full))
      }
      try leave("old", at: "models/stale.html")
      try publish("one", to: root + "/site")
      for round in 0..<2 {
        // Files and folders that are no part of the site, with others in the place of its own: of the same length, folders,
        // links, files for folders.
        try leave("old", at: "old/more/stale.html")
        if round == 0 {
          try leave("egap", at: "models/a.html")
          try leave("stale", at: "index.html/stale.html")
        } else {
          try manager.removeItem(atPath: next + "/models")
          try leave("file", at: "models")
          try manager.removeItem(atPath: next + "/index.html")
          try manager.createSymbolicLink(
            atPath: next + "/index.html", withDestinationPath: root + "/.site.record")
          try leave("sums", at: "SHA256SUMS/stale")
        }
        try publish("\(round)", to: root + "/site")
        #expect(
          Set(try places(root + "/site").keys) == ["SHA256SUMS", "index.html", "models", "models/a.html"])
        #expect(try read(root + "/site/index.html") == "\(round)")
        #expect(try read(root + "/site/models/a.html") == "page")
        #expect(try places(next) == places(root + "/site"))
      }
    }
  }

  @Test("a folder with anything that no publication wrote is refused and left alone")
  func foreign() throws {
    try Fixture.withFolder { root in
      try publish("one", to: root + "/site")
      try Data("mine".utf8).write(to: URL(fileURLWithPath: root + "/site/thesis.txt"))
      #expect(
        throws: PublicationProblem.notASite(path: SiteFolderTests.real(root) + "/site", foreign: "thesis.txt")
      ) {
        try publish("two", to: root + "/site")
      }
      #expect(try read(root + "/site/thesis.txt") == "mine")
      #expect(try read(root + "/site/index.html") == "one")
      #expect(throws: PublicationProblem.self) { try publish("x", to: root + "/site/thesis.txt") }
    }
  }

  @Test("something put into the folder while pages are written stops the switch")
  func foreignMeanwhile() throws {
    try Fixture.withFolder { root in
      try publish("one", to: root + "/site")
      let folder = try SiteFolder(root + "/site")
      try folder.write("two", to: "index.html")
      try Data("mine".utf8).write(to: URL(fileURLWithPath: root + "/site/late.txt"))
      #expect(throws: PublicationProblem.self) { try folder.publish() }
      #expect(try read(root + "/site/late.txt") == "mine")
    }
  }

  @Test("two publications at once: the second is told")
  func twoAtOnce() throws {
    try Fixture.withFolder { root in
      let first = try SiteFolder(root + "/site")
      try first.write("first", to: "index.html")
      #expect(throws: PublicationProblem.underWay(path: SiteFolderTests.real(root) + "/site")) {
        try SiteFolder(root + "/site")
      }
      try first.publish()
      #expect(try read(root + "/site/index.html") == "first")
    }
  }

  @Test("an empty folder and a symbolic link to a folder are used as they are")
  func emptyAndLink() throws {
    try Fixture.withFolder { root in
      try FileManager.default.createDirectory(atPath: root + "/real", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(atPath: root + "/link", withDestinationPath: root + "/real")
      try publish("one", to: root + "/link")
      #expect(try read(root + "/real/index.html") == "one")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: root + "/link") == root + "/real")
    }
  }

  @Test("a place that cannot be written is named with the reason")
  func unwritable() {
    #expect(throws: PublicationProblem.self) { try publish("one", to: "/proc/site") }
    let problem = PublicationProblem.notWritable(path: "/x", reason: "No space left on device")
    #expect(problem.description == "/x cannot be written: No space left on device.")
  }

  private static func real(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }
}
