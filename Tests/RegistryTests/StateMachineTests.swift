import Quantities
import Registry
import Testing

@Suite("What may follow what in the status of a model")
struct StateMachineTests {
  @Test("every move from every status, written out by hand")
  func table() {
    let table: [ListingStatus: [StateMachine.Move: ListingStatus]] = [
      .undecided: [.list: .active, .decline: .declined],
      .declined: [.list: .active, .decline: .declined],
      .active: [.inactive: .inactive, .suspended: .suspended, .removed: .removed],
      .inactive: [.suspended: .suspended, .removed: .removed, .reinstated: .active],
      .suspended: [.removed: .removed, .reinstated: .active],
      .removed: [.list: .active],
      .ended: [:],
    ]
    for status in ListingStatus.allCases {
      for move in StateMachine.Move.allCases {
        #expect(StateMachine.status(after: move, from: status) == table[status]?[move], "\(status) \(move)")
      }
      #expect(Set(StateMachine.moves(from: status)) == Set((table[status] ?? [:]).keys))
    }
  }

  @Test("only active and inactive models are on the list")
  func onList() {
    #expect(ListingStatus.allCases.filter(\.isOnList) == [.active, .inactive])
  }

  @Test("of policies from the same day the later document counts; before the first, the standard one")
  func policies() throws {
    func policy(_ months: Int) -> ProgrammePolicy {
      var policy = ProgrammePolicy()
      policy.inspectionIntervalMonths = months
      return policy
    }
    let day = try #require(Day("2025-01-01"))
    func entry(_ from: Day?, _ months: Int) -> PolicyRecord.Entry {
      PolicyRecord.Entry(
        from: from, policy: policy(months), sequence: Int64(months), sha256: "\(months)",
        recorded: Moment(milliseconds: Int64(months)))
    }
    let record = PolicyRecord([entry(day, 3), entry(nil, 1), entry(day, 4), entry(nil, 2)])
    #expect(record.policy(on: day.adding(days: -1)).inspectionIntervalMonths == 2)
    #expect(record.policy(on: day).inspectionIntervalMonths == 4)
    #expect(record.policy(on: day, knownBy: 3).inspectionIntervalMonths == 3)
    #expect(record.policy(on: day, knownBy: 1).inspectionIntervalMonths == 1)
    #expect(record.policy(on: day, knownBy: 0) == ProgrammePolicy())
    #expect(PolicyRecord([entry(day, 3)]).policy(on: day.adding(days: -1)) == ProgrammePolicy())
  }
}
