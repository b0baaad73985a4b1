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
    let record = PolicyRecord([(day, policy(3)), (nil, policy(1)), (day, policy(4)), (nil, policy(2))])
    #expect(record.policy(on: day.adding(days: -1)).inspectionIntervalMonths == 2)
    #expect(record.policy(on: day).inspectionIntervalMonths == 4)
    #expect(PolicyRecord([(day, policy(3))]).policy(on: day.adding(days: -1)) == ProgrammePolicy())
  }
}
