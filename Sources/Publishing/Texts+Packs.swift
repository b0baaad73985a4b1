// MARK: - Evidence packs

extension Texts {
  enum Packs {
    static func title(_ designation: String, of supplier: String, standard: String) -> String {
      "\(designation) of \(supplier), by \(standard)"
    }

    /// The text that comes first in a pack: what is in it, what is not, and how to verify it.
    static func readme(_ pack: EvidencePack) -> String {
      var text = """
        EVIDENCE PACK
        \(SearchIndex.visible(pack.title))

        WHAT IS IN IT


        """
      for (name, words) in contents(pack) {
        text += name.utf8.count > 30 ? "  \(name)\n\(space)\(words)\n" : "  \(padded(name))\(words)\n"
      }
      text += "\nWHAT IS NOT IN IT\n\n\(withheld(pack.setting))\n\nHOW TO VERIFY IT\n\nIn this folder:\n"
      for (command, words) in commands(pack) { text += "\n  $ \(command)\n\n\(words)\n" }
      return text
    }

    private static let space = String(repeating: " ", count: 34)

    private static func padded(_ name: String) -> String {
      "\(name)  " + String(repeating: " ", count: 30 - name.utf8.count)
    }

    private static func contents(_ pack: EvidencePack) -> [(String, String)] {
      var files = [(EvidencePack.site + pack.page.path, "the page of the model, as it was published")]
      if let determination = pack.evidence.determination {
        files.append(
          (
            determination.name,
            determination.name == PackedEvidence.whole
              ? "what the evidence comes to, requirement by requirement"
              : "the same as far as it is public: outcomes without what is kept back"
          ))
      }
      for (name, _) in pack.evidence.documents {
        let document = pack.evidence.proof.documents.first { $0.name == name }
        files.append(
          (name, document.map { SearchIndex.visible($0.words) } ?? "what that definition takes levels from"))
      }
      files.append(
        (
          EvidencePack.proofFile,
          "all that the page rests on, by SHA-256, with its events in the registry's chain"
        ))
      files.append(("SHA256SUMS", "the SHA-256 of every file of this pack"))
      if pack.seal != nil {
        files.append(("SHA256SUMS.minisig", "the signature of those sums by the registry's key"))
        files.append((SiteSeal.keyFile, "the public half of that key"))
        if pack.checkpoint != nil {
          files.append(
            (
              SiteSeal.checkpointFile,
              "the registry's chain of events up to the last one that the proof names, signed as well"
            ))
        }
      }
      return files
    }

    private static func withheld(_ setting: EvidenceSetting) -> String {
      let evidence =
        setting == .full
        ? "Reports and decisions are here, as they were received."
        : "Reports are not here, nor is what was measured: the programme publishes "
          + (setting == .summary ? "verdicts and summaries." : "verdicts.")
      return """
        \(evidence) Applications, inspections, notices and
        what was told from the field are not either: they speak of more than this model's evidence. proof.txt
        names all that may be named: whoever holds one of those documents can hold it against the proof.
        """
    }

    private static func commands(_ pack: EvidencePack) -> [(String, String)] {
      var commands = [
        ("sha256sum --check --quiet SHA256SUMS", "It says nothing where every file is as it was packed."),
        (
          "sha256sum --check --ignore-missing \(EvidencePack.proofFile)",
          "Each document that is here is the one that the page rests on. Documents that you have besides are\nchecked as well, under the names that the proof has for them."
        ),
      ]
      if pack.seal != nil {
        commands.append(
          (
            "minisign -V -p \(SiteSeal.keyFile) -m SHA256SUMS",
            "The registry made this pack. Ask the programme for its key in another way as well: a key that comes\nwith what it vouches for vouches for nothing."
          ))
        if let checkpoint = pack.checkpoint {
          commands.append(
            (
              "minisign -V -p \(SiteSeal.keyFile) -m \(SiteSeal.checkpointFile)",
              """
              The registry signed its chain up to event \(checkpoint.head.size), the last one that the proof names. Whoever keeps
              this can prove later that neither these documents nor anything recorded before them was changed,
              left out or put in: the programme, and whoever has a copy of the registry, holds it against this
              with proofmark verify --checkpoint \(SiteSeal.checkpointFile) --public-key \(SiteSeal.keyFile).
              """
            ))
        }
      }
      commands.append(
        (
          "proofmark verify-pack ." + (pack.seal == nil ? "" : " --public-key \(SiteSeal.keyFile)"),
          "All of that at once"
            + (pack.evidence.determination?.name == PackedEvidence.whole
              ? ", and the reports judged again by the definition: it must come to the same\ndetermination, to the last byte."
              : ".")
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
