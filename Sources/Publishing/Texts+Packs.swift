// MARK: - Evidence packs

extension Texts {
  enum Packs {
    static func title(_ designation: String, of supplier: String, standard: String) -> String {
      say("pack.title", ["designation": designation, "supplier": supplier, "standard": standard])
    }

    /// The text that comes first in a pack: what is in it, what is not, and how to verify it.
    static func readme(_ pack: EvidencePack) -> String {
      var text = """
        \(say("pack.heading"))
        \(SearchIndex.visible(pack.title))

        \(say("pack.heading.contents"))


        """
      for (name, words) in contents(pack) {
        text += name.utf8.count > 30 ? "  \(name)\n\(space)\(words)\n" : "  \(padded(name))\(words)\n"
      }
      text += "\n" + say("pack.heading.withheld") + "\n\n" + withheld(pack.setting)
      text += "\n\n" + say("pack.heading.verifying") + "\n\n" + say("pack.in-this-folder") + "\n"
      for (command, words) in commands(pack) { text += "\n  $ \(command)\n\n\(words)\n" }
      return text
    }

    private static let space = String(repeating: " ", count: 34)

    private static func padded(_ name: String) -> String {
      "\(name)  " + String(repeating: " ", count: 30 - name.utf8.count)
    }

    private static func contents(_ pack: EvidencePack) -> [(String, String)] {
      var files = [(EvidencePack.site + pack.page.path, say("pack.file.page"))]
      if let determination = pack.evidence.determination {
        files.append(
          (
            determination.name,
            determination.name == PackedEvidence.whole
              ? say("pack.file.determination") : say("pack.file.public-determination")
          ))
      }
      for (name, _) in pack.evidence.documents {
        let document = pack.evidence.proof.documents.first { $0.name == name }
        files.append(
          (name, document.map { SearchIndex.visible($0.words) } ?? say("pack.file.imported-definition")))
      }
      files.append((EvidencePack.proofFile, say("pack.file.proof")))
      files.append(("SHA256SUMS", say("pack.file.sums")))
      if pack.seal != nil {
        files.append(("SHA256SUMS.minisig", say("pack.file.signature")))
        files.append((SiteSeal.keyFile, say("pack.file.key")))
        if pack.checkpoint != nil { files.append((SiteSeal.checkpointFile, say("pack.file.checkpoint"))) }
      }
      return files
    }

    private static func withheld(_ setting: EvidenceSetting) -> String {
      let evidence =
        switch setting {
        case .full: say("pack.evidence.full")
        case .summary: say("pack.evidence.summary")
        case .verdict: say("pack.evidence.verdict")
        }
      return say("pack.withheld", ["evidence": evidence])
    }

    private static func commands(_ pack: EvidencePack) -> [(String, String)] {
      var commands = [
        ("sha256sum --check --quiet SHA256SUMS", say("pack.command.sums")),
        ("sha256sum --check --ignore-missing \(EvidencePack.proofFile)", say("pack.command.documents")),
      ]
      if pack.seal != nil {
        commands.append(
          ("minisign -V -p \(SiteSeal.keyFile) -m SHA256SUMS", say("pack.command.signature")))
        if let checkpoint = pack.checkpoint {
          let command =
            "proofmark verify --checkpoint \(SiteSeal.checkpointFile) --public-key \(SiteSeal.keyFile)"
          commands.append(
            (
              "minisign -V -p \(SiteSeal.keyFile) -m \(SiteSeal.checkpointFile)",
              say("pack.command.checkpoint", ["event": String(checkpoint.head.size), "command": command])
            ))
        }
      }
      commands.append(
        (
          "proofmark verify-pack ." + (pack.seal == nil ? "" : " --public-key \(SiteSeal.keyFile)"),
          pack.evidence.determination?.name == PackedEvidence.whole
            ? say("pack.command.all-and-judge") : say("pack.command.all")
        ))
      return commands
    }
  }
}

// MARK: - What a pack was found to be

extension Texts {
  enum PackCheck {
    static let withheld = "its determination is not in the pack as a whole"
    static let noDefinition = "its definition is not in the pack, or cannot be read"
    static let otherDocument = "it is not the document that the proof names"
    static let unsigned = "nothing says whose pack it is"
    static let noCheckpoint = "it is no checkpoint"
    static let noDetermination = "it is no determination"
    static let other = "the reports of the pack, judged by its definition, come to another one"

    static func line(_ number: Int) -> String {
      "line \(number) is not a SHA-256, two spaces and a path within the pack, or names one once more"
    }

    static func engine(_ stored: String, here: String) -> String {
      "it was made by judging engine \(stored), and this program has \(here)"
    }

    static func noReport(_ id: String) -> String { "report \(id) is not in the pack, or cannot be read" }
  }
}
