/// Spreads marks that would cover each other over lanes: 0 is the middle, then 1, −1, 2, −2 …
///
/// The same values always take the same lanes.
enum Swarm {
  /// A lane for each coordinate, in the order given; at most `limit` lanes to either side, past which marks overlap.
  static func lanes(_ positions: [Double], spacing: Double, limit: Int, oneSided: Bool = false) -> [Int] {
    var order = Array(positions.indices)
    order.sort { (positions[$0], $0) < (positions[$1], $1) }
    let choices = oneSided ? Array(0...limit) : [0] + (1...max(limit, 1)).flatMap { [$0, -$0] }
    var lastPosition: [Int: Double] = [:]
    var lanes = [Int](repeating: 0, count: positions.count)
    for index in order {
      let free = choices.first { lane in
        lastPosition[lane].map { positions[index] - $0 >= spacing } ?? true
      }
      let lane =
        free
        ?? choices.min { left, right in
          (lastPosition[left] ?? -.infinity) < (lastPosition[right] ?? -.infinity)
        } ?? 0
      lanes[index] = lane
      lastPosition[lane] = positions[index]
    }
    return lanes
  }
}
