/// A sample as it was tested: one panel or one plate.
public struct Specimen: Sendable, Hashable {
  /// The identifier by which the report's series name it.
  public var id: String
  /// The serial number on its label.
  public var serial: String
  /// The size class: one of the standard's.
  public var size: String
  /// The condition it was tested in: one of the standard's.
  public var condition: String
  /// Which part of the armor it is, such as `front` or `back`; empty where there is only one.
  public var part: String
  /// The component of the ensemble that it is: one of the standard's; nil for equipment in one piece.
  public var component: String?
  /// The identifiers of the conditioning records it went through.
  public var conditioning: [String]
  /// The rectangle in which hits have positions; nil where the report tells of none.
  public var outline: Outline?
  public var line: Int

  public init(
    id: String, serial: String, size: String, condition: String, part: String, component: String? = nil,
    conditioning: [String], outline: Outline? = nil, line: Int
  ) {
    self.id = id
    self.serial = serial
    self.size = size
    self.condition = condition
    self.part = part
    self.component = component
    self.conditioning = conditioning
    self.outline = outline
    self.line = line
  }
}
