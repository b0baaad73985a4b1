import Conformity
import Testing

/// `<certificate body="…" title="…"/>`: valid on all days of testing, here 6 to 8 May 2024.
@Suite("Rule: certificate")
struct CertificateRuleTests {
  private let trial = Trial("<certificate body='Masks Office' title='Respirator'/>")

  private func outcome(from: String, until: String?, by body: String = "Masks Office") throws -> Outcome {
    var trial = trial
    trial.certificate("TC-1", by: body, from: from, until: until)
    return try trial.outcome()
  }

  @Test("met by a certificate that was valid on all days of testing, its first and last day included")
  func met() throws {
    #expect(try outcome(from: "2020-01-01", until: nil) == .met)
    #expect(try outcome(from: "2024-05-06", until: "2024-05-08") == .met)
  }

  @Test("not met by one that began later or ended earlier than the testing")
  func notMet() throws {
    #expect(try outcome(from: "2024-05-07", until: nil) == .notMet)
    #expect(try outcome(from: "2020-01-01", until: "2024-05-07") == .notMet)
    var trial = trial
    trial.certificate("TC-1", by: "Masks Office", from: "2020-01-01", until: "2023-12-31")
    let result = try trial.result()
    #expect(result.measured == "TC-1, from 2020-01-01 until 2023-12-31")
    #expect(
      result.reason
        == "Certificate TC-1 was not valid on all days of testing, 2024-05-06 to 2024-05-08.")
  }

  @Test("one that was valid suffices, whatever others have run out")
  func renewed() throws {
    var trial = trial
    trial.certificate("TC-1", by: "Masks Office", from: "2010-01-01", until: "2020-01-01")
    trial.certificate("TC-2", by: "Masks Office", from: "2020-01-01")
    let result = try trial.result()
    #expect(result.outcome == .met)
    #expect(result.measured == "TC-2, from 2020-01-01")
  }

  @Test("two that each cover a part of the testing do not make one that covers all of it")
  func parts() throws {
    var trial = trial
    trial.certificate("TC-1", by: "Masks Office", from: "2010-01-01", until: "2024-05-06")
    trial.certificate("TC-2", by: "Masks Office", from: "2024-05-07")
    #expect(try trial.outcome() == .notMet)
  }

  @Test("not determined without a certificate by the named body, spelled as it names itself")
  func missing() throws {
    #expect(try trial.result().reason == "The evidence holds no certificate by Masks Office.")
    #expect(try trial.outcome() == .notDetermined)
    #expect(try outcome(from: "2020-01-01", until: nil, by: "masks office") == .notDetermined)
  }

  @Test("a certificate for another component is none for this one")
  func component() throws {
    var trial = trial
    trial.select = "component='mask'"
    trial.certificate("TC-1", by: "Masks Office", from: "2020-01-01", "component='glove'")
    #expect(try trial.outcome() == .notDetermined)
    trial.certificate("TC-2", by: "Masks Office", from: "2020-01-01", "component='mask'")
    #expect(try trial.outcome() == .met)
  }

  @Test("a valid certificate is not enough while the plan asks for more")
  func incomplete() throws {
    var trial = trial
    trial.plan("<total {1 1}/>")
    trial.certificate("TC-1", by: "Masks Office", from: "2020-01-01")
    #expect(try trial.outcome() == .notDetermined)
  }
}
