/// The documents about suppliers, laboratories and models, as text.
public enum PartyDocuments {
  private static let namespace = "https://proofmark.example/ns/registry/1"
  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private static let remark = "<!-- Example document, invented. -->\n"

  public static func supplier(_ party: ExampleParty) -> String {
    declaration + remark + """
      <supplier xmlns="\(namespace)" id="\(party.id)" name="\(escape(party.name))" example="yes">
        <contact>Listing office, \(escape(party.place)); listing@\(party.id).example</contact>
        <website>https://\(party.id).example/</website>
      </supplier>

      """
  }

  /// A laboratory accredited for the standards that the examples name, and earlier for the older editions.
  public static func laboratory(_ party: ExampleParty) -> String {
    declaration + remark + """
      <laboratory xmlns="\(namespace)" id="\(party.id)" name="\(escape(party.name))" place="\(escape(party.place))"
                  example="yes">
        <accreditation body="Example Accreditation Body" certificate="EX-\(party.id)-0" from="2001-01-01"
                       until="2014-12-31" standards="NIJ-0101.04 NIJ-2005-Interim"/>
        <accreditation body="Example Accreditation Body" certificate="EX-\(party.id)-1" from="2015-01-01"
                       until="2027-12-31"
                       standards="NIJ-0101.04 NIJ-0101.06 NIJ-0101.07 NIJ-0106.01 NIJ-0108.01 NIJ-0115.00 NIJ-0116.00 NIJ-0117.01"/>
      </laboratory>

      """
  }

  public static func model(_ model: ExampleModel) -> String {
    let sizes = model.sizes.map { "<size>\(escape($0))</size>" }.joined()
    let names = model.formerDesignations.map { "<designation>\(escape($0))</designation>" }.joined()
    let former = names.isEmpty ? "" : "\n  <former-designations>\(names)</former-designations>"
    return declaration + remark + """
      <model xmlns="\(namespace)" designation="\(escape(model.designation))" supplier="\(model.supplier)"
             standard="\(model.standard)" level="\(model.level)" kind="\(model.kind)"
             gender="\(model.gender)" opening="\(model.opening)" warranty-months="\(model.warrantyMonths)"
             applied="\(model.begin)" example="yes">
        <sizes>\(sizes)</sizes>
        <materials>\(escape(model.materials))</materials>\(former)
      </model>

      """
  }

  private static func escape(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}
