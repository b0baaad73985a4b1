import Registry

/// The page of a supplier: how it is reached, its models on the list and off it, the notices about them.
struct SupplierPage {
  let name: String
  /// As its document says; nil where none is at hand.
  let supplier: Supplier?
  /// The names of those whose models it answers for now.
  let former: [String]
  /// The first part of its models on the list, and of those that have a page and are not on it; nil: there are none.
  let listed: ListPart?
  let others: ListPart?
  let notices: [PublicNotice]
  /// The name of its feed, beside the page.
  let feed: String
  let map: SiteMap

  /// The context of the template `supplier`, without that of the site.
  var context: Context {
    Publishing.context([
      "name": name,
      "contact": supplier?.contact.nonEmpty,
      "website": supplier.flatMap { Texts.webAddress($0.website) }.map(WebAddress.linkable),
      "listed": listed?.context(under: "listed"),
      "others": others?.context(under: "others"),
      "follow": feed,
      "former": former.isEmpty ? nil : Texts.list(former),
      "hasNotices": !notices.isEmpty,
      "notices": notices.map { NoticePage.line($0, address: "../" + map.notice($0.number)) },
    ])
  }
}
