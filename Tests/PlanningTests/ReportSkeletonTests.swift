import Conformity
import Evidence
import Planning
import Standards
import Testing
import XMLDocuments

@Suite("Report skeletons")
struct ReportSkeletonTests {
  @Test("a skeleton that nobody filled in is refused, with what is open")
  func unfilled() throws {
    for subject in try Shelf.subjects() {
      let plan = TestPlan(of: subject.standard, level: subject.level, kind: subject.kind)
      let (report, diagnostics) = ReportReader.read(
        .bytes(ReportSkeleton.write(plan, sha256: "00")), file: "skeleton.xml")
      #expect(report == nil, "\(subject.name)")
      #expect(
        diagnostics.contains { $0.code == .reportValueOpen } || plan.lines.isEmpty, "\(subject.name)")
      // Nothing else is wrong with it.
      let known: Set<Diagnostic.Code> = [.reportValueOpen, .schemaValue, .xmlLimitDiagnostics]
      #expect(diagnostics.allSatisfy { known.contains($0.code) }, "\(subject.name): \(diagnostics)")
      #expect(
        diagnostics.allSatisfy { $0.code != .schemaValue || $0.message.hasSuffix("is empty.") },
        "\(subject.name): \(diagnostics)")
    }
  }

  @Test("filled in with what was measured, it is the report that the plan asks for")
  func filled() throws {
    for subject in try Shelf.subjects() {
      let plan = TestPlan(
        of: subject.standard, level: subject.level, kind: subject.kind,
        on: Shelf.Subject.begin)
      let wanted = subject.filled
      let text = Filling(of: wanted).fill(
        String(decoding: ReportSkeleton.write(plan, sha256: "00"), as: UTF8.self))
      let (report, diagnostics) = ReportReader.read(.bytes(Array(text.utf8)), file: "filled.xml")
      #expect(diagnostics.isEmpty, "\(subject.name): \(diagnostics.prefix(3))")
      let read = try #require(report, "\(subject.name)")
      #expect(read.specimens.map(\.id) == wanted.specimens.map(\.id))
      #expect(read.specimens.map(\.condition) == wanted.specimens.map(\.condition))
      #expect(read.series.map(\.method) == wanted.series.map(\.method), "\(subject.name)")
      #expect(read.observationCount == wanted.observationCount)
      // It comes to the same.
      let outcomes = subject.determination(read).findings.map { "\($0.requirement) \($0.outcome)" }
      #expect(
        outcomes == subject.determination(wanted).findings.map { "\($0.requirement) \($0.outcome)" },
        "\(subject.name)")
    }
  }

  @Test("the same plan gives the same bytes")
  func same() throws {
    let plan = try #require(try Shelf.plan("NIJ-0101.06", "III", "hard"))
    #expect(ReportSkeleton.write(plan, sha256: "00") == ReportSkeleton.write(plan, sha256: "00"))
  }
}

/// A laboratory that writes what it measured between the quotation marks.
private struct Filling {
  let report: Report
  private let observations: [Observation]

  init(of report: Report) {
    self.report = report
    observations = report.series.flatMap(\.observations)
  }

  func fill(_ skeleton: String) -> String {
    var specimens = report.specimens.makeIterator()
    var observations = observations.makeIterator()
    var conditions = report.declaredThreats.flatMap(\.references).makeIterator()
    return skeleton.split(separator: "\n").map { line -> String in
      var line = String(line)
      let name = line.drop { $0 == " " }.dropFirst().prefix { $0.isLetter || $0 == "-" }
      switch name {
      case "report": set(&line, ["id": report.id, "issued": "\(report.issued)"])
      case "laboratory":
        set(&line, ["ref": report.laboratory.id, "accreditation": report.laboratory.accreditation])
      case "model":
        set(&line, ["designation": report.model.designation, "supplier": report.model.supplier])
      case "tested": set(&line, ["from": "\(report.testedFrom)", "to": "\(report.testedTo)"])
      case "declared-threat": set(&line, ["title": "Purchaser's", "role": "only"])
      case "mass": set(&line, ["value": "8"])
      case "reference": set(&line, ["value": "\(conditions.next()?.velocity.value.description ?? "450")"])
      case "specimen":
        if let one = specimens.next() {
          set(&line, ["serial": one.serial, "size": one.size, "condition": one.condition])
          // The conditioning of a specimen whose condition was left open is the laboratory's to name.
          if !one.conditioning.isEmpty, !line.contains("conditioning=") {
            line = line.replacing(
              "/>", with: " conditioning=\"\(one.conditioning.joined(separator: " "))\"/>")
          }
        }
      case "observation":
        if let one = observations.next() { write(one, into: &line) }
      case "certificate":
        if let one = report.certificates.first {
          set(&line, ["number": one.number, "from": "\(one.from)", "until": "\(one.until ?? one.from)"])
        }
      case "sign-off": set(&line, ["name": "A. Example", "role": "test engineer", "day": "\(report.issued)"])
      default: break
      }
      return line
    }.joined(separator: "\n")
  }

  private func write(_ one: Observation, into line: inout String) {
    if let outcome = one.outcome { set(&line, ["outcome": outcome]) }
    for (index, measure) in report.measures.enumerated() {
      if let value = one.value(of: index) {
        // The report and the skeleton state a quantity in the same unit, or the value tells.
        set(&line, [measure.quantity: value.description])
      } else {
        line = line.replacing(" \(measure.quantity)=\"\"", with: "")
      }
    }
  }

  private func set(_ line: inout String, _ values: [String: String]) {
    for (name, value) in values { line = line.replacing(" \(name)=\"\"", with: " \(name)=\"\(value)\"") }
  }
}
