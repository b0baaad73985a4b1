import Foundation
import Standards

/// Definitions with rules, selections, groups, plans and fair-hit rules as dice have it; those that the reader accepts
/// are as good as any other.
public enum RandomDefinition {
  /// The first acceptable one from a seed on; nil where there is none within reach.
  public static func from(seed: UInt64) -> Standard? {
    var dice = Dice(seed: seed ^ 0xD1CE)
    for _ in 0..<40 {
      let text = document(&dice)
      if let standard = StandardReader.read([UInt8](text.utf8), file: "random.xml").standard {
        return standard
      }
    }
    return nil
  }

  private static func figure(_ element: String, _ value: String, _ unit: String) -> String {
    "<\(element) value=\"\(value)\" unit=\"\(unit)\" clause=\"1\" verified=\"yes\" source=\"text\"/>"
  }

  private static func pick(_ texts: [String], _ dice: inout Dice) -> String { dice.pick(texts) ?? "" }

  private static func bound(_ limits: [String], _ unit: String, _ dice: inout Dice) -> String {
    let limit = pick(limits, &dice)
    switch dice.below(12) {
    case 0:
      return "<unknown comparison=\"at-most\" unit=\"\(unit)\" clause=\"1\" source=\"text\"/>"
    case 1, 6: return "<between>\(figure("low", "1", unit))\(figure("high", limit, unit))</between>"
    case 2: return "<within>\(figure("nominal", limit, unit))\(figure("tolerance", "10", unit))</within>"
    case 3: return figure("below", limit, unit)
    case 4: return figure("at-least", limit, unit)
    case 5: return figure("above", "1", unit)
    default: return figure("at-most", limit, unit)
    }
  }

  // MARK: - Rules

  private static func shotRule(_ dice: inout Dice, depth: Int) -> String {
    let depths = bound(["44", "40", "50"], "mm", &dice)
    let filter = pick(
      [
        "", "", "<where quantity=\"angle\">\(figure("at-least", "30", "deg"))</where>",
        "<where quantity=\"velocity\"><reference-velocity comparison=\"at-most\"/></where>",
        "<where quantity=\"velocity\">\(figure("at-most", "1310", "[ft_i]/s"))</where>",
      ], &dice)
    switch dice.below(depth > 0 ? 16 : 13) {
    case 0: return "<every quantity=\"bfs\">\(filter)\(depths)</every>"
    case 1, 2: return "<none outcome=\"perforation\">\(filter)</none>"
    case 3:
      let outcome = pick(["", " outcome=\"perforation\"", " outcome=\"stop\""], &dice)
      return
        "<count\(outcome)>\(figure(pick(["at-least", "at-most"], &dice), pick(["0", "3", "6"], &dice), "1"))</count>"
    case 4: return "<minimum quantity=\"bfs\">\(depths)</minimum>"
    case 5: return "<maximum quantity=\"bfs\">\(depths)</maximum>"
    case 6, 7:
      return "<mean quantity=\"bfs\" over=\"\(pick(["observations", "specimens"], &dice))\">\(depths)</mean>"
    case 8:
      return "<tolerance-bound quantity=\"bfs\">\(figure("coverage", pick(["80", "90"], &dice), "%"))"
        + "\(figure("confidence", "0.95", "1"))\(figure("limit", "44", "mm"))</tolerance-bound>"
    case 9:
      let place = pick(["<at-reference-velocity/>", figure("at", "420", "m/s")], &dice)
      return "<fitted-probability quantity=\"velocity\" outcome=\"perforation\">\(place)"
        + "\(figure("below", pick(["5", "60"], &dice), "%"))</fitted-probability>"
    case 10:
      return "<v50 quantity=\"velocity\" outcome=\"perforation\"><pairs>\(figure("count", "2", "1"))"
        + "\(figure("spread", "27", "m/s"))</pairs><pairs>\(figure("count", "3", "1"))"
        + "\(figure("spread", "38", "m/s"))</pairs>\(figure("at-least", "400", "m/s"))</v50>"
    case 11: return "<required-outcome outcome=\"stop\"/>"
    case 12: return "<every quantity=\"velocity\"><reference-velocity comparison=\"at-least\"/></every>"
    default:
      let parts = (0..<(2 + dice.below(2))).map { _ in shotRule(&dice, depth: depth - 1) }.joined()
      return dice.chance(50) ? "<any-of>\(parts)</any-of>" : "<all-of>\(parts)</all-of>"
    }
  }

  private static func wornRule(_ dice: inout Dice) -> String {
    switch dice.below(5) {
    case 0:
      return "<percentage-of-control quantity=\"time\" control=\"bare\">"
        + "\(figure("at-most", pick(["300", "150"], &dice), "%"))</percentage-of-control>"
    case 1:
      let over = pick(["subjects", "specimens", "observations"], &dice)
      return "<mean quantity=\"time\" over=\"\(over)\">\(bound(["30", "0.5"], "min", &dice))</mean>"
    case 2:
      return "<protection-factor outside=\"outside\" inside=\"inside\">"
        + "\(figure(pick(["at-least", "above"], &dice), pick(["100", "361"], &dice), "1"))</protection-factor>"
    case 3: return "<rating at-least=\"\(pick(["good", "fair"], &dice))\"/>"
    default: return "<every quantity=\"time\">\(bound(["30"], "s", &dice))</every>"
    }
  }

  private static func runRule(_ dice: inout Dice) -> String {
    switch dice.below(4) {
    case 0:
      return "<breakthrough quantity=\"mass\" time=\"clock\">\(figure("threshold", "1", "ug/cm2"))"
        + "\(figure("at-least", "1", "h"))</breakthrough>"
    case 1:
      return "<peak-with-duration quantity=\"peak\" duration=\"above\">\(figure("limit", "5", "kN"))"
        + "\(figure("threshold", "2000", "N"))\(figure("longest", "3", "ms"))</peak-with-duration>"
    default:
      return "<cumulative quantity=\"mass\" time=\"clock\">\(figure("period", "60", "min"))"
        + "\(figure("at-most", pick(["4", "6"], &dice), "ug/cm2"))</cumulative>"
    }
  }

  // MARK: - Parts

  private static func requirement(
    _ id: String, _ method: String, _ select: String, _ groups: String, _ fair: String, _ rule: String
  ) -> String {
    let grouped = groups.isEmpty ? "" : " group-by=\"\(groups)\""
    return
      "<requirement id=\"\(id)\" clause=\"1\" title=\"\(id)\" subject=\"equipment\"><summary>It holds.</summary>"
      + "<select method=\"\(method)\"\(select) fair-only=\"\(fair)\"\(grouped)/><rule>\(rule)</rule></requirement>"
  }

  private static func fairHit(_ dice: inout Dice) -> String {
    func rule(_ text: String) -> String { dice.chance(55) ? text : "" }
    let summary = "<summary>It is fair.</summary>"
    let near =
      "<near-reference id=\"near\" clause=\"1\" quantity=\"velocity\">\(summary)"
      + "\(figure("tolerance", "9.1", "m/s"))<exception outcome=\"perforation\" side=\"below\"/>"
      + "<exception outcome=\"stop\" side=\"above\"/></near-reference>"
    let declarable = dice.chance(40) ? " declarable=\"yes\"" : ""
    let rules = [
      rule(near),
      rule(
        "<at-least id=\"edge\" clause=\"1\" quantity=\"edge\" roles=\"lighter\"\(declarable)>\(summary)"
          + "\(figure("limit", "51", "mm"))</at-least>"),
      rule(
        "<at-least id=\"spacing\" clause=\"1\" quantity=\"spacing\" from-observation=\"2\">\(summary)"
          + "\(figure("limit", "51", "mm"))</at-least>"),
      rule(
        "<near-planned id=\"obliquity\" clause=\"1\" quantity=\"obliquity\" planned=\"angle\">\(summary)"
          + "\(figure("tolerance", "5", "deg"))</near-planned>"),
      rule(
        "<calibrated id=\"clay\" clause=\"1\" requirement=\"clay\">\(summary)\(figure("count", "2", "1"))"
          + "</calibrated>"),
      rule(
        "<conditioned id=\"wet\" clause=\"1\" requirement=\"soak\" condition=\"wet\" kind=\"vest\">\(summary)"
          + "</conditioned>"),
    ].joined()
    return rules.isEmpty ? "" : "<fair-hit>\(rules)</fair-hit>"
  }

  private static func entry(_ id: String, _ attributes: String, _ numbers: String) -> String {
    "<entry id=\"\(id)\" clause=\"1\" \(attributes)>\(numbers)</entry>"
  }

  private static func plan(_ dice: inout Dice) -> String {
    let angles =
      "<planned-angle>\(figure("count", "1", "1"))\(figure("angle", "30", "deg"))\(figure("angle", "45", "deg"))"
      + "</planned-angle>"
    func numbers() -> String {
      (dice.chance(60) ? figure("specimens", pick(["1", "2"], &dice), "1") : "")
        + (dice.chance(60) ? figure("observations-per-specimen", pick(["2", "4"], &dice), "1") : "")
        + (dice.chance(30) ? figure("total", "6", "1") : "") + (dice.chance(25) ? angles : "")
    }
    let threats = dice.chance(20) ? " threats=\"pea\"" : ""
    let perThreat = dice.chance(70) ? "yes" : "no"
    let size = dice.chance(30) ? " size=\"large\"" : ""
    var lines = entry(
      "dry", "method=\"shoot\" per-threat=\"\(perThreat)\" condition=\"dry\"\(threats)\(size)", numbers())
    lines += entry("wet", "method=\"shoot\" per-threat=\"\(perThreat)\" condition=\"wet\"", numbers())
    let known = dice.chance(10) ? " counts-known=\"no\"" : ""
    lines += entry(
      "worn", "method=\"worn\" per-threat=\"no\" region=\"neck\"\(known)",
      (dice.chance(50) ? figure("subjects", "2", "1") : "")
        + (dice.chance(30) ? figure("total", "3", "1") : ""))
    lines += entry("arm", "method=\"worn\" per-threat=\"no\" region=\"arm\"", "")
    if dice.chance(40) {
      let known = dice.chance(30) ? " counts-known=\"no\"" : ""
      lines += entry("bare", "method=\"bare\" per-threat=\"no\"\(known)", figure("subjects", "2", "1"))
    }
    lines += entry(
      "run", "method=\"run\" per-threat=\"no\" component=\"glove\"",
      figure("specimens", pick(["1", "2"], &dice), "1"))
    return "<plan>\(lines)</plan>"
  }

  private static func requirements(_ dice: inout Dice) -> String {
    var text = ""
    for number in 0..<4 {
      let rule = shotRule(&dice, depth: 2)
      let needsReference = rule.contains("reference-velocity")
      let groups =
        needsReference
        ? "threat condition"
        : pick(["", "threat", "threat condition", "condition size", "specimen", "threat specimen"], &dice)
      let select =
        needsReference
        ? "" : pick(["", "", " condition=\"wet\"", " role=\"lighter\"", " threat=\"pea\""], &dice)
      text += requirement("shot\(number)", "shoot", select, groups, dice.chance(80) ? "yes" : "no", rule)
    }
    for number in 0..<2 {
      let groups = pick(["", "region", "subject", "region subject"], &dice)
      let select = pick(["", " region=\"neck\""], &dice)
      text += requirement("worn\(number)", "worn", select, groups, "no", wornRule(&dice))
    }
    text += requirement(
      "run", "run", pick(["", " component=\"glove\""], &dice),
      pick(["specimen", "component specimen"], &dice), "no",
      runRule(&dice))
    let drops =
      "<all-of><count>\(figure("at-least", "2", "1"))</count>"
      + "<mean quantity=\"depth\"><within>\(figure("nominal", "19", "mm"))\(figure("tolerance", "2", "mm"))</within>"
      + "</mean></all-of>"
    text += requirement("clay", "clay", "", "record", "no", drops)
    text += requirement(
      "soak", "soak", "", "record", "no",
      "<every quantity=\"temperature\"><within>\(figure("nominal", "65", "Cel"))\(figure("tolerance", "2", "Cel"))"
        + "</within></every>")
    text += requirement(
      "mark", "check", "", "", "no", "<evidence-present item=\"mark\" title=\"Mark\" outcome=\"good\"/>")
    return "<requirements>\(text)</requirements>"
  }

  private static func method(_ id: String, _ quantities: String, _ rest: String = "") -> String {
    "<method id=\"\(id)\" title=\"\(id)\" clause=\"1\" observation=\"trial\">"
      + (quantities.isEmpty ? "" : "<quantities>\(quantities)</quantities>") + rest + "</method>"
  }

  private static func quantity(_ id: String, _ unit: String, _ required: String = "no") -> String {
    "<quantity id=\"\(id)\" title=\"\(id)\" unit=\"\(unit)\" required=\"\(required)\"/>"
  }

  private static func document(_ dice: inout Dice) -> String {
    let shots =
      "<outcomes><outcome id=\"stop\" title=\"stop\"/><outcome id=\"perforation\" title=\"perforation\"/></outcomes>"
    let scale =
      "<outcomes scale=\"yes\"><outcome id=\"good\" title=\"good\"/><outcome id=\"fair\" title=\"fair\"/>"
      + "<outcome id=\"poor\" title=\"poor\"/></outcomes>"
    let methods =
      method(
        "shoot",
        quantity("velocity", "m/s", "yes") + quantity("angle", "deg") + quantity("obliquity", "deg")
          + quantity("edge", "mm") + quantity("spacing", "mm") + quantity("bfs", "mm"), shots + fairHit(&dice)
      )
      + method(
        "worn",
        quantity("time", "s", dice.chance(50) ? "yes" : "no") + quantity("outside", "mg")
          + quantity("inside", "mg"),
        scale)
      + method("bare", quantity("time", "s"))
      + method(
        "run",
        quantity("clock", "min") + quantity("mass", "ug/cm2") + quantity("peak", "N")
          + quantity("above", "ms"))
      + method("clay", quantity("depth", "mm", "yes")) + method("soak", quantity("temperature", "Cel", "yes"))
      + method("check", "", scale)
    func reference(_ condition: String, _ value: String) -> String {
      "<reference condition=\"\(condition)\" value=\"\(value)\" unit=\"m/s\" clause=\"1\" verified=\"yes\" source=\"text\"/>"
    }
    let guarded =
      dice.chance(20)
      ? "<decision-rule acceptance=\"guarded\" clause=\"1\" verified=\"yes\" source=\"text\"/>" : ""
    let special =
      "<level id=\"special\" title=\"S\" kinds=\"vest\"><summary>It stops what is declared.</summary><declared-in-report/></level>"
    // A line for each part: positions in one long line take long to find.
    let parts = """
      <?xml version="1.0" encoding="UTF-8"?>
      <standard xmlns="https://proofmark.example/ns/standard/1" id="RANDOM" title="Random" edition="1" publisher="N" \
      published="2020-01-01"><encoding by="Dice" on="2020-01-01"><note>Invented.</note></encoding>\
      <sources><source id="text" kind="text" title="Text"/></sources>\(guarded)\
      <kinds><kind id="vest" title="Vest"/></kinds>\
      <sizes><size id="large" title="Large"/><size id="small" title="Small"/></sizes>\
      <components><component id="glove" title="Glove"/><component id="mask" title="Mask"/></components>\
      <regions><region id="neck" title="Neck"/><region id="arm" title="Arm"/></regions>\
      <conditions><condition id="dry" title="Dry"/><condition id="wet" title="Wet"/></conditions>\
      <threats><threat id="pea" title="Pea"/><threat id="plum" title="Plum"/></threats>\
      <levels><level id="A" title="A" kinds="vest"><summary>It stops peas.</summary>\
      <level-threat threat="pea" role="lighter">\(reference("dry", "400"))\(reference("wet", "380"))</level-threat>\
      <level-threat threat="plum" role="heavier">\(reference("dry", "420"))\(reference("wet", "410"))</level-threat>\
      </level>\(dice.chance(40) ? special : "")</levels>\
      <methods>\(methods)</methods>\(plan(&dice))\(requirements(&dice))</standard>
      """
    return parts.replacingOccurrences(of: "><", with: ">\n<")
  }
}
