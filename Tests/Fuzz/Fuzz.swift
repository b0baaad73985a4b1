// Reads what libFuzzer makes up, or the files that are named.
//
//     make fuzz                 searches for inputs that the readers cannot bear, for a minute
//     make fuzz SECONDS=3600    for an hour
//     fuzz FILE…                reads files, such as one that a search has left behind
import Evidence
import Foundation
import Standards
import XMLDocuments

/// What must hold for any bytes whatever. A trap is what the search looks for.
private func readAll(_ bytes: [UInt8]) {
  let (report, problems) = ReportReader.read(.bytes(bytes), file: "input")
  precondition((report == nil) == problems.hasErrors, "a report is refused for an error, and only for one")
  if let report {
    let printed = ReportWriter.write(report)
    let again = ReportReader.read(.bytes(printed), file: "printed").report.map(ReportWriter.write)
    precondition(again == printed, "a printed report reads back as the same report")
  }
  let (standard, complaints) = StandardReader.read(bytes, file: "input")
  precondition((standard == nil) == complaints.hasErrors, "so is a definition")
  let (adoption, objections) = AdoptionReader.read(bytes, file: "input")
  precondition((adoption == nil) == objections.hasErrors, "so is an adoption")
  let (table, remarks) = ShotTable.read(bytes, file: "input")
  precondition((table == nil) == remarks.hasErrors, "so is a table")
}

#if FUZZING
  // https://llvm.org/docs/LibFuzzer.html#fuzz-target
  @_cdecl("LLVMFuzzerTestOneInput")
  public func readOneInput(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    readAll(Array(UnsafeBufferPointer(start: start, count: size)))
    return 0
  }
#else
  @main
  enum Fuzz {
    static func main() {
      for path in CommandLine.arguments.dropFirst() {
        guard let data = FileManager.default.contents(atPath: path) else {
          FileHandle.standardError.write(Data("fuzz: \(path) cannot be read\n".utf8))
          exit(1)
        }
        readAll([UInt8](data))
        print("\(path): read without a fault")
      }
    }
  }
#endif
