import Conformity
import Evidence

/// All that a determination of one model is made of; it can be judged on any thread.
struct ModelCase: Sendable {
  let judge: Judge
  let subject: Subject
  /// In the order in which the determination names them.
  let reports: [SubmittedReport]

  var determination: Determination { judge.determine(subject: subject, reports: reports) }
}
