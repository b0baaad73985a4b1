extension Determination {
  /// The determination as canonical JSON: equal determinations give equal bytes, and decoding the bytes gives an equal
  /// determination.
  ///
  /// It is the form of RFC 8785, with the members of each object in the order of their names, and what `JSONEncoder`
  /// writes with sorted keys; a registry writes one for each model at every import, which is why it is written out
  /// here.
  public func canonicalJSON() -> [UInt8] { withCanonicalJSON { Array($0) } }

  /// The same where it was written, for those who do not keep it.
  public func withCanonicalJSON<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
  {
    var json = CanonicalJSON(capacity: 96 << 10)
    json.beginObject()
    json.member("acceptance", acceptance.rawValue)
    json.member("amendments", amendments) { json, amendment in
      json.object { json in
        json.member("effective", amendment.effective.description)
        json.member("id", amendment.id)
        json.member("title", amendment.title)
      }
    }
    json.member("engine", engine)
    json.member("findings", findings) { $1.write(to: &$0) }
    json.member("remarks", remarks) { $0.value($1) }
    json.member("reports", reports) { $1.write(to: &$0) }
    json.key("standard")
    standard.write(to: &json)
    json.key("subject")
    subject.write(to: &json)
    json.member("unverifiedFigures", unverifiedFigures) { $1.write(to: &$0) }
    json.member("verdict", verdict.rawValue)
    json.endObject()
    return try json.withBytes(body)
  }
}

extension StandardReference {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.beginObject()
    if let adoption {
      json.key("adoption")
      json.object { json in
        json.member("day", adoption.day.description)
        json.member("role", adoption.role)
      }
    }
    json.member("id", id)
    json.member("sha256", sha256)
    json.member("title", title)
    json.endObject()
  }
}

extension Subject {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.beginObject()
    json.member("designation", designation)
    json.member("kind", kind)
    json.member("level", level)
    json.member("supplier", supplier)
    json.endObject()
  }
}

extension ReportReference {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.beginObject()
    json.member("id", id)
    json.member("issued", issued.description)
    json.member("laboratory", laboratory)
    json.member("occasion", occasion?.rawValue)
    json.member("repeats", repeats)
    json.member("sha256", sha256)
    json.member("testedFrom", testedFrom.description)
    json.member("testedTo", testedTo.description)
    json.endObject()
  }
}

extension Finding {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.beginObject()
    json.member("acceptance", acceptance.rawValue)
    json.member("clause", clause)
    json.member("groups", groups) { $1.write(to: &$0) }
    json.member("method", method)
    if let occasions { json.member("occasions", occasions) { $1.write(to: &$0) } }
    json.member("otherwise", otherwise.rawValue)
    json.member("outcome", outcome.rawValue)
    json.member("requirement", requirement)
    json.member("summary", summary)
    json.member("title", title)
    json.member("unverified", unverified) { $0.value($1) }
    json.endObject()
  }
}

extension OccasionResult {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.beginObject()
    json.member("decides", decides)
    json.member("groups", groups) { $1.write(to: &$0) }
    json.member("kind", kind.rawValue)
    json.member("note", note)
    json.member("outcome", outcome.rawValue)
    json.member("reports", reports) { $0.value($1) }
    json.endObject()
  }
}

extension GroupResult {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.beginObject()
    json.member("counted", counted)
    json.member("gaps", gaps) { $0.value($1) }
    json.member("keys", keys) { $1.write(to: &$0) }
    json.member("leftOut", leftOut) { $1.write(to: &$0) }
    json.member("outcome", outcome.rawValue)
    json.key("result")
    result.write(to: &json)
    json.endObject()
  }
}

extension GroupResult.Key {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.beginObject()
    json.member("id", id)
    json.member("key", key)
    json.member("title", title)
    json.endObject()
  }
}

extension GroupResult.LeftOut {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.beginObject()
    json.member("clause", clause)
    json.key("observation")
    observation.write(to: &json)
    json.member("reason", reason)
    json.member("rule", rule)
    json.endObject()
  }
}

extension RuleResult {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.beginObject()
    json.member("children", children) { $1.write(to: &$0) }
    json.member("clause", clause)
    json.member("decisiveCount", decisiveCount)
    json.member("isVerified", isVerified)
    json.member("limit", limit)
    json.member("margin", margin)
    json.member("measured", measured)
    json.member("observations", observations) { $1.write(to: &$0) }
    json.member("outcome", outcome.rawValue)
    json.member("reason", reason)
    json.member("rule", rule)
    json.member("statement", statement)
    json.member("statistics", statistics) { $1.write(to: &$0) }
    json.endObject()
  }
}

extension ObservationReference {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.beginObject()
    json.member("line", line)
    json.member("number", number)
    json.member("report", report)
    json.member("specimen", specimen)
    json.member("value", value)
    json.endObject()
  }
}

extension CitedFigure {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.beginObject()
    json.member("clause", clause)
    json.member("name", name)
    json.member("source", source)
    json.member("value", value)
    json.endObject()
  }
}

extension RuleResult.Statistic {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.beginObject()
    json.member("name", name)
    json.member("unit", unit)
    json.member("value", value)
    json.endObject()
  }
}
