import XMLDocuments

// The kinds of problem that this room reports. The reference page of diagnostics is made from these comments: the
// first paragraph says what it means and why it happens, the second what to do.

extension Diagnostic.Code {
  // MARK: - Reading the registry's documents

  /// The document is well-formed and of this vocabulary, but another kind of document: a model where a supplier is
  /// due.
  ///
  /// Check that the right file was given.
  public static let registryRoot: Self = "registry.root"

  /// A day that the calendar does not have.
  ///
  /// Write an existing day as YYYY-MM-DD.
  public static let registryDay: Self = "registry.day"

  /// An accreditation, or a suspension of it, ends before it begins.
  ///
  /// Correct the days.
  public static let registryAccreditationPeriod: Self = "registry.accreditation.period"

  /// A laboratory's signing certificate is not named, cannot be read, has another SHA-256 than is stated, or ends before
  /// it begins.
  ///
  /// State the SHA-256 that `openssl x509 -fingerprint -sha256` shows, or put the certificate in as PEM.
  public static let registryCertificateDocument: Self = "registry.certificate.document"

  /// A model lists the same size twice.
  ///
  /// Delete one of the two.
  public static let registrySizeDuplicate: Self = "registry.size.duplicate"

  /// A model names one of its former designations twice, its own among them, or one that another model of the supplier had.
  ///
  /// Delete it; or correct the document that is wrong.
  public static let registryDesignationDuplicate: Self = "registry.designation.duplicate"

  /// A document names the same model or edition twice.
  ///
  /// Delete one of the two.
  public static let registryEventDuplicate: Self = "registry.event.duplicate"

  /// A correction says neither another day nor that the document is void, or both.
  ///
  /// State either `effective` with the day, or `void="yes"`.
  public static let registryCorrectionRemedy: Self = "registry.correction.remedy"

  /// The document could not be read although no rule of the vocabulary is known to be broken.
  ///
  /// Report it together with the document: this is a fault of the reader.
  public static let registryUnreadable: Self = "registry.unreadable"

  // MARK: - Taking documents in

  /// A file that was named cannot be opened or read to its end, or is not a file.
  ///
  /// Check its name, its permissions and the disk it is on.
  public static let registrySourceUnreadable: Self = "registry.source.unreadable"

  /// The document is larger than the registry takes.
  ///
  /// Split the report, or check what was sent: a full report is under 100 kilobytes.
  public static let registryDocumentSize: Self = "registry.document.size"

  /// The root element is none that the registry knows.
  ///
  /// Import definitions, adoptions, programme, suppliers, laboratories, models and test reports.
  public static let registryDocumentKind: Self = "registry.document.kind"

  /// The document was stored before, and a later version of it is in force. Nothing was changed.
  ///
  /// To go back to an earlier version, store it again with a change, such as a comment that says so.
  public static let registryDocumentSuperseded: Self = "registry.document.superseded"

  /// The database refused the document although every check let it pass; nothing of it was stored.
  ///
  /// Report it together with the document: this is a fault of the registry.
  public static let registryDocumentRejected: Self = "registry.document.rejected"

  /// A refused document is not kept in quarantine: it is too large, the quarantine is full, or it cannot be read again.
  ///
  /// Keep the file until it is in order; retry or discard what is in quarantine to make room.
  public static let quarantineUnkept: Self = "quarantine.unkept"

  /// No document in quarantine, or more than one, goes by this name.
  ///
  /// Name it by the first digits of its SHA-256, which `proofmark quarantine list` shows.
  public static let quarantineUnknown: Self = "quarantine.unknown"

  /// There is an archive within a delivered archive. It is not opened; the rest of the delivery goes on.
  ///
  /// Deliver it by itself.
  public static let deliveryNested: Self = "delivery.nested"

  /// An archive holds files that are no documents by their names, or none at all. They are passed over.
  ///
  /// Check that nothing is missing: documents end in `.xml`.
  public static let deliveryPassedOver: Self = "delivery.passed-over"

  // MARK: - What documents refer to

  /// A standard is named of which the registry has no definition; or an adoption names bytes that the registry does
  /// not have.
  ///
  /// Import the definition first, or correct the identifier or the SHA-256.
  public static let registryStandardUnknown: Self = "registry.standard.unknown"

  /// A supplier is named that the registry does not know.
  ///
  /// Import the supplier's document first, or correct the identifier.
  public static let registrySupplierUnknown: Self = "registry.supplier.unknown"

  /// A supplier's successor is the supplier itself, at once or by a detour.
  ///
  /// Correct the successor, or leave it out.
  public static let registrySupplierCircle: Self = "registry.supplier.circle"

  /// A laboratory is named that the registry does not know.
  ///
  /// Import the laboratory's document first, or correct the identifier.
  public static let registryLaboratoryUnknown: Self = "registry.laboratory.unknown"

  /// A report is about a model that its supplier has not applied for.
  ///
  /// Import the model's document first, or correct the designation to what is on the label.
  public static let registryModelUnknown: Self = "registry.model.unknown"

  /// A model was applied for at a level that its standard does not have.
  ///
  /// Use the identifier of one of the standard's levels.
  public static let registryLevelUnknown: Self = "registry.level.unknown"

  /// A model is of a kind of equipment that its standard does not have, or not at that level.
  ///
  /// Use the identifier of one of the standard's kinds, at a level that is defined for it.
  public static let registryKindUnknown: Self = "registry.kind.unknown"

  /// Another document already holds this supplier's application for this designation.
  ///
  /// Another construction needs a designation of its own; what was applied for is not changed afterwards.
  public static let registryModelConflict: Self = "registry.model.conflict"

  /// A report tests at another level than the model was applied for.
  ///
  /// Correct the report's level, or name the model that was tested.
  public static let registryReportLevel: Self = "registry.report.level"

  /// A report calls the model another kind of equipment than it was applied for as.
  ///
  /// Correct the report's kind, or name the model that was tested.
  public static let registryReportKind: Self = "registry.report.kind"

  /// The laboratory has already delivered a report with this number, with other content. Both as evidence would count
  /// shots twice.
  ///
  /// Issue a corrected or supplementary report under a number of its own.
  public static let registryReportConflict: Self = "registry.report.conflict"

  /// A report repeats tests of one that the registry does not have. The first evidence comes first, so that it cannot be
  /// left out.
  ///
  /// Import the report that is repeated, or correct its number or laboratory.
  public static let registryRetestUnknown: Self = "registry.retest.unknown"

  /// A report repeats tests of one that is about another model, or that was made after it.
  ///
  /// Name the report whose tests were repeated.
  public static let registryRetestMismatch: Self = "registry.retest.mismatch"

  /// The report was made to another edition than the model was applied for. It is kept, and cannot show that the model
  /// meets its edition.
  ///
  /// Test to the model's edition, or apply for a listing under the report's.
  public static let registryReportEdition: Self = "registry.report.edition"

  /// The laboratory has no accreditation.
  ///
  /// Import the laboratory's document with the accreditation that was in force, or have the test done by a laboratory
  /// that is accredited for it.
  public static let registryLaboratoryAccreditation: Self = "registry.laboratory.accreditation"

  /// The laboratory has no accreditation of the number that the report claims.
  ///
  /// Correct the number in the report, or import the laboratory's document with that accreditation.
  public static let registryAccreditationNumber: Self = "registry.accreditation.number"

  /// The accreditation that the report claims is for other standards.
  ///
  /// Name the accreditation that covers the standard, or have the test done by a laboratory that is accredited for it.
  public static let registryAccreditationStandard: Self = "registry.accreditation.standard"

  /// The accreditation that the report claims does not include a method that was tested or conditioned by.
  ///
  /// Have the test done by a laboratory that is accredited for the method.
  public static let registryAccreditationMethod: Self = "registry.accreditation.method"

  /// The accreditation that the report claims was not valid on the day of a test: not yet, no longer, or not on all of
  /// the days.
  ///
  /// Import the laboratory's document with the accreditation that was in force, or correct the day.
  public static let registryAccreditationValidity: Self = "registry.accreditation.validity"

  /// The accreditation that the report claims was suspended on the day of a test.
  ///
  /// Have the test done by a laboratory that was accredited on the day.
  public static let registryAccreditationSuspended: Self = "registry.accreditation.suspended"

  // MARK: - Who signed a report

  /// A report is signed with a certificate that its laboratory's document does not name.
  ///
  /// Sign with the laboratory's key; or import its document with this certificate, if it is the laboratory's.
  public static let registryCertificateUnknown: Self = "registry.certificate.unknown"

  /// The certificate was the laboratory's, but not on the report's day of issue.
  ///
  /// Sign with the key that is the laboratory's on the day of issue.
  public static let registryCertificatePeriod: Self = "registry.certificate.period"

  /// The certificate itself was not valid on the report's day of issue: it had expired, or its time had not begun.
  ///
  /// Sign with a certificate that is valid on the day of issue.
  public static let registryCertificateExpired: Self = "registry.certificate.expired"

  /// The certificate was revoked before the report arrived, or before it was issued.
  ///
  /// Sign the report with the laboratory's present key.
  public static let registryCertificateRevoked: Self = "registry.certificate.revoked"

  // MARK: - What the programme allows

  /// A decision or a change of status may not follow the status that the model has on that day; or, dated before
  /// events that are known, it would make one of those impossible.
  ///
  /// Do one of the things that are allowed first, or correct the day.
  public static let programmeTransition: Self = "programme.transition"

  /// A decision to list a model whose evidence, as far as it was there on the day of the decision, does not show that
  /// it is compliant. Where only later evidence speaks against it, this is a warning, and the decision is taken.
  ///
  /// See `proofmark explain`; have tested what is missing, or decline.
  public static let programmeVerdict: Self = "programme.verdict"

  /// A decision to list a model by a definition that nobody adopted, where the programme demands that somebody did.
  ///
  /// Have the definition adopted: `proofmark standards adopt`.
  public static let programmeDraft: Self = "programme.draft"

  /// A decision to list a model of an edition that is not open: it was never opened, the time for applications had
  /// ended when the model was applied for, or its list has ended.
  ///
  /// Apply under an edition that is open.
  public static let programmeEdition: Self = "programme.edition"

  /// A decision to list a model whose warranty is shorter than the programme demands.
  ///
  /// Apply with a longer warranty under a designation of its own.
  public static let programmeWarranty: Self = "programme.warranty"

  /// The programme demands that two persons stand behind a decision, and one does, or both are the same.
  ///
  /// Name in `reviewed-by` somebody else than in `decided-by`.
  public static let programmeTwoPersons: Self = "programme.two-persons"

  /// A listing is taken over without evidence, and the programme does not do that.
  ///
  /// Import the evidence, or let the programme's document say `takes-over-lists="yes"`.
  public static let programmeTakeOver: Self = "programme.take-over"

  /// A report is not signed, and the programme demands signed reports.
  ///
  /// Sign it with the laboratory's key: `proofmark sign`.
  public static let programmeUnsigned: Self = "programme.unsigned"

  /// An event has the number of another one of its kind.
  ///
  /// Give it a number of its own.
  public static let programmeNumber: Self = "programme.number"

  /// A resolution names a variation that the registry does not know, or that is resolved already; or it is dated
  /// before it.
  ///
  /// Correct the number or the day.
  public static let programmeVariation: Self = "programme.variation"

  /// A correction names a document that the registry does not hold, or that is no event of a programme.
  ///
  /// Name the SHA-256 of the event: `proofmark history` shows it.
  public static let programmeCorrection: Self = "programme.correction"

  // MARK: - Taking a list over

  /// A line of a list that is taken over cannot be understood, names a model twice, or one that the registry has. The line
  /// is left out; the others are taken over.
  ///
  /// Correct the line as the message says, and take the list over again.
  public static let takeOverLine: Self = "take-over.line"

  // MARK: - The registry's file

  /// There is no registry at the path.
  ///
  /// Import something first, or name another file.
  public static let registryFileMissing: Self = "registry.file.missing"

  /// The file is something else than a registry. It was not changed.
  ///
  /// Name a registry's file.
  public static let registryFileForeign: Self = "registry.file.foreign"

  /// A newer release of the program has written the registry.
  ///
  /// Install that release or a later one.
  public static let registryFileNewer: Self = "registry.file.newer"

  /// The registry is in the form of an earlier release, and was opened for reading only.
  ///
  /// Open it once for writing, for example by an import; it is then brought to the present form.
  public static let registryFileOlder: Self = "registry.file.older"

  /// The registry or its folder may not be written.
  ///
  /// Grant the right to write both, or work on a copy.
  public static let registryFileReadOnly: Self = "registry.file.readonly"

  /// The file cannot be opened.
  ///
  /// Check that the folder exists and may be entered and written.
  public static let registryFileUnopened: Self = "registry.file.unopened"

  /// The disk is full. Nothing of the documents at hand was stored; those acknowledged before are safe.
  ///
  /// Make room, then repeat the command.
  public static let registryDiskFull: Self = "registry.disk.full"

  /// Another program is writing to the registry and did not end in time.
  ///
  /// Wait until it has ended, then repeat the command.
  public static let registryFileLocked: Self = "registry.file.locked"

  /// The registry's file is damaged, or a stored document no longer has its SHA-256.
  ///
  /// Restore the file from a copy.
  public static let registryFileDamaged: Self = "registry.file.damaged"

  /// The database failed in a way that has no entry of its own.
  ///
  /// Repeat the command; if it fails again, report the sentence.
  public static let registryFailed: Self = "registry.failed"

  /// The registry holds no document with this SHA-256.
  ///
  /// Check the SHA-256.
  public static let registryDocumentUnknown: Self = "registry.document.unknown"

  /// A stored document can no longer be read: the reader has become stricter than when it was stored.
  ///
  /// Use the release that stored it, and report the problems named.
  public static let registryDocumentUnreadable: Self = "registry.document.unreadable"

  /// The file is no checkpoint of a registry's chain, whoever signed it.
  ///
  /// Name a file that `proofmark checkpoint` wrote.
  public static let registryCheckpointFormat: Self = "registry.checkpoint.format"

  /// The file is no receipt for delivered documents, whoever signed it.
  ///
  /// Name a file that `proofmark receipt make` or `proofmark import --receipt` wrote.
  public static let registryReceiptFormat: Self = "registry.receipt.format"

  // MARK: - Finding a model

  /// The registry has no model of this designation.
  ///
  /// Check the designation on the label; it is not the marketing name.
  public static let modelUnknown: Self = "model.unknown"

  /// Several models go by this designation.
  ///
  /// Name one of those listed, with its supplier.
  public static let modelAmbiguous: Self = "model.ambiguous"
}
