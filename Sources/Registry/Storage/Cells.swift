import GRDB

/// A row's values as a damaged file may hold them.
///
/// GRDB's subscripts end the program where a column that cannot be NULL is NULL all the same, as it can be where the
/// file is damaged; these throw, and the error becomes ``RegistryError/damaged(path:detail:)``.
extension Row {
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: String, as type: Value.Type = Value.self
  ) throws -> Value {
    try decode(type, forColumn: column)
  }

  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ index: Int, as type: Value.Type = Value.self
  ) throws -> Value {
    try decode(type, atIndex: index)
  }
}
