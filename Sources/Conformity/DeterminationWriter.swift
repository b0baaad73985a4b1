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
    json.object { json in
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
    }
    return try json.withBytes(body)
  }
}

extension StandardReference {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
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
    }
  }
}

extension Subject {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("designation", designation)
      json.member("kind", kind)
      json.member("level", level)
      json.member("supplier", supplier)
    }
  }
}

extension ReportReference {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("id", id)
      json.member("issued", issued.description)
      json.member("laboratory", laboratory)
      json.member("occasion", occasion?.rawValue)
      json.member("repeats", repeats)
      json.member("sha256", sha256)
      json.member("testedFrom", testedFrom.description)
      json.member("testedTo", testedTo.description)
    }
  }
}

extension Finding {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
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
    }
  }
}

extension OccasionResult {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("decides", decides)
      json.member("groups", groups) { $1.write(to: &$0) }
      json.member("kind", kind.rawValue)
      json.member("note", note)
      json.member("outcome", outcome.rawValue)
      json.member("reports", reports) { $0.value($1) }
    }
  }
}

extension GroupResult {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("counted", counted)
      json.member("gaps", gaps) { $0.value($1) }
      json.member("keys", keys) { json, key in
        json.object { json in
          json.member("id", key.id)
          json.member("key", key.key)
          json.member("title", key.title)
        }
      }
      json.member("leftOut", leftOut) { json, leftOut in
        json.object { json in
          json.member("clause", leftOut.clause)
          json.key("observation")
          leftOut.observation.write(to: &json)
          json.member("reason", leftOut.reason)
          json.member("rule", leftOut.rule)
        }
      }
      json.member("outcome", outcome.rawValue)
      json.key("result")
      result.write(to: &json)
    }
  }
}

extension RuleResult {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
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
      json.member("statistics", statistics) { json, statistic in
        json.object { json in
          json.member("name", statistic.name)
          json.member("unit", statistic.unit)
          json.member("value", statistic.value)
        }
      }
    }
  }
}

extension ObservationReference {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("line", line)
      json.member("number", number)
      json.member("report", report)
      json.member("specimen", specimen)
      json.member("value", value)
    }
  }
}

extension CitedFigure {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("clause", clause)
      json.member("name", name)
      json.member("source", source)
      json.member("value", value)
    }
  }
}
