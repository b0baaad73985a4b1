"""Writes the documents of a small registry whose every name is one that somebody chose badly, or in bad faith.

    hostile_documents.py NAMES FOLDER

NAMES is the list that the tests in Swift use as well. Each name is that of a supplier, a laboratory, a model with its size,
former designation, report and people, and a notice. The first of everything has a plain name: but for the text that they
show, the pages of the others are its pages.
"""

import hashlib
import json
import pathlib
import sys
from xml.sax.saxutils import quoteattr

REGISTRY = "https://proofmark.example/ns/registry/1"
EVIDENCE = "https://proofmark.example/ns/evidence/1"
STANDARD = "https://proofmark.example/ns/standard/1"
PLAIN = "Harrow 1"
# The longest that a document may have in a line.
LONGEST = 200
LONGEST_SIZE = 40
DEFINITION = pathlib.Path(__file__).parents[1] / "RegistryTests/Fixtures/TOY-1.xml"
# Identifiers can hold little, but still these.
IDENTIFIERS = ["harrow", "CON", "nul.txt", "Same", "same", "aux.h", "a..b", "x-.-x", "0"]


def names(path):
    """The names that a document can hold, as it holds them, the plain one first."""
    texts = [PLAIN] + json.loads(pathlib.Path(path).read_text("utf-8"))
    return [text[:LONGEST] for text in texts if all(ord(character) >= 0x20 for character in text)]


def parties(found):
    """The identifier of each name's supplier and laboratory. Those that fold to one address have one supplier together."""
    identifiers = []
    for number, name in enumerate(found):
        folded = name.lower().replace(" ", "-")
        same = next((at for at, other in enumerate(found[:number]) if other.lower().replace(" ", "-") == folded), None)
        if same is not None:
            identifiers.append(identifiers[same])
        else:
            identifiers.append(IDENTIFIERS[number] if number < len(IDENTIFIERS) else f"party-{number}")
    return identifiers


def former(name):
    return f"was {name}"[:LONGEST]


def attributes(**values):
    return " ".join(f"{name.replace('_', '-')}={quoteattr(value)}" for name, value in values.items())


def text(words):
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def programme(name):
    return f"""<programme xmlns="{REGISTRY}" {attributes(title=name)} evidence="full" publishes-not-compliant="yes">
  <operator>{text(name)}</operator><contact>{text(name)}</contact>
  <notices advisory="none" safety="suspended"/>
</programme>"""


def documents(number, name, party, first):
    """All that is about one name; the first of a party introduces it."""
    key = attributes(supplier=party, designation=name)
    persons = f"<reviewed-by {attributes(name=name, role=name)}/><decided-by {attributes(name='D', role='manager')}/>"
    shots = "".join(
        f'<observation n="{shot}" outcome="stop" velocity="10.2" angle="0" obliquity="0" bfs="3" {attributes(remark=name)}/>'
        for shot in (1, 2, 3))
    # A size has no space at its end.
    size = name[:LONGEST_SIZE].strip()
    if name == first:
        yield f"""<supplier xmlns="{REGISTRY}" {attributes(id=party, name=name)}><contact>{text(name)}</contact>
  <website>https://names.example/{number}?a='b'&amp;c="&gt;&lt;script&gt;alert(1)&lt;/script&gt;</website></supplier>"""
        yield f"""<laboratory xmlns="{REGISTRY}" {attributes(id=party, name=name, place=name)}>
  <accreditation {attributes(body=name, certificate=name)} standards="TOY-1" from="2020-01-01" until="2027-12-31"/>
</laboratory>"""
    yield f"""<model xmlns="{REGISTRY}" {key} standard="TOY-1" level="A" kind="flexible" gender="neutral"
  {attributes(opening=name)} warranty-months="60" applied="2024-01-15">
  <sizes><size>S</size><size>{text(size)}</size></sizes><materials>{text(name)}</materials>
  <accessories><accessory>{text(name)}</accessory></accessories>
  <former-designations><designation>{text(former(name))}</designation></former-designations>
</model>"""
    yield f"""<report xmlns="{EVIDENCE}" {attributes(id=f'{number} {name}'[:LONGEST])} standard="TOY-1" issued="2024-03-09">
  <laboratory ref="{party}" {attributes(accreditation=first)}/>
  <model {key} level="A" kind="flexible"/>
  <tested from="2024-02-28" to="2024-02-28"/>
  <measures>
    <measure quantity="velocity" unit="m/s"/><measure quantity="angle" unit="deg"/>
    <measure quantity="obliquity" unit="deg"/><measure quantity="bfs" unit="mm"/><measure quantity="depth" unit="mm"/>
  </measures>
  <specimens><specimen id="S1" {attributes(serial=name)} size="large" condition="new"/></specimens>
  <calibration id="C1" method="clay-drop"><observation n="1" depth="19"/></calibration>
  <series method="shooting" specimen="S1" threat="pea" calibrations="C1">{shots}</series>
  <sign-off {attributes(name=name, role=name)} day="2024-03-09"/>
</report>"""
    yield f"""<decision xmlns="{REGISTRY}" {key} outcome="list" day="2024-04-01" evidence="held">
  <reason>{text(name)}</reason>{persons}</decision>"""
    yield f"""<notice xmlns="{REGISTRY}" id="N-{number}" kind="advisory" {attributes(title=name)} day="2024-05-01">
  <text>{text(name)}</text><model {key}/>{persons}</notice>"""
    yield f"""<inspection xmlns="{REGISTRY}" id="I-{number}" supplier="{party}" {attributes(location=name)}
  occasion="follow-up" day="2024-06-01"><model {attributes(designation=name)} outcome="conforming"/>
  <inspected-by {attributes(name=name, role=name)}/></inspection>"""


def main():
    found, folder = names(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    definition = DEFINITION.read_bytes()
    (folder / "definition.xml").write_bytes(definition)
    (folder / "adoption.xml").write_text(
        f"""<adoption xmlns="{STANDARD}" standard="TOY-1" sha256="{hashlib.sha256(definition).hexdigest()}"
  {attributes(role=found[1])} on="2024-01-01"><note>For a test.</note></adoption>""", "utf-8")
    (folder / "programme.xml").write_text(programme(" ".join(found[1:4])[:LONGEST]), "utf-8")
    identifiers = parties(found)
    for number, (name, party) in enumerate(zip(found, identifiers)):
        for place, document in enumerate(documents(number, name, party, found[identifiers.index(party)])):
            (folder / f"{number}-{place}.xml").write_text(document, "utf-8")


if __name__ == "__main__":
    main()
