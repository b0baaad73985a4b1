import Quantities
import Registry

/// The page of a laboratory: its accreditations, and the models that it tested.
struct LaboratoryPage {
  let laboratory: Laboratory
  /// The first part of the models that it tested; nil: the site shows none.
  let tested: ListPart?

  /// The context of the template `laboratory`, without that of the site.
  var context: Context {
    Publishing.context([
      "name": laboratory.name,
      "place": laboratory.place,
      "hasAccreditations": !laboratory.accreditations.isEmpty,
      "accreditations": laboratory.accreditations.map { accreditation -> Context in
        [
          "body": accreditation.body, "certificate": accreditation.certificate,
          "from": accreditation.from.description, "until": accreditation.until.description,
          "scope": accreditation.standards.joined(separator: ", "),
          "methods": accreditation.methods.isEmpty
            ? Texts.allMethods : accreditation.methods.joined(separator: ", "),
          "suspensions": accreditation.suspensions.map { "\($0)".capitalizedFirst },
        ]
      },
      "hasCertificates": !laboratory.certificates.isEmpty,
      "certificates": laboratory.certificates.map { certificate -> Context in
        [
          "sha256": certificate.sha256, "from": certificate.from.description,
          "until": certificate.until?.description ?? Texts.none,
          "revoked": certificate.revokedOn?.description ?? Texts.none,
        ]
      },
      "tested": tested?.context(under: "tested"),
    ])
  }
}
