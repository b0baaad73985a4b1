import Conformity
import Quantities
import Registry

/// What a whole site was made from, in short: where the next publication finds all of it as it was, what happened meanwhile
/// can only have changed the pages of single models, and the rest of the registry need not be read.
struct SiteState: Equatable {
  /// The same only where the program, what it was told, and everything in the registry that can change a list are.
  var key: LeafKey
  /// The place of the last document that was known, and the day whose state was shown.
  var lastDocument: Int64
  var day: Day
  var isExample: Bool
  var pages: Int
  var listedModels: Int
  var otherModels: Int

  /// As the record has it.
  var line: String {
    "state \(key.text) \(lastDocument) \(day) \(isExample ? "example" : "real") \(pages) \(listedModels) \(otherModels)"
  }

  /// Reads ``line``; nil where it is none.
  init?(line: String) {
    let fields = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 8, fields[0] == "state", let key = LeafKey(fields[1].utf8),
      let lastDocument = Int64(fields[2]), let day = Day(fields[3]), let pages = Int(fields[5]),
      let listed = Int(fields[6]), let others = Int(fields[7]), ["example", "real"].contains(fields[4])
    else { return nil }
    (self.key, self.lastDocument, self.day, self.pages) = (key, lastDocument, day, pages)
    (listedModels, otherModels, isExample) = (listed, others, fields[4] == "example")
  }

  init(
    key: LeafKey, lastDocument: Int64, day: Day, isExample: Bool, pages: Int, listedModels: Int,
    otherModels: Int
  ) {
    (self.key, self.lastDocument, self.day, self.isExample) = (key, lastDocument, day, isExample)
    (self.pages, self.listedModels, self.otherModels) = (pages, listedModels, otherModels)
  }
}

extension LeafKey {
  /// The key of everything that a site is made from but for the documents that change no list.
  ///
  /// - Parameter wishes: what the program was told of the site.
  init(of snapshot: Snapshot, look: Look, _ wishes: [String?]) throws(RegistryError) {
    var ingredients = Ingredients()
    ingredients.add([ProgramIdentity.present, Engine.version])
    for wish in wishes { ingredients.add(wish) }
    ingredients.add(look)
    ingredients.add(look.assets.count)
    for (path, bytes) in look.assets {
      ingredients.add(path)
      ingredients.add(SHA256Hex.of(bytes))
    }
    let texts = look.texts
    for text in [texts.title, texts.keeper, texts.contact, texts.question, texts.lead, texts.footer] {
      ingredients.add(text)
    }
    ingredients.add(try snapshot.origin())
    ingredients.add(snapshot.vantage.asOf)
    ingredients.add(snapshot.vantage.asKnown?.description)
    let ground = try snapshot.listGround()
    ingredients.add(ground.day)
    ingredients.add(ground.checkpoint?.text)
    // A registry can be judged anew without a document.
    for (engine, count) in try snapshot.determinationCounts().sorted(by: { $0.key < $1.key }) {
      ingredients.add(engine)
      ingredients.add(count)
    }
    self = ingredients.key
  }
}
