import Quantities
import Standards

/// A quantity with the unit that a report states it in.
public struct DeclaredQuantity: Sendable, Hashable {
  public var id: String
  public var unit: Unit
}

extension Sequence<TestMethod> {
  /// Each quantity of the methods once, in the finest of the units that they state it in, so that a value in any of them
  /// is exact.
  public var declaredQuantities: [DeclaredQuantity] {
    var declared: [DeclaredQuantity] = []
    for quantity in flatMap(\.quantities) {
      guard let known = declared.firstIndex(where: { $0.id == quantity.id }) else {
        declared.append(DeclaredQuantity(id: quantity.id, unit: quantity.unit))
        continue
      }
      if let one = try? Amount(ExactDecimal(1), quantity.unit).converted(to: declared[known].unit),
        one.value < ExactDecimal(1)
      {
        declared[known].unit = quantity.unit
      }
    }
    return declared
  }
}
