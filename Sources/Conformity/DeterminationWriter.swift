extension Determination {
  /// The determination as canonical JSON: equal determinations give equal bytes, and decoding the bytes gives an equal
  /// determination.
  ///
  /// It is what `JSONEncoder` would write, with the keys in the order of the declarations; a registry writes one for
  /// each model at every import, which is why it is written out here.
  public func canonicalJSON() -> [UInt8] {
    var json = CanonicalJSON(capacity: 16 << 10)
    json.object { json in
      json.member("engine", engine)
      json.key("standard")
      standard.write(to: &json)
      json.key("subject")
      subject.write(to: &json)
      json.member("reports", reports) { $1.write(to: &$0) }
      json.member("verdict", verdict.rawValue)
      json.member("findings", findings) { $1.write(to: &$0) }
      json.member("unverifiedFigures", unverifiedFigures) { $1.write(to: &$0) }
      json.member("remarks", remarks) { $0.value($1) }
    }
    return json.bytes
  }
}

extension StandardReference {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("id", id)
      json.member("title", title)
      json.member("sha256", sha256)
      if let adoption {
        json.key("adoption")
        json.object { json in
          json.member("role", adoption.role)
          json.member("day", adoption.day.description)
        }
      }
    }
  }
}

extension Subject {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("designation", designation)
      json.member("supplier", supplier)
      json.member("level", level)
      json.member("kind", kind)
    }
  }
}

extension ReportReference {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("id", id)
      json.member("sha256", sha256)
      json.member("laboratory", laboratory)
      json.member("issued", issued.description)
      json.member("testedFrom", testedFrom.description)
      json.member("testedTo", testedTo.description)
    }
  }
}

extension Finding {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("requirement", requirement)
      json.member("clause", clause)
      json.member("title", title)
      json.member("summary", summary)
      json.member("method", method)
      json.member("outcome", outcome.rawValue)
      json.member("unverified", unverified) { $0.value($1) }
      json.member("groups", groups) { $1.write(to: &$0) }
    }
  }
}

extension GroupResult {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("keys", keys) { json, key in
        json.object { json in
          json.member("key", key.key)
          json.member("id", key.id)
          json.member("title", key.title)
        }
      }
      json.member("outcome", outcome.rawValue)
      json.member("counted", counted)
      json.member("gaps", gaps) { $0.value($1) }
      json.member("leftOut", leftOut) { json, leftOut in
        json.object { json in
          json.key("observation")
          leftOut.observation.write(to: &json)
          json.member("rule", leftOut.rule)
          json.member("clause", leftOut.clause)
          json.member("reason", leftOut.reason)
        }
      }
      json.key("result")
      result.write(to: &json)
    }
  }
}

extension RuleResult {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("rule", rule)
      json.member("statement", statement)
      json.member("outcome", outcome.rawValue)
      json.member("limit", limit)
      json.member("clause", clause)
      json.member("isVerified", isVerified)
      json.member("measured", measured)
      json.member("margin", margin)
      json.member("observations", observations) { $1.write(to: &$0) }
      json.member("decisiveCount", decisiveCount)
      json.member("reason", reason)
      json.member("statistics", statistics) { json, statistic in
        json.object { json in
          json.member("name", statistic.name)
          json.member("value", statistic.value)
          json.member("unit", statistic.unit)
        }
      }
      json.member("children", children) { $1.write(to: &$0) }
    }
  }
}

extension ObservationReference {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("report", report)
      json.member("specimen", specimen)
      json.member("number", number)
      json.member("line", line)
      json.member("value", value)
    }
  }
}

extension CitedFigure {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("name", name)
      json.member("value", value)
      json.member("clause", clause)
      json.member("source", source)
    }
  }
}
