/// A file of a site that takes long and is made of values alone, so that it can be made while others are.
struct HeavyLeaf {
  let path: String
  let key: () throws -> LeafKey
  /// Writes it to a place where nothing is yet, from any thread.
  let make: @Sendable (_ path: String) throws -> Void
}
