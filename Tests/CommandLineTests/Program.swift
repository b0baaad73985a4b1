import Foundation
import Testing

/// The built program, run as a child process the way a shell does.
enum Program {
  /// What a run came to.
  struct Run {
    /// The exit code; a signal counts as 128 and its number, as shells have it.
    let code: Int32
    let output: String
    let errors: String
    /// The most memory that it had in use, in bytes.
    let peakMemory: Int

    /// Its standard output as JSON.
    func json<Value>(_ type: Value.Type = [String: Any].self) throws -> Value {
      try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? Value)
    }
  }

  /// It stands beside the bundle of the tests.
  static let path: String = {
    let folder = (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0]))
      .deletingLastPathComponent()
    return folder.appendingPathComponent("proofmark").path
  }()

  /// The checkout, where the standards and the example documents are.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Runs a command to its end; one that hangs is killed, and its code says so.
  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], in folder: String,
    seconds: Double = 120
  ) throws -> Run {
    let child = try Child(arguments, input: input, environment: environment, in: folder)
    return try child.wait(seconds: seconds)
  }
}

/// A run that has begun.
final class Child {
  let id: pid_t
  private let files: [String]

  /// - Parameter output: where its standard output goes, if that is not to be read.
  init(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], in folder: String,
    output: String? = nil, program: String = Program.path
  ) throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID().uuidString)").path
    files = [base + ".in", base + ".out", base + ".err"]
    try Data(input).write(to: URL(fileURLWithPath: files[0]))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, files[0], O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output ?? files[1], O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, files[2], O_WRONLY | O_CREAT, 0o600)
    var settings = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PROOFMARK_") }
    settings["PROOFMARK_STANDARDS"] = Program.root + "/Standards"
    settings.merge(environment) { $1 }
    var id: pid_t = 0
    // The shell goes to the folder and then becomes the program.
    let shell = ["/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder, program]
    let code = withStrings(shell + arguments) { argv in
      withStrings(settings.map { "\($0.key)=\($0.value)" }) { envp in
        posix_spawn(&id, shell[0], &actions, nil, argv, envp)
      }
    }
    try #require(code == 0, "\(program): \(String(cString: strerror(code)))")
    self.id = id
  }

  func kill() { Foundation.kill(id, SIGKILL) }

  /// Waits for the end, and kills what does not come to one.
  func wait(seconds: Double = 120) throws -> Program.Run {
    let id = id
    let guardian = DispatchWorkItem { Foundation.kill(id, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: guardian)
    var status: Int32 = 0
    var usage = rusage()
    while wait4(id, &status, 0, &usage) < 0 { try #require(errno == EINTR) }
    guardian.cancel()
    defer { for file in files { unlink(file) } }
    func text(_ file: String) -> String {
      String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    }
    let signal = status & 0x7F
    return Program.Run(
      code: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: text(files[1]), errors: text(files[2]),
      peakMemory: usage.ru_maxrss * 1024)
  }
}

private func withStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let copies = strings.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return body(copies + [nil])
}

extension Program {
  /// The most memory that the process of the tests had, in bytes.
  static var ownPeakMemory: Int {
    var usage = rusage()
    // RUSAGE_SELF, which is an enumeration here and a number there.
    getrusage(0, &usage)
    return usage.ru_maxrss * 1024
  }
}
