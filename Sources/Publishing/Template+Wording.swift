extension Template {
  /// The template with the texts in the places where it asks for them by name, as it asks for other templates.
  func saying(_ wording: Wording) throws(Malformed) -> Template {
    Template(nodes: try Template.saying(wording, nodes))
  }

  private static func saying(_ wording: Wording, _ nodes: [Node]) throws(Malformed) -> [Node] {
    var said: [Node] = []
    for node in nodes {
      switch node {
      case .text, .value: append(node, to: &said)
      case .section(let name, let inner): said.append(.section(name, try saying(wording, inner)))
      case .inverted(let name, let inner): said.append(.inverted(name, try saying(wording, inner)))
      case .block(let name, let block):
        said.append(.block(name, Block(try saying(wording, block.nodes))))
      case .inheritance(let name, let blocks):
        var own: [String: Block] = [:]
        for (name, block) in blocks { own[name] = Block(try saying(wording, block.nodes)) }
        said.append(.inheritance(name, blocks: own))
      case .partial(let name) where name.hasPrefix(Wording.pagePrefix):
        guard let text = wording.source(of: name) else {
          throw Malformed(line: 1, reason: "there is no text \(name)")
        }
        for node in try Template(text).nodes { append(node, to: &said) }
      case .partial: said.append(node)
      }
    }
    return said
  }

  /// Texts that follow each other are one, which is written at once.
  private static func append(_ node: Node, to nodes: inout [Node]) {
    if case .text(let bytes) = node, case .text(let before)? = nodes.last {
      nodes[nodes.count - 1] = .text(before + bytes)
    } else {
      nodes.append(node)
    }
  }
}
