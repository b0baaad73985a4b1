import Quantities

/// What stands in one place of an export: each format writes it in its own way.
enum ExportValue: Sendable, Equatable {
  case text(String)
  case number(Int)
  case flag(Bool)
  /// nil: unknown, or there is none.
  case day(Day?)
  /// Several texts in one place, in order.
  case texts([String])

  var json: JSONText {
    switch self {
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    case .flag(let flag): .flag(flag)
    case .day(let day): day.map { .text($0.description) } ?? .null
    case .texts(let texts): .array(texts.map { .text($0) })
    }
  }

  /// As one text, for formats that know nothing else: several are separated by `; `.
  var words: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .flag(let flag): flag ? "yes" : "no"
    case .day(let day): day?.description ?? ""
    case .texts(let texts): texts.joined(separator: "; ")
    }
  }
}
