import Evidence
import Quantities
import Testing
import XMLDocuments

@Suite("A report is read as the laboratory wrote it")
struct ReportReaderTests {
  private func complete() throws -> Report {
    let (report, diagnostics) = try Document.fixture("complete").read()
    #expect(diagnostics.isEmpty)
    return try #require(report)
  }

  @Test("the head: number, standard, days, laboratory, model, remarks, sign-offs")
  func head() throws {
    let report = try complete()
    #expect(report.id == "LR 24/117")
    #expect(report.standard == "TOY-1")
    #expect(report.issued == Day("2024-03-09"))
    #expect(report.isExample)
    #expect(report.laboratory == LaboratoryReference(id: "northfield", accreditation: "NF 17025-88"))
    #expect(report.model.designation == "Täst <A> \"Patrol\"")
    #expect(report.model.supplier == "harrow")
    #expect(report.model.level == "special")
    #expect(report.model.kind == "flexible")
    #expect(report.model.line == 8)
    #expect(report.testedFrom == Day("2024-02-28"))
    #expect(report.testedTo == Day("2024-02-29"))
    #expect(
      report.remarks == ["Invented for a test; the clay was warm & soft.", "Panel S2 came late."])
    #expect(report.signOffs.map(\.name) == ["A. Example", "B. Example"])
    #expect(report.signOffs.map(\.role) == ["test engineer", "head of laboratory"])
    #expect(report.signOffs.last?.day == Day("2024-03-09"))
    #expect(report.attachments.map(\.mediaType) == ["application/zip"])
    #expect(report.attachments.first?.sha256.hasPrefix("0123456789abcdef") == true)
  }

  @Test("a declared threat with its mass and its reference velocities, each in its own unit")
  func declaredThreat() throws {
    let threat = try #require(try complete().declaredThreats.first)
    #expect(threat.id == "pea")
    #expect(threat.title == "Pea, 0.2 g")
    #expect(threat.role == "only")
    #expect(threat.mass.value.description == "0.20")
    #expect(threat.mass.unit.code == "g")
    #expect(threat.references.map(\.condition) == ["new", "wet"])
    #expect(threat.references.map(\.velocity.value.description) == ["412.5", "1300"])
    #expect(threat.references.map(\.velocity.unit.code) == ["m/s", "[ft_i]/s"])
    #expect(threat.references.map(\.line) == [12, 13])
  }

  @Test("measures and specimens, with the lines they stand on")
  func measuresAndSpecimens() throws {
    let report = try complete()
    #expect(report.measures.map(\.quantity) == ["velocity", "bfs", "temperature", "hit-x", "hit-y"])
    #expect(report.measures.map(\.unitCode) == ["m/s", "mm", "Cel", "mm", "mm"])
    #expect(report.measures.map(\.uncertainty?.description) == ["0.6", nil, "0.5", "1", nil])
    #expect(report.measures.map(\.line) == [16, 17, 18, 18, 18])
    let outline = try #require(report.specimen("S1")?.outline)
    #expect(outline.width == ExactDecimal(300) && outline.height.description == "412.50")
    #expect(outline.unitCode == "mm" && outline.unit == .millimetre && outline.line == 21)
    let second = try #require(report.specimen("S2"))
    #expect(second.outline == nil)
    #expect(second.serial == "HA 0002")
    #expect(second.size == "small")
    #expect(second.condition == "wet")
    #expect(second.part == "back")
    #expect(second.conditioning == ["W1", "W2"])
    #expect(second.line == 22)
    #expect(report.specimen("S1")?.part == "")
    #expect(report.specimen("S1")?.conditioning == [])
    #expect(report.specimen("S9") == nil)
  }

  @Test("components, regions and subjects of ensembles, and certificates with their validity")
  func ensembles() throws {
    let report = try complete()
    #expect(report.specimen("S2")?.component == "glove")
    #expect(report.specimen("S1")?.component == nil)
    #expect(report.series.last?.place == .init(component: "glove", region: "hand", subject: "P1"))
    #expect(report.certificates.map(\.number) == ["MO 12", "MO 13"])
    let first = try #require(report.certificates.first)
    let last = try #require(report.certificates.last)
    #expect(first.component == "mask" && last.component == nil)
    for (day, valid) in [
      ("2019-12-31", false), ("2020-01-01", true), ("2024-12-31", true), ("2025-01-01", false),
    ] {
      #expect(first.isValid(on: try #require(Day(day))) == valid, "\(day)")
    }
    #expect(last.isValid(on: try #require(Day("9999-12-31"))))
  }

  @Test("series in the order of the document, calibrations and conditioning among them")
  func series() throws {
    let report = try complete()
    #expect(
      report.series.map(\.role) == [
        .calibration, .calibration, .conditioning, .conditioning, .test, .test, .test,
      ])
    #expect(report.series.map(\.id) == ["C1", "C2", "W1", "W2", nil, nil, nil])
    #expect(report.observationCount == 10)
    let shooting = report.series[4]
    #expect(shooting.method == "shooting")
    #expect(shooting.specimen == "S1")
    #expect(shooting.threat == "pea")
    #expect(shooting.calibrations == ["C1", "C2"])
    #expect(shooting.day == Day("2024-02-29"))
    #expect(shooting.remark == "in the morning")
    #expect(shooting.line == 31)
    #expect(report.series[5].specimen == nil)
    #expect(report.series[5].day == nil)
  }

  @Test("observations with every digit that the laboratory wrote")
  func observations() throws {
    let report = try complete()
    let shots = report.series[4].observations
    #expect(shots.map(\.number) == [1, 2, 3])
    #expect(shots.map(\.line) == [32, 33, 35])
    #expect(shots.map(\.outcome) == ["stop", "perforation", nil])
    #expect(shots.map(\.claimedFair) == [nil, false, nil])
    #expect(shots[1].remark == "hit the seam")
    #expect(shots[0].value(of: 0)?.description == "412.50")
    #expect(shots[0].value(of: 1)?.description == "38.4")
    #expect(shots[1].value(of: 1) == nil, "no reading is no value, and not zero")
    #expect(shots[2].value(of: 0)?.description == "0.0000000000000001")
    #expect(report.series[2].observations.first?.value(of: 2)?.description == "-0.5")
    #expect(report.series[3].observations.first?.value(of: 2) == ExactDecimal(21))
    #expect(report.series[5].observations.first?.item == "size")
    #expect(report.series[5].observations.first?.claimedFair == true)
  }

  @Test("white space around a value means nothing, wherever the schema lets it stand")
  func whiteSpace() throws {
    let text = document(
      attributes: "\n example=\" yes\n\"",
      observations:
        "<observation n=\" 2 \" outcome=\" stop \" fair=\" yes \" velocity=\" 401 \" remark=\" dusty \"/>"
    )
    .replacing("ref=\"northfield\"", with: "ref=\" northfield \"")
    .replacing("level=\"A\"", with: "level=\"\tA\"")
    .replacing("id=\"S1\"", with: "id=\" S1\"")
    .replacing("specimen=\"S1\"", with: "specimen=\"S1 \"")
    let (read, diagnostics) = read(text)
    #expect(diagnostics.isEmpty)
    let report = try #require(read)
    #expect(report.isExample)
    #expect(report.issued == Day("2024-03-09"))
    #expect(report.laboratory.id == "northfield")
    #expect(report.model.level == "A")
    #expect(report.specimen("S1") != nil)
    let shot = try #require(report.series.first?.observations.last)
    #expect(shot.number == 2)
    #expect(shot.outcome == "stop")
    #expect(shot.claimedFair == true)
    #expect(shot.value(of: 0) == ExactDecimal(401))
    #expect(shot.remark == "dusty")
  }

  @Test("a value of zero is a value, and a negative one keeps its sign")
  func zeroAndNegative() throws {
    let text = document(
      observations: #"<observation n="2" velocity="0"/><observation n="3" velocity="-1.5"/>"#)
    let shots = try #require(read(text).report?.series.first?.observations)
    #expect(shots[1].value(of: 0) == ExactDecimal(0))
    #expect(shots[2].value(of: 0)?.description == "-1.5")
  }

  @Test("a complete report of flexible armor has 144 and some 240 shots, and stays under 100 KB")
  func completeReport() throws {
    let document = try Document.example("brackwater-br-iiia-121.xml")
    #expect(document.bytes.count < 100_000)
    let (read, diagnostics) = document.read()
    #expect(diagnostics.isEmpty)
    let report = try #require(read)
    func shots(_ method: String) -> Int {
      report.series.filter { $0.method == method }.reduce(0) { $0 + $1.observations.count }
    }
    #expect(shots("p-bfs") == 144)
    #expect(shots("ballistic-limit") >= 240)
  }

  @Test("every observation of an example stands on the line that it says it does")
  func lines() throws {
    let document = try Document.example("brackwater-br-iiia-121.xml")
    let lines = document.lines
    let report = try #require(document.read().report)
    for observation in report.series.flatMap(\.observations) {
      #expect(lines[observation.line - 1].contains("<observation n=\"\(observation.number)\""))
    }
  }

  @Test("reports can be read from several threads at once")
  func threads() async throws {
    let document = try Document.example("brackwater-br-iiia-121.xml")
    let alone = try #require(document.read().report)
    await withTaskGroup(of: Report?.self) { group in
      for _ in 0..<8 { group.addTask { document.read().report } }
      for await report in group { #expect(report == alone) }
    }
  }
}
