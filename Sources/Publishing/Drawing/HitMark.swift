/// The mark of a hit on a panel: what sets it apart is told by its shape, so that it can be read without its colours.
struct HitMark: Hashable {
  /// A square in place of a circle.
  var isOblique = false
  /// Arms that stick out on four sides: a perforation, or whatever else should not be.
  var isEvent = false
  /// A dashed line: it does not count.
  var isLeftOut = false
}
