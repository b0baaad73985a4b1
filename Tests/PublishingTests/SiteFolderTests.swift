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

  @Test("a new site appears whole, with the sums of its files, and leaves only its record beside it")
  func new() throws {
    try Fixture.withFolder { root in
      try publish("one", to: root + "/site")
      #expect(try read(root + "/site/index.html") == "one")
      #expect(try FileManager.default.contentsOfDirectory(atPath: root).sorted() == [".site.record", "site"])
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
      #expect(try FileManager.default.contentsOfDirectory(atPath: root).sorted() == [".site.record", "site"])
    }
  }

  @Test("what a killed publication left behind is cleared away and never published")
  func leftovers() throws {
    try Fixture.withFolder { root in
      try FileManager.default.createDirectory(
        atPath: root + "/.site.publishing/models", withIntermediateDirectories: true)
      try Data("old".utf8).write(to: URL(fileURLWithPath: root + "/.site.publishing/models/stale.html"))
      try publish("one", to: root + "/site")
      #expect(!FileManager.default.fileExists(atPath: root + "/site/models/stale.html"))
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
