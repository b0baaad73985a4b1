import Foundation
import Testing
import XMLDocuments
import ZipArchives

@Suite("ZIP archives")
struct ZipArchiveTests {
  private func problem(_ bytes: [UInt8], _ limits: ZipLimits = .standard) -> ZipProblem? {
    do throws(ZipProblem) {
      let archive = try ZipArchive(bytes: bytes, limits: limits)
      for entry in archive.entries { _ = try archive.read(entry) }
      return nil
    } catch {
      // Every problem can be told.
      #expect(error.diagnostic(file: "a.zip").description.hasPrefix("a.zip: error: "))
      return error
    }
  }

  private func problem(_ entries: RawZip.Entry..., limits: ZipLimits = .standard) -> ZipProblem? {
    problem(RawZip(entries: entries).bytes, limits)
  }

  private let text = Array("a report".utf8)

  @Test("what is written reads back, in its order, from memory and from a file")
  func both() throws {
    let long = [UInt8](repeating: 7, count: 300_000)
    let files = [
      ZipWriter.File(name: "z/report.xml", bytes: text), ZipWriter.File(name: "empty", bytes: []),
      ZipWriter.File(name: "ä.bin", bytes: long), ZipWriter.File(name: "s", bytes: long, isCompressed: false),
    ]
    let bytes = try ZipWriter.write(files)
    #expect(bytes.count < 310_000)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("zip-\(UUID().uuidString)").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    for archive in [try ZipArchive(bytes: bytes), try ZipArchive(path: path)] {
      #expect(archive.entries.map(\.name) == files.map(\.name))
      #expect(archive.entries.map(\.size) == files.map(\.bytes.count))
      for (entry, file) in zip(archive.entries, files) { #expect(try archive.read(entry) == file.bytes) }
      // In any order, and twice.
      let entry = try #require(archive.entry(named: "z/report.xml"))
      #expect(try archive.read(entry) == text)
    }
    #expect(throws: ZipProblem.unreadable(reason: "No such file or directory")) {
      try ZipArchive(path: path + "-absent")
    }
    #expect(throws: ZipProblem.unreadable(reason: "It is not a file")) {
      try ZipArchive(path: FileManager.default.temporaryDirectory.path)
    }
  }

  @Test("the same files give the same bytes, whatever the time and the time zone")
  func same() throws {
    let files = [ZipWriter.File(name: "a", bytes: text), ZipWriter.File(name: "b", bytes: text)]
    let bytes = try ZipWriter.write(files)
    #expect(try ZipWriter.write(files) == bytes)
    // The time and the day that each file has: midnight, 1 January 1980 (APPNOTE 4.4.6).
    #expect(bytes[10..<14].elementsEqual([0, 0, 0x21, 0]))
    #expect(throws: ZipProblem.duplicate(entry: "a")) { try ZipWriter.write(files + files) }
  }

  @Test("an archive made by hand is read; it is what the others below differ from")
  func plain() {
    #expect(problem(.init(name: "a", data: text), .init(name: "b/", data: [], mode: 0o040755)) == nil)
    #expect(problem(RawZip(entries: []).bytes) == nil)
  }

  @Test("what is no archive, cut short or damaged is refused")
  func broken() throws {
    let bytes = RawZip(entries: [.init(name: "a", data: text)]).bytes
    for count in 0..<bytes.count {
      guard case .format = problem(Array(bytes.prefix(count))) else {
        Issue.record("cut after \(count)")
        continue
      }
    }
    guard case .damaged(entry: "a", _) = problem(.init(name: "a", data: text, checksum: 1)) else {
      Issue.record("a wrong check sum")
      return
    }
    // Any changed byte is noticed, is of no account, or leaves another name or time.
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x11
      _ = problem(changed)
    }
    let packed = try ZipWriter.write([.init(name: "a", bytes: [UInt8](repeating: 65, count: 5000))])
    for index in packed.indices {
      var changed = packed
      changed[index] ^= 0x11
      _ = problem(changed)
    }
  }

  @Test(
    "a name that leads out of the archive is refused",
    arguments: ["../a", "/a", "a/../../b", "a\\b", "C:a", "", "a//b", "./a", ".."])
  func names(name: String) {
    #expect(problem(.init(name: name, data: text)) == .name(entry: name))
  }

  @Test("control characters in a name are refused; libzip shows them as the old encoding's pictures")
  func controls() {
    #expect(problem(.init(name: "a\u{1}", data: text)) == .name(entry: "a☺"))
  }

  @Test("encryption, unusual packing, links and names that stand twice are refused")
  func kinds() {
    #expect(problem(.init(name: "a", data: text, flags: 1)) == .encrypted(entry: "a"))
    #expect(problem(.init(name: "a", data: text, method: 12)) == .method(entry: "a", number: 12))
    #expect(problem(.init(name: "a", data: text, mode: 0o120777)) == .kind(entry: "a"))
    // libzip sees it before the directory is read.
    #expect(
      problem(.init(name: "a", data: text), .init(name: "a", data: text))
        == .format(reason: "File already exists"))
  }

  @Test("entries that share their bytes are refused")
  func overlap() {
    let many = (1...40).map { RawZip.Entry(name: "a", data: text, sharing: $0 == 1 ? nil : 0) }
    guard let found = problem(RawZip(entries: many).bytes) else {
      Issue.record("taken")
      return
    }
    // libzip itself may see that the names or places contradict each other.
    switch found {
    case .overlap, .format, .duplicate: break
    default: Issue.record("\(found)")
    }
  }

  @Test("limits: entries, one file, all files, and how tightly a file is packed")
  func limits() throws {
    var limits = ZipLimits()
    limits.entries = 1
    let entry = RawZip.Entry(name: "a", data: text)
    let other = RawZip.Entry(name: "b", data: text)
    #expect(problem(entry, limits: limits) == nil)
    #expect(problem(entry, other, limits: limits) == .tooManyEntries(count: 2, limit: 1))
    limits = ZipLimits()
    limits.fileBytes = 7
    #expect(problem(entry, limits: limits) == .tooLarge(entry: "a", size: 8, limit: 7))
    limits = ZipLimits()
    limits.totalBytes = 15
    #expect(problem(entry, other, limits: limits) == .totalTooLarge(limit: 15))
    let bomb = try ZipWriter.write([.init(name: "a", bytes: [UInt8](repeating: 0, count: 3 << 20))])
    #expect(problem(bomb) == .ratio(entry: "a", limit: 300))
    limits = ZipLimits()
    limits.ratio = 2000
    #expect(problem(bomb, limits) == nil)
  }

  @Test("a file that is longer or shorter than it says is refused, and no more is unpacked than it says")
  func lies() throws {
    let packed = try ZipWriter.write([.init(name: "a", bytes: [UInt8](repeating: 65, count: 5000))])
    // The size stands in the local header and in the directory, 5000 = 0x1388.
    for stated: [UInt8] in [[0x87, 0x13, 0, 0], [0x89, 0x13, 0, 0], [1, 0, 0, 0]] {
      var changed = packed
      for index in packed.indices.dropLast(3)
      where packed[index..<index + 4].elementsEqual([0x88, 0x13, 0, 0]) {
        changed.replaceSubrange(index..<index + 4, with: stated)
      }
      switch problem(changed) {
      case .damaged(entry: "a", _), .format: break
      case let other: Issue.record("\(stated): \(String(describing: other))")
      }
    }
  }
}
