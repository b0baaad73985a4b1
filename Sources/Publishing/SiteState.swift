import Conformity
import Registry

/// What a whole site was made from, in short: where the next publication finds all of it as it was, what happened meanwhile
/// can only have changed the pages of single models, and the rest of the registry need not be read.
struct SiteState: Equatable {
  /// The same only where the program, what it was told, and everything in the registry that can change a list are.
  var key: LeafKey
  /// The place of the last document that was known.
  var lastDocument: Int64
  var isExample: Bool
  var pages: Int
  var listedModels: Int
  var otherModels: Int
}

extension SiteState {
  /// As the record has it.
  var line: String {
    "state \(key.text) \(lastDocument) \(isExample ? "example" : "real") \(pages) \(listedModels) \(otherModels)"
  }

  /// Reads ``line``; nil where it is none.
  init?(line: String) {
    let fields = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 7, fields[0] == "state", let key = LeafKey(fields[1].utf8),
      let lastDocument = Int64(fields[2]), ["example", "real"].contains(fields[3]),
      let pages = Int(fields[4]), let listed = Int(fields[5]), let others = Int(fields[6])
    else { return nil }
    self.init(
      key: key, lastDocument: lastDocument, isExample: fields[3] == "example", pages: pages,
      listedModels: listed, otherModels: others)
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
    for text in look.texts.values { ingredients.add(text) }
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
