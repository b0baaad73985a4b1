import Testing

@testable import Publishing

@Suite("Templates")
struct TemplateTests {
  private func render(
    _ template: String, _ context: Context, _ others: [String: String] = [:]
  ) throws -> String {
    var templates = try others.mapValues { try Template($0) }
    templates["page"] = try Template(template)
    var renderer = TemplateRenderer(TemplateProgram(templates))
    let bytes = renderer.render("page", context)
    return String(decoding: try #require(bytes), as: UTF8.self)
  }

  @Test(
    "values are escaped, unless they stand in three braces; what is missing is nothing",
    arguments: [
      ("{{a}}", "&lt;b&gt; &amp; &quot;c&#39;"), ("{{{a}}}", "<b> & \"c'"),
      ("{{ a }}|{{missing}}|{{a.b}}", "&lt;b&gt; &amp; &quot;c&#39;||"),
      ("{{n}}{{t}}", "7true"), ("{{c.d}}", "deep"), ("{{c.missing}}", ""), ("{{! a {{b}} x", " x"),
    ])
  func values(template: String, expected: String) throws {
    let context: Context = ["a": "<b> & \"c'", "n": 7, "t": true, "c": ["d": "deep"] as Context]
    #expect(try render(template, context) == expected)
  }

  @Test(
    "a section is repeated, shown or left out, as what it is of says",
    arguments: [
      ("{{#list}}<{{.}}>{{/list}}", "<x><y>"), ("{{#none}}a{{/none}}", ""),
      ("{{#yes}}a{{/yes}}{{#no}}b{{/no}}", "a"),
      ("{{#things}}{{.name}}{{#.last}}!{{/.last}},{{/things}}", "p,q!,"),
      ("{{#thing}}{{.name}}{{/thing}}", "r"),
      (
        "{{^none}}a{{/none}}{{^no}}b{{/no}}{{^missing}}c{{/missing}}{{^list}}d{{/list}}{{^yes}}e{{/yes}}",
        "abc"
      ),
      ("{{#text}}[{{.}}]{{/text}}", "[words]"),
      // Without the dot, surroundings answer; with it, they do not.
      ("{{#things}}{{text}}{{.text}};{{/things}}", "words;words;"),
    ])
  func sections(template: String, expected: String) throws {
    let context: Context = [
      "list": ["x", "y"], "none": [String](), "yes": true, "no": false, "text": "words",
      "things": [["name": "p"], ["name": "q", "last": true]] as [Context], "thing": ["name": "r"] as Context,
    ]
    #expect(try render(template, context) == expected)
  }

  @Test("a tag that only structures and stands alone on a line takes the line with it")
  func lines() throws {
    #expect(try render("a\n{{#t}}\nb\n{{/t}}\nc\n", ["t": true]) == "a\nb\nc\n")
    #expect(try render("a\n  {{#t}}  \nb\n{{/t}}", ["t": true]) == "a\nb\n")
    #expect(try render("a {{#t}}\nb{{/t}}\n{{t}}\n", ["t": true]) == "a \nb\ntrue\n")
    #expect(try render("{{! note }}\n{{> p}}\nx", [:], ["p": "part\n"]) == "part\nx")
  }

  @Test("templates are put into others, in place of blocks as well, and cut off where they have no end")
  func others() throws {
    #expect(try render("{{#l}}{{> p}}{{/l}}", ["l": ["1", "2"]], ["p": "<{{.}}>"]) == "<1><2>")
    let layout = "<{{$a}}standard{{/a}}|{{$b}}kept{{/b}}>"
    #expect(
      try render("{{<layout}}{{$a}}own {{x}}{{/a}}{{/layout}}", ["x": "&"], ["layout": layout])
        == "<own &amp;|kept>")
    #expect(
      try render(
        "{{<middle}}{{$a}}inner{{/a}}{{/middle}}", [:],
        ["layout": layout, "middle": "{{<layout}}{{$a}}outer{{/a}}{{$b}}B{{/b}}{{/layout}}"]) == "<inner|B>")
    #expect(try render("{{> p}}", [:], ["p": "x{{> p}}"]).count < 1000)
    let tree: Context = [
      "n": "1", "c": [["n": "2", "c": [["n": "3"]] as [Context]] as Context] as [Context],
    ]
    #expect(try render("{{> t}}", tree, ["t": "{{.n}}{{#.c}}({{> t}}){{/.c}}"]) == "1(2(3))")
  }
}
