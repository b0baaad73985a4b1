import Quantities
import Registry
import Standards

@testable import Publishing

/// Lines of a list of many invented models, as a large programme has them.
enum ManyModels {
  /// Half a dozen suppliers for each thousand models; every twentieth model is off the list.
  static func rows(_ count: Int, standard: Standard) -> [ListRow] {
    let makers = max(count / 160, 1)
    let levels = standard.levels.map(\.id)
    let offered = [
      ["S", "M", "L", "XL"], ["XS", "S", "M", "L", "XL", "2XL", "3XL"], ["M", "L"], ["10x12", "11x14"],
    ]
    return (0..<count).map { index in
      let maker = index * makers / count
      let level = levels[index * 7 % levels.count]
      var standing = Standing()
      standing.status = index % 20 == 7 ? .removed : index % 31 == 3 ? .inactive : .active
      standing.listedOn = Day("2012-01-01")?.adding(days: index * 37 % 5000)
      standing.since = standing.listedOn?.adding(days: standing.status == .active ? 0 : 400)
      return ListRow(
        designation:
          "\(names[maker % names.count])\(maker / names.count)-\(level)-\(1000 + index * 13 % 9000)",
        supplier: "\(names[maker % names.count].capitalized) Armor \(maker)",
        supplierID: "maker-\(1000 + maker)",
        standard: standard.id, level: level, kind: standard.kinds.first?.id ?? "",
        gender: ["male", "female", "neutral"][index % 3],
        opening: ["side opening", "front opening", "pullover"][index / 3 % 3],
        sizes: offered[index % offered.count],
        warrantyMonths: 60, standing: standing, verdict: .compliant, day: standing.listedOn, definition: "5a",
        isAdopted: true, laboratories: [], isExample: true)
    }
  }

  private static let names = [
    "AL", "BRK", "COR", "DUN", "ESK", "FEN", "GOR", "HAR", "INV", "JOR", "KEL", "LOM",
  ]
}
