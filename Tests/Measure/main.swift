// Runs two commands in turn, A B A B …, and prints the CPU seconds, time and peak memory of each, and their ratios pair
// by pair, so that a machine whose speed drifts still gives an honest comparison.
//
//     measure RUNS NAME-A COMMAND-A NAME-B COMMAND-B [BEFORE-EACH]
//
// A command is one string for the shell; it should begin with exec, so that what is measured is the program alone.
// What the operating system charges a finished process counts: user and system time, largest resident size.
import Foundation

struct Usage {
  var cpu: Double
  var wall: Double
  var peakMegabytes: Double
}

func run(_ command: String) -> Usage? {
  var child: pid_t = 0
  let words: [String] = ["/bin/sh", "-c", command]
  var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
  arguments.append(nil)
  defer { for argument in arguments { free(argument) } }
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
  let begin = DispatchTime.now()
  guard posix_spawn(&child, "/bin/sh", &actions, nil, arguments, environ) == 0 else { return nil }
  var status: Int32 = 0
  var usage = rusage()
  guard wait4(child, &status, 0, &usage) == child else { return nil }
  let wall = Double(DispatchTime.now().uptimeNanoseconds - begin.uptimeNanoseconds) / 1e9
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  return Usage(
    cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), wall: wall,
    peakMegabytes: Double(usage.ru_maxrss) / 1024)
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

func text(_ value: Double) -> String { String(format: "%.3f", value) }

let arguments = CommandLine.arguments
guard arguments.count >= 6, let runs = Int(arguments[1]), runs > 0 else {
  FileHandle.standardError.write(
    Data("measure RUNS NAME-A COMMAND-A NAME-B COMMAND-B [BEFORE-EACH]\n".utf8))
  exit(64)
}
let before = arguments.count > 6 ? arguments[6] : "true"
var first: [Usage] = []
var second: [Usage] = []
// One pair to warm the file cache, not counted.
for round in 0...runs {
  _ = run(before)
  guard let a = run(arguments[3]), let b = run(arguments[5]) else {
    FileHandle.standardError.write(Data("measure: a command could not be started\n".utf8))
    exit(1)
  }
  if round > 0 {
    first.append(a)
    second.append(b)
  }
}
func row(_ name: String, _ usages: [Usage]) -> String {
  "  \(name): CPU \(text(median(usages.map(\.cpu)))) s, wall \(text(median(usages.map(\.wall)))) s, "
    + "peak \(String(format: "%.0f", usages.map(\.peakMegabytes).max() ?? 0)) MB"
}
print(row(arguments[2], first))
print(row(arguments[4], second))
for (what, ratios) in [
  ("CPU", zip(first, second).map { $0.cpu / $1.cpu }), ("time", zip(first, second).map { $0.wall / $1.wall }),
] {
  print(
    "  ratio of \(what) \(arguments[2]) / \(arguments[4]): median \(text(median(ratios))) "
      + "(\(text(ratios.min() ?? 0)) to \(text(ratios.max() ?? 0)), \(runs) pairs)")
}
