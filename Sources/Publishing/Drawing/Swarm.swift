/// Spreads marks that would cover each other over lanes: 0 is the middle, then 1, −1, 2, −2 …
///
/// The same values always take the same lanes.
enum Swarm {
  /// A lane for each coordinate, in the order given; at most `limit` lanes to either side, past which marks overlap.
  static func lanes(_ positions: [Double], spacing: Double, limit: Int, oneSided: Bool = false) -> [Int] {
    let order = positions.indices.sorted { (positions[$0], $0) < (positions[$1], $1) }
    let reach = oneSided ? limit : max(limit, 1)
    let choices = oneSided ? Array(0...limit) : [0] + (1...reach).flatMap { [$0, -$0] }
    // Where the last mark of each lane is, from the outermost to the left to that to the right.
    var last = [Double](repeating: -.infinity, count: 2 * reach + 1)
    var lanes = [Int](repeating: 0, count: positions.count)
    for index in order {
      let position = positions[index]
      var lane = choices[0]
      // Where all are taken, the one that is free the longest.
      for choice in choices {
        if position - last[choice + reach] >= spacing {
          lane = choice
          break
        }
        if last[choice + reach] < last[lane + reach] { lane = choice }
      }
      lanes[index] = lane
      last[lane + reach] = position
    }
    return lanes
  }
}
