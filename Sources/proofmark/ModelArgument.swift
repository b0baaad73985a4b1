import ArgumentParser
import Registry

/// The model that a command is about.
struct ModelArgument: ParsableArguments {
  @Argument(help: "The model designation, or supplier/designation.")
  var model: String

  @Option(help: "The supplier's identifier, where several have the designation.")
  var supplier: String?

  func validate() throws {
    if model.allSatisfy(\.isWhitespace) { throw ValidationError("The model designation is empty.") }
  }

  /// Its listing; where the name leads to none, or to several, the command ends with what to do.
  func listing(in snapshot: Snapshot) throws -> Listing {
    try RegistryAccess.listing(model, supplier: supplier, in: snapshot)
  }
}
