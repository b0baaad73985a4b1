"""Tries a site whose every name was chosen badly, or in bad faith: names change nothing but the text that is shown."""

import contextlib
import json
import time
import urllib.parse

from selenium.common.exceptions import WebDriverException

from chromium import (
    browser, check, check_console, check_links, check_markup, one, screenshot, served, size, start_checker, texts, violations,
    wait)
from hostile_documents import PLAIN, names

# What there is of each kind: the page that names them all, and what leads from there to each.
KINDS = {
    "models": ("list/index.html", "tbody th a"),
    "suppliers": ("suppliers/index.html", "tbody th a"),
    "laboratories": ("laboratories/index.html", "tbody th a"),
    "notices": ("notices/index.html", "tbody th a"),
}
# A name that shows what follows it from right to left.
TURNING = "\u202egpj.exe"
ONE_OF_ALL = ["index.html", "search.html", "list/index.html", "suppliers/index.html", "changes/2024-05.html"]

# Every element with how deep it stands and the names of its attributes. A supplier may have more models than another, and
# whatever happened to them.
SHAPE = """
  document.querySelectorAll("main tbody tr:nth-child(n+2), main li:nth-child(n+2)").forEach((one) => one.remove());
  const depth = (one) => (one.parentElement ? 1 + depth(one.parentElement) : 0);
  return [...document.querySelectorAll("*")].map((one) =>
    depth(one) + one.localName + "[" + [...one.attributes].map((each) => each.name).sort().join(" ") + "]");"""


def asked_elsewhere(driver, base):
    """The requests that did not go to the site, since this was last asked."""
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            address = message["params"]["request"]["url"]
            if not address.startswith((base, "data:", "about:")):
                yield address


def type_in(driver, words):
    """Types as somebody does whose keyboard has everything."""
    driver.execute_script(
        "const field = document.getElementById('q'); field.focus(); field.value = arguments[0];"
        "field.dispatchEvent(new Event('input', { bubbles: true }));", words)


# The blocks of text in which a name turns around what follows it: it does not end there, and nothing ends what it began.
TURNED = """
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), turned = [];
  const block = (one) => (/^inline/.test(getComputedStyle(one).display) ? block(one.parentElement) : one);
  while (walker.nextNode()) {
    const text = walker.currentNode, own = text.parentElement;
    if (!text.data.includes(arguments[0]) || own.closest("bdi, svg")) continue;
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEndAfter(block(own).lastChild);
    const [, ...rests] = range.toString().trim().split(arguments[0]);
    const last = rests.pop();
    if (last && !last.startsWith("\\u2069") || !rests.every((rest) => rest.startsWith("\\u2069"))) {
      turned.push(block(own).textContent.trim());
    }
  }
  return turned;"""


def found_pages(driver, base):
    """The page of each name, by kind, as the page that names them all leads to them."""
    pages = {}
    for kind, (page, selector) in KINDS.items():
        driver.get(base + page)
        links = driver.execute_script(
            "return [...document.querySelectorAll(arguments[0])].map((one) => [one.textContent, one.href])", selector)
        pages[kind] = dict(links)
        check(len(pages[kind]) == len(links) == len(set(pages[kind].values())), f"{page} leads to each name's own page")
    return pages


def check_shapes(driver, pages):
    """Every page shows its name as it was given, and has no element or attribute that the plain one has not."""
    for kind, own in pages.items():
        driver.get(own[PLAIN])
        plain = driver.execute_script(SHAPE)
        check(len(plain) > 50, f"the plain page of {kind} is a page")
        for name, address in own.items():
            driver.get(address)
            check(texts(driver, "h1") == [name], f"{address} is headed by its name")
            wide = driver.execute_script("return document.documentElement.scrollWidth")
            check(wide <= 320, f"{address} is {wide} px wide on a screen of 320 px")
            for sentence in driver.execute_script(TURNED, TURNING) if name == TURNING else []:
                check(False, f"{address}: the name turns around what follows it: {sentence}")
            shape = driver.execute_script(SHAPE)
            other = next((pair for pair in zip(shape, plain) if pair[0] != pair[1]), (len(shape), len(plain)))
            check(shape == plain, f"{address} has another shape than the plain page: {other[0]} for {other[1]}")


def check_search(driver, base, pages, wanted):
    """Typing a name finds it, first of all."""
    driver.get(base + "index.html")
    for name in wanted:
        type_in(driver, name)
        hit = wait(driver, lambda: texts(driver, ".hits a bdi")[0] == name and one(driver, ".hits a").get_attribute("href"),
                   f"{name} is found by its name")
        check(hit == pages["models"].get(name), f"{name} leads to {hit}")


def check_facets(driver, base, pages, wanted):
    """Each supplier narrows the list to its models, also by an address that was sent; each model is compared."""
    plain = pages["models"][PLAIN].rpartition("/")[2].removesuffix(".html")
    for name in wanted:
        query = urllib.parse.urlencode({"supplier": name, "opening": name})
        driver.get(f"{base}search.html?{query}")
        shown = wait(driver, lambda: texts(driver, ".results h3 bdi"), f"{name} narrows the search")
        check(shown == [name], f"{name} narrows the search to {shown}")
        box = driver.execute_script(
            "return [...document.querySelectorAll('[data-facet=supplier] input:checked')].map((one) => one.closest('label').querySelector('bdi').textContent)")
        check(box == [name], f"{name} is what is ticked")
        # Another one more, and back to all.
        driver.execute_script("document.querySelector('[data-facet=opening] input:checked').click()")
        wait(driver, lambda: "opening=" not in driver.current_url and texts(driver, ".results h3 bdi"), "a facet is let go")
        slug = pages["models"][name].rpartition("/")[2].removesuffix(".html")
        driver.get(f"{base}compare.html?m={slug}" + ("" if slug == plain else f"&m={plain}"))
        wait(driver, lambda: texts(driver, ".compared thead th > a")[0] == name, f"{name} is compared")


def check_site(site, shots, list_of_names):
    """Everything; returns how many names and pages were tried."""
    began = time.monotonic()
    wanted = names(list_of_names)
    check_links(site)
    checker = start_checker(sorted(
        page for page in site.rglob("*.html") if page.parent.name != "list" or page.name == "index.html"))
    with served(site) as base, browser(performance="ALL") as driver:
        size(driver, 320)
        try:
            pages = found_pages(driver, base)
            for kind in ("models", "notices"):
                check(set(pages[kind]) == set(wanted), f"{kind} have these names: {sorted(set(pages[kind]) ^ set(wanted))}")
            suppliers = [name for name in wanted if name in pages["suppliers"]]
            check(len(suppliers) > len(wanted) - 3, "suppliers are shown by their names")
            check_shapes(driver, pages)
            check_search(driver, base, pages, wanted)
            check_facets(driver, base, pages, suppliers)
            longest = max(wanted, key=len)
            marked = next(name for name in wanted if "<script>" in name)
            every = ONE_OF_ALL + [own[name][len(base):] for own in pages.values() for name in (marked, longest) if name in own]
            for page in every:
                driver.get(base + page)
                if page == "search.html":
                    wait(driver, lambda: texts(driver, ".results li"), "the search page shows results")
                wide = driver.execute_script("return document.documentElement.scrollWidth")
                check(wide <= 320, f"{page} is {wide} px wide on a screen of 320 px")
                screenshot(driver, shots / f"hostile-{page.replace('/', '-').removesuffix('.html')[:80]}.png", 320)
                for violation in violations(driver):
                    check(False, f"{page}: {violation}")
            check_console(driver, "hostile names")
            for address in asked_elsewhere(driver, base):
                check(False, f"a page of hostile names asks for {address}")
        except WebDriverException as fault:
            # A dialog stops whatever is asked next.
            check(False, f"the browser was stopped: {fault.msg}")
            with contextlib.suppress(WebDriverException):
                driver.switch_to.alert.dismiss()
    check_markup(checker)
    return f"{len(wanted)} hostile names on {sum(map(len, pages.values()))} pages in {time.monotonic() - began:.0f} s"
