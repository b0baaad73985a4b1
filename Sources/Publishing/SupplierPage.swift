import Registry

/// The page of a supplier: how it is reached, its models on the list and off it, the notices about them.
struct SupplierPage {
  let name: String
  /// As its document says; nil where none is at hand.
  let supplier: Supplier?
  /// The names of those whose models it answers for now.
  let former: [String]
  let listed: [Int]
  /// Models that have a page and are not on the list.
  let others: [Int]
  let notices: [PublicNotice]
  /// The name of its feed, beside the page.
  let feed: String
  let table: ModelTable
  let map: SiteMap

  /// The context of the template `supplier`, without that of the site.
  var context: Context {
    Publishing.context([
      "name": name,
      "contact": supplier?.contact.nonEmpty,
      "website": supplier.flatMap { Texts.webAddress($0.website) }.map(WebAddress.linkable),
      "listed": listed.isEmpty
        ? [] : [["table": table.markup(listed, caption: Texts.modelsCaption(listed.count))]],
      "others": others.isEmpty
        ? [] : [["table": table.markup(others, caption: Texts.offListCaption(others.count))]],
      "follow": feed,
      "former": former.isEmpty ? nil : Texts.list(former),
      "hasNotices": !notices.isEmpty,
      "notices": notices.map { NoticePage.line($0, address: "../" + map.notice($0.number)) },
    ])
  }
}
