// The kinds of problem that this room reports. The reference page of diagnostics is made from these comments: the
// first paragraph says what it means and why it happens, the second what to do.

extension SignatureProblem.Code {
  // MARK: - Keys

  /// The file is no key in minisign's format: another kind of file, or one that was cut or edited.
  ///
  /// Name a key that `proofmark key make` or `minisign -G` wrote.
  public static let keyFormat: Self = "key.format"

  /// The secret key is encrypted with a password, which this program does not ask for.
  ///
  /// Sign the file with `minisign -S` itself, which asks for the password, or make a key without one.
  public static let keyEncrypted: Self = "key.encrypted"

  /// The file is a public key where a secret one is needed to sign.
  ///
  /// Name the file that `proofmark key make` wrote, without `.pub`.
  public static let keyPublic: Self = "key.public"

  /// The file is a secret key where a public one belongs.
  ///
  /// Name the public key, as a rule the file beside it that ends in `.pub`.
  public static let keySecret: Self = "key.secret"

  /// The two halves of a secret key do not belong together, or its checksum is wrong: the file is damaged.
  ///
  /// Restore the key from a copy.
  public static let keyDamaged: Self = "key.damaged"

  /// Others than its owner may read the file of a secret key.
  ///
  /// Take the right away with `chmod 600`, and consider whether somebody has used it.
  public static let keyExposed: Self = "key.exposed"

  /// There is a file already where the key was to be written. A key is never overwritten.
  ///
  /// Name another file.
  public static let keyExists: Self = "key.exists"

  /// The file of a key cannot be read.
  ///
  /// Check its name and its permissions.
  public static let keyUnreadable: Self = "key.unreadable"

  /// The file of a key cannot be written; nothing of it is left.
  ///
  /// Check that its folder exists, may be written and has room.
  public static let keyUnwritten: Self = "key.unwritten"

  // MARK: - Signatures

  /// The file is no signature in minisign's format: two comments, each with a line of base64 after it.
  ///
  /// Name the signature, as a rule the file beside what was signed that ends in `.minisig`.
  public static let signatureFormat: Self = "signature.format"

  /// The signature was made with another key than the one named.
  ///
  /// Name the public key whose number the message gives, if you trust it.
  public static let signatureKey: Self = "signature.key"

  /// The signature does not fit: what was signed, or the signature, was changed since.
  ///
  /// Do not trust the file; get it and its signature again from their source.
  public static let signatureWrong: Self = "signature.wrong"

  /// The trusted comment was changed since it was signed.
  ///
  /// Do not trust the comment; get the signature again from its source.
  public static let signatureComment: Self = "signature.comment"

  /// A comment to be signed is too long or has control characters, which the format has no place for.
  ///
  /// Shorten the comment, or leave those characters out.
  public static let signatureUnsignable: Self = "signature.unsignable"
}
