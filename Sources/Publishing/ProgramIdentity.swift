import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Which build of the program makes the pages: templates, texts and code are all in it.
enum ProgramIdentity {
  /// A text that is another one after every build and every installation. The file's bytes are not read: they are some
  /// hundred megabytes in a debug build, and the moment of its last change cannot be set by anybody.
  static let present: String = {
    var facts = stat()
    guard let path = Bundle.main.executablePath, stat(path, &facts) == 0 else { return "unknown \(UUID())" }
    return "\(facts.st_dev) \(facts.st_ino) \(facts.st_size) \(changed(facts))"
  }()

  private static func changed(_ facts: stat) -> String {
    #if canImport(Darwin)
      "\(facts.st_ctimespec.tv_sec).\(facts.st_ctimespec.tv_nsec)"
    #else
      "\(facts.st_ctim.tv_sec).\(facts.st_ctim.tv_nsec)"
    #endif
  }
}
