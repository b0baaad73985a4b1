"""Makes a Hugo site with the same pages as the models' pages of a published site: the same data as front matter, and the
same templates, translated from Mustache to Go's.

    hugo.py CONTEXTS TEMPLATES SITE

CONTEXTS is what measure-site wrote: for each page a JSON file with what its template is filled with. Pictures and tables of
numbers, which the program draws, are texts there: Hugo does not have to draw them. What a section is (a list, a condition,
one thing) is learned from the data, because Go's templates have a word for each.
"""
import json
import pathlib
import re
import sys

TAG = re.compile(r"\{\{\{\s*(?P<raw>[^}]+?)\s*\}\}\}|\{\{(?P<kind>[#^/><$%!]?)\s*(?P<name>[^}]*?)\s*\}\}")


def tokens(text):
    """Texts and tags; a tag that only structures and stands alone on a line takes the line with it."""
    at = 0
    while match := TAG.search(text, at):
        start, end = match.span()
        kind = "raw" if match["raw"] else match["kind"] or "name"
        if kind not in ("raw", "name"):
            line = text.rfind("\n", 0, start) + 1
            if not text[max(line, at) : start].strip() and line >= at and text[end : end + 1] == "\n":
                start, end = line, end + 1
        yield "text", text[at:start]
        yield kind, match["raw"] or match["name"]
        at = end
    yield "text", text[at:]


def parse(stream, until=None):
    nodes = []
    for kind, value in stream:
        if kind == "/" and value == until:
            return nodes
        if kind in "#^<$":
            nodes.append((kind, value, parse(stream, value)))
        elif kind not in "%!":
            nodes.append((kind, value))
    return nodes


def child(name, stack):
    """What a name means, as the site's templates have it: with a dot in the innermost thing, otherwise anywhere around."""
    if name == ".":
        return stack[-1]
    places = [stack[-1]] if name.startswith(".") else reversed(stack)
    steps = name.strip(".").split(".")
    for place in places:
        if isinstance(place, dict) and steps[0] in place:
            for step in steps:
                place = place.get(step) if isinstance(place, dict) else None
            return place
    return None


def said(template, texts):
    """The template with the texts in the places where it asks for them by name."""
    return re.sub(r"\{\{> (page\.[^}]+)\}\}", lambda match: texts[match.group(1)], template)


class Site:
    def __init__(self, folder):
        texts = json.loads((pathlib.Path(folder).parent / "Catalog" / "english.json").read_text("utf-8"))
        self.templates = {
            path.stem: parse(tokens(said(path.read_text("utf-8"), texts))) for path in pathlib.Path(folder).glob("*.mustache")
        }
        self.kinds = {}

    def learn(self, nodes, stack, blocks):
        for node in nodes:
            kind, name = node[:2]
            if kind == "#":
                value = child(name, stack)
                if value is None or value is False or value == []:
                    continue
                shape = "range" if isinstance(value, list) else "if" if value is True else "with"
                if self.kinds.setdefault(id(node), shape) != shape:
                    raise SystemExit(f"{name} is two kinds of thing")
                for one in value if isinstance(value, list) else [value]:
                    self.learn(node[2], stack if value is True else stack + [one], blocks)
            elif kind == "^" and child(name, stack) in (None, False, []):
                self.learn(node[2], stack, blocks)
            elif kind == ">":
                self.learn(self.templates[name], stack, blocks)
            elif kind == "<":
                own = {inner[1]: inner[2] for inner in node[2] if inner[0] == "$"}
                self.learn(self.templates[name], stack, {**own, **blocks})
            elif kind == "$":
                self.learn(blocks.get(name, node[2]), stack, blocks)

    def go(self, nodes):
        return "".join(self.one(node) for node in nodes)

    def one(self, node):
        kind, name = node[:2]
        place = "." if name == "." else (name if name.startswith(".") else "$." + name).lower()
        match kind:
            case "text":
                return name
            case "name":
                return "{{ %s }}" % place
            case "raw":
                return "{{ safeHTML %s }}" % place
            case "#":
                return "{{ %s %s }}%s{{ end }}" % (self.kinds.get(id(node), "with"), place, self.go(node[2]))
            case "^":
                return "{{ if not %s }}%s{{ end }}" % (place, self.go(node[2]))
            case ">":
                return '{{ template "%s" . }}' % name
            case "<":
                blocks = "".join('{{ define "block-%s" }}%s{{ end }}' % (b[1], self.go(b[2])) for b in node[2] if b[0] == "$")
                return '%s{{ template "%s" . }}' % (blocks, name)
            case "$":
                return '{{ template "block-%s" . }}' % name


def lowered(value):
    """Hugo knows names in front matter in small letters only."""
    if isinstance(value, dict):
        return {name.lower(): lowered(one) for name, one in value.items()}
    return [lowered(one) for one in value] if isinstance(value, list) else value


def main():
    contexts, templates, target = sys.argv[1:]
    site = Site(templates)
    target = pathlib.Path(target)
    for folder in ("content/models", "layouts/models", "layouts/partials"):
        (target / folder).mkdir(parents=True, exist_ok=True)
    frame = {}
    for path in sorted(pathlib.Path(contexts).glob("*.json")):
        context = json.loads(path.read_text("utf-8"))
        site.learn(site.templates["model"], [context], {})
        frame = context.pop("site")
        page = {"title": path.stem, "url": f"models/{path.stem}.html", "page": lowered(context)}
        (target / f"content/models/{path.stem}.md").write_text(json.dumps(page, ensure_ascii=False), "utf-8")
    defined = "".join(
        '{{ define "%s" }}%s{{ end }}' % (name, site.go(nodes)) for name, nodes in site.templates.items() if name != "model"
        and name in used(site, "model")
    )
    model = site.go(site.templates["model"])
    blocks, call = model.rsplit("{{ template", 1)
    (target / "layouts/models/single.html").write_text(
        defined + blocks + '{{ $page := merge .Params.page (dict "site" site.Params.frame) }}{{ template' + call.replace(" . ", " $page "),
        "utf-8",
    )
    config = {
        "baseURL": "https://example.org/", "title": "Models", "params": {"frame": lowered(frame)},
        "disableKinds": ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"],
    }
    (target / "config.json").write_text(json.dumps(config, ensure_ascii=False), "utf-8")


def used(site, name, found=None):
    """The templates that one needs."""
    found = set() if found is None else found
    def walk(nodes):
        for node in nodes:
            if node[0] in "><" and node[1] not in found:
                found.add(node[1])
                walk(site.templates[node[1]])
            if len(node) > 2:
                walk(node[2])
    walk(site.templates[name])
    return found


main()
