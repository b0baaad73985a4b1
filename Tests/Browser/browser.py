"""Tries a published site as its readers do: search, facets, back, compare, keyboard, without JavaScript, from a folder,
on a narrow screen; with axe-core and the Nu HTML checker over every kind of page.

    browser.py SITE SHOTS BINARY REGISTRY MANY OWN HOSTILE NAMES

The search is held against what `BINARY lookup` finds in the REGISTRY that the site was made from; how quick it is, is
measured with the index of 10,000 models that stands in MANY in place of the site's. OWN has pages that stand by
themselves, which commands write. HOSTILE is the site of a registry with NAMES that nobody should have chosen. Every
fault is told, then the exit code is 1. Screenshots of every kind of page are left in SHOTS, and pages as they are
printed.
"""

import base64
import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.parse

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from chromium import (
    browser, check, check_console, check_links, check_markup, faults, one, scheme, screenshot, served, size, start_checker,
    texts, violations, wait)
from hostile import check_site

SITE = pathlib.Path(sys.argv[1]).resolve()
SHOTS = pathlib.Path(sys.argv[2]).resolve()
MANY = pathlib.Path(sys.argv[5]).resolve()
OWN = pathlib.Path(sys.argv[6]).resolve()
HOSTILE = pathlib.Path(sys.argv[7]).resolve()
NAMES = pathlib.Path(sys.argv[8]).resolve()
LOOKUP = [sys.argv[3], "lookup", "--registry", sys.argv[4], "--format", "json", "--designation"]

# A page of every kind.
PAGES = [
    "index.html",
    "search.html?level=Type+IIIA&c=aldermark-al-iia-100",
    "compare.html?m=aldermark-al-iia-100&m=dunholt-du-iiia-119",
    "list/index.html",
    "list/status-removed.html",
    "list/initial-a.html",
    "models/aldermark-al-iiia-120.html",
    "models/dunholt-du-iiia-119.html",
    "models/dunholt-du-iia-143.html",
    "models/fennick-fe-iii-131.html",
    "models/inverleck-in-suit-220.html",
    "models/dunholt-du-ii-111-depth-beyond-cap.html",
    "suppliers/index.html",
    "suppliers/brackwater.html",
    "laboratories/index.html",
    "laboratories/marrow-hill.html",
    "standards/index.html",
    "standards/nij-0117.01.html",
    "notices/index.html",
    "notices/sn-2025-02.html",
    "changes/index.html",
    "changes/2025-02.html",
    "guide/agencies.html",
    "guide/procurement.html",
    "guide/testing.html",
    "guide/verifying.html",
]

# The first page of a list that has many, and a page with two such lists.
LONG = "list/index.html"
LONG_PARTS = "suppliers/aldermark.html"

# A page that leads on at once, and pages that commands write.
MOVED = "models/brackwater-patrol-7-mk-2.html"
WRITTEN = ["check.html", "plan.html", "inventory.html"]


def found(driver):
    """The heading of the search page once it has an answer, as a number."""
    words = texts(driver, ".found")[0].split()
    return next((int(word) for word in words if word.isdigit()), 0)


def ready(driver, page):
    if page.startswith("search"):
        wait(driver, lambda: texts(driver, ".results li"), "the search page shows results")
    elif page.startswith("compare"):
        wait(driver, lambda: texts(driver, ".compared"), "the page compares")
    elif page.startswith("models"):
        wait(driver, lambda: driver.execute_script(
            "return !document.getElementById('periods') || document.getElementById('on-day')"), "the day can be asked")


def check_moved(driver, base):
    """The address of a former designation leads to the model's page, with and without JavaScript."""
    for disabled in (False, True):
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": disabled})
        driver.get(base + MOVED)
        wait(driver, lambda: "models/brackwater-br-iiia-121.html" in driver.current_url, "a former address leads on")
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def check_pages(driver, base, pages, kind=""):
    """axe-core over the whole page by day on a wide screen and by night on a narrow one; nothing is wider than a narrow screen."""
    for page in pages:
        name = kind + urllib.parse.urlsplit(page).path.replace("/", "-").removesuffix(".html")
        for width, light in ((1280, "light"), (390, "light"), (320, "dark")):
            size(driver, width)
            scheme(driver, light)
            if width == 1280:
                driver.get(base + page)
                ready(driver, page)
            wide = driver.execute_script("return document.documentElement.scrollWidth")
            check(wide <= width, f"{page} is {wide} px wide on a screen of {width} px")
            screenshot(driver, SHOTS / f"{name}-{width}-{light}.png", width)
            if width == 390:
                continue
            for violation in violations(driver):
                check(False, f"{page} at {width} px, {light}: {violation}")
        check_console(driver, page)
    size(driver, 1280)
    scheme(driver, "light")


def check_search(driver, base):
    driver.get(base + "index.html")
    field = one(driver, "#q")
    # O for 0, capitals and hyphens left aside.
    field.send_keys("al iia 1oo")
    wait(driver, lambda: texts(driver, ".hits a bdi")[0] == "AL-IIA-100", "a designation with an O for a 0 is found")
    field.clear()
    field.send_keys("DUIIIA-191")
    wait(driver, lambda: "DU-IIIA-119" in texts(driver, ".hits a bdi"), "swapped digits are found")
    check("REMOVED" in "".join(texts(driver, ".hits li")), "a hit that was removed says so")
    field.clear()
    field.send_keys("zzzzzz")
    wait(driver, lambda: "No model found" in "".join(texts(driver, ".hits p")), "nothing found is said")
    field.clear()
    field.send_keys("Dunholt DU II", Keys.ENTER)
    wait(driver, lambda: "search.html?q=Dunholt" in driver.current_url, "Enter leads to the search page")
    wait(driver, lambda: texts(driver, ".results bdi")[0].startswith("DU-II"), "the supplier may stand before")


def check_tolerance(driver, base):
    """What a label with slips is taken for is what `lookup` takes it for."""
    driver.get(base + "index.html")
    field = one(driver, "#q")
    for label in ("al-iia-1oo", "AL LIA 1OO", "DUIIIA119", "BR II 1O9", "fe-iv-153", "ES III 123", "aliiia12O", "CO-IIIA-1188",
                  "CO-IIA-1O2", "FE SPECIAL 14I", "IN LERL 4 219", "patrol-7 mk2", "PATROL 7 MKZ"):
        answer = json.loads(subprocess.run([*LOOKUP, label], capture_output=True, text=True).stdout)
        best = answer["matches"][0]
        check(best["certainty"] != "possible", f"{label} is told by lookup")
        field.clear()
        field.send_keys(label)
        wait(driver, lambda: texts(driver, ".hits a bdi")[0] == best["designation"],
             f"{label} is {best['designation']}, as lookup says; the search says {texts(driver, '.hits a bdi')[:1]}")


def check_former(driver, base):
    """A model is found by what it was called before, under its present name, and that is said."""
    driver.get(base + "index.html")
    field = one(driver, "#q")
    for label in ("Patrol 7 Mk 2", "patrol7", "Brackwater patrol 7 mk 2"):
        field.clear()
        field.send_keys(label)
        wait(driver, lambda: texts(driver, ".hits a bdi")[:1] == ["BR-IIIA-121"], f"{label} leads to the present name")
        check(texts(driver, ".hits li .former") == ["formerly Patrol 7 Mk 2"], f"{label} was a former designation")
    field.clear()
    field.send_keys("BR-IIIA-121")
    wait(driver, lambda: texts(driver, ".hits a bdi")[:1] == ["BR-IIIA-121"], "the present name is found")
    check(not texts(driver, ".hits li:first-child .former"), "nothing is said of what the model was called before")
    driver.get(base + "search.html?q=patrol+7")
    wait(driver, lambda: texts(driver, ".results .former") == ["formerly Patrol 7 Mk 2"], "the search page says so as well")


def check_facets(driver, base):
    driver.get(base + "search.html")
    wait(driver, lambda: found(driver) > 0, "all models are shown")
    everything = found(driver)
    # The address of a former designation leads on.
    models = sum('http-equiv="refresh"' not in page.read_text("utf-8") for page in (SITE / "models").iterdir())
    check(everything == models, f"{everything} models of {models} are found")
    addresses = driver.execute_script("return [...document.querySelectorAll('.results h3 a')].map((a) => a.href)")
    for address in addresses:
        check((SITE / urllib.parse.urlsplit(address).path[1:]).is_file(), f"the search leads to {address}")
    driver.execute_script("document.querySelector('[data-facet=level]').open = true")
    box = driver.execute_script(
        "return [...document.querySelectorAll('[data-facet=level] label')].find((one) => one.textContent.includes('IIIA')).querySelector('input')")
    box.click()
    wait(driver, lambda: 0 < found(driver) < everything, "a facet narrows")
    narrowed = found(driver)
    check("level=" in driver.current_url, "the facet is in the address")
    one(driver, "#q").send_keys("AL")
    wait(driver, lambda: 0 < found(driver) < narrowed, "typing narrows further")
    both = (found(driver), driver.current_url)
    driver.get(both[1])
    wait(driver, lambda: found(driver) == both[0], "an address that was sent shows the same")
    check(one(driver, "#q").get_attribute("value") == "AL", "the field holds what was typed")
    one(driver, "#clear").click()
    wait(driver, lambda: "level=" not in driver.current_url and found(driver) > both[0], "all filters are cleared")
    driver.back()
    wait(driver, lambda: found(driver) == both[0], "the back button brings the facet back")
    one(driver, ".results h3 a").click()
    wait(driver, lambda: "/models/" in driver.current_url, "a result leads to its model")
    driver.back()
    wait(driver, lambda: found(driver) == both[0], "the back button leads back to the results")


def check_compare(driver, base):
    driver.get(base + "search.html")
    wait(driver, lambda: len(texts(driver, ".results button")) > 5, "results can be compared")
    for place in range(4):
        driver.find_elements(By.CSS_SELECTOR, ".results button")[place].click()
        wait(driver, lambda: driver.current_url.count("c=") == place + 1, "a choice is in the address")
    driver.find_elements(By.CSS_SELECTOR, ".results button")[4].click()
    wait(driver, lambda: "Four models" in "".join(texts(driver, ".tray p")), "a fifth model is refused")
    names = texts(driver, ".results h3")[:4]
    one(driver, ".tray a").click()
    wait(driver, lambda: [text for text in texts(driver, ".compared thead th > a")] == names, "four stand side by side")
    check(len(texts(driver, ".compared tbody tr")) == 9, "nine facts are compared")
    one(driver, ".compared thead th p a").click()
    wait(driver, lambda: texts(driver, ".compared thead th > a") == names[1:], "one can be taken out")
    driver.back()
    wait(driver, lambda: texts(driver, ".compared thead th > a") == names, "the back button puts it in again")


def check_keyboard(driver, base):
    driver.get(base + "index.html")
    body = one(driver, "body")
    body.send_keys(Keys.TAB)
    active = driver.switch_to.active_element
    check(active.get_attribute("href").endswith("#main"), "the first stop leads past the header")
    active.send_keys(Keys.ENTER)
    for _ in range(12):
        active = driver.switch_to.active_element
        if active.get_attribute("id") == "q":
            break
        active.send_keys(Keys.TAB)
    check(active.get_attribute("id") == "q", "the search is reached by Tab")
    ring = driver.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    check(ring == "solid", "what has the focus shows it")
    active.send_keys("BR-II-109")
    wait(driver, lambda: texts(driver, ".hits a"), "typing shows hits")
    active.send_keys(Keys.ARROW_DOWN)
    active = driver.switch_to.active_element
    check(active.text.startswith("BR-II-109"), "the arrow leads to the first hit")
    active.send_keys(Keys.ESCAPE)
    check(driver.switch_to.active_element.get_attribute("id") == "q", "Escape leads back to the field")
    driver.switch_to.active_element.send_keys(" ", Keys.BACKSPACE)
    wait(driver, lambda: texts(driver, ".hits a"), "typing on shows hits again")
    driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    wait(driver, lambda: "models/brackwater-br-ii-109" in driver.current_url, "Enter opens it")


def check_phone(driver, base):
    """Is this vest on the list, and was it in March? Tapped in no more than three taps from the first page."""
    size(driver, 390, 844)
    driver.get(base + "index.html")
    taps = 0

    def tap(element):
        nonlocal taps
        taps += 1
        element.click()

    field = one(driver, "#q")
    check(field.rect["y"] + field.rect["height"] < 844, "the search is seen without scrolling")
    tap(field)
    driver.switch_to.active_element.send_keys("al-iiia-120")
    tap(wait(driver, lambda: one(driver, ".hits li a"), "the vest is found"))
    wait(driver, lambda: "/models/" in driver.current_url, "its page opens")
    check(texts(driver, "#status") == ["Active"], "its status is told")
    tap(wait(driver, lambda: one(driver, "#on-day"), "a day can be asked"))
    driver.execute_script(
        "const one = document.getElementById('on-day'); one.value = '2025-03-15'; one.dispatchEvent(new Event('input'))")
    wait(driver, lambda: "NOT on the list" in "".join(texts(driver, "output")), "the day in March is answered")
    check("on=2025-03-15" in driver.current_url, "the day is in the address")
    check(taps <= 3, f"it took {taps} taps")
    size(driver, 1280)


def check_phone_results(driver, base):
    """On a phone the results are seen before what narrows them."""
    size(driver, 390, 844)
    driver.get(base + "search.html?q=dunholt")
    wait(driver, lambda: one(driver, ".results h3 a").rect["y"] < 844, "the first result is seen without scrolling")
    one(driver, ".narrow > summary").click()
    check(one(driver, "[data-facet=size] summary").is_displayed(), "the facets unfold")
    size(driver, 1280)


def check_speed(driver):
    """Among 10,000 models, hits stand there within 50 ms of a letter, and all that a phone loads are 200 KB."""
    with served(MANY) as base:
        driver.get(base + "index.html")
        field = one(driver, "#q")
        # Until the index is there, nobody can answer.
        field.send_keys("A")
        wait(driver, lambda: texts(driver, ".hits li, .hits p"), "the index of many models is loaded")
        loaded = driver.execute_script(
            "return performance.getEntries().reduce((sum, one) => sum + (one.encodedBodySize ?? 0), 0)")
        check(loaded < 200_000, f"a phone loads {loaded} bytes for 10,000 models")
        driver.set_script_timeout(10)
        taken = []
        for label in ("BRK5-IIIA-4O21", "harrow", "esk 1 iia 54", "zzzzzz", "KEL Armor"):
            for length in range(1, len(label) + 1):
                taken.append(driver.execute_async_script("""
                    const [text, done] = arguments, field = document.getElementById("q");
                    const hits = document.querySelector(".hits");
                    let began;
                    new MutationObserver((_, observer) => { observer.disconnect(); done(performance.now() - began); })
                      .observe(hits, { childList: true, subtree: true, characterData: true });
                    field.value = text;
                    began = performance.now();
                    field.dispatchEvent(new Event("input", { bubbles: true }));""", label[:length]))
        taken.sort()
        middle = taken[len(taken) // 2]
        check(middle < 50, f"hits stand there {middle:.0f} ms after a letter, at most {taken[-1]:.0f} ms")
        return f"hits after {middle:.0f} ms (at most {taken[-1]:.0f}), {loaded} bytes loaded"


def check_narrow(driver, base):
    """On the narrowest screen nothing that says the opposite of the rest is out of sight."""
    size(driver, 320)
    driver.get(base + "models/dunholt-du-iia-143.html")
    box = one(driver, ".timeline").rect
    check(box["x"] + box["width"] <= 320, f"the timeline ends at {box['x'] + box['width']:.0f} px of 320")
    driver.get(base + "compare.html?m=aldermark-al-iia-100&m=dunholt-du-iiia-119")
    wait(driver, lambda: len(texts(driver, ".compared thead th > a")) == 2, "two are compared")
    end = driver.execute_script(
        "return Math.max(...[...document.querySelectorAll('.compared tbody tr:nth-child(-n+4) td:last-child')].map((cell) => {"
        " const range = document.createRange(); range.selectNodeContents(cell); return range.getBoundingClientRect().right; }))")
    check(end <= 320, f"the second of two models that are compared ends at {end:.0f} px of 320")
    for page in sorted(SITE.rglob("*.html")):
        driver.get(base + str(page.relative_to(SITE)))
        wide = driver.execute_script("return document.documentElement.scrollWidth")
        check(wide <= 320, f"{page.relative_to(SITE)} is {wide} px wide on a screen of 320 px")
    size(driver, 1280)


def check_print(driver, base):
    """What is printed is the page without what paper cannot do, and with what was folded."""
    for page in ("models/dunholt-du-ii-111-depth-beyond-cap.html", "list/index.html", "notices/sn-2025-02.html"):
        driver.get(base + page)
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        for selector in (".header nav", ".finder", ".ask", ".facets", ".skip"):
            for element in driver.find_elements(By.CSS_SELECTOR, selector):
                check(not element.is_displayed(), f"{page} prints {selector}")
        folded = driver.execute_script(
            "return [...document.querySelectorAll('details:not([open]):not(.unverified, .numbers, .facets) > :not(summary)')]"
            ".filter((one) => one.getBoundingClientRect().height === 0).length")
        check(folded == 0, f"{page} prints {folded} folded parts without what is in them")
        sheets = driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
        name = page.replace("/", "-").removesuffix(".html")
        (SHOTS / f"{name}.pdf").write_bytes(base64.b64decode(sheets["data"]))
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def check_contrast(driver, base):
    """With the reader's own colours, shapes and words still tell what colours told."""
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "forced-colors", "value": "active"}]})
    driver.get(base + "list/status-removed.html")
    border = driver.execute_script("return getComputedStyle(document.querySelector('.status.not-met')).borderTopStyle")
    check(border == "double", f"a removed model is marked by a {border} border with forced colours")
    page = base + "models/dunholt-du-ii-111-depth-beyond-cap.html"
    look = "const look = getComputedStyle(document.querySelector('.plot .mark.square path')); return [look.fill, look.stroke]"
    driver.get(page)
    text = driver.execute_script("return getComputedStyle(document.body).color")
    check(driver.execute_script(look) == [text, text], "what is over a limit is drawn in the reader's own colours")
    screenshot(driver, SHOTS / "forced-colors.png", 1280)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    driver.get(page)
    fill, stroke = driver.execute_script(look)
    check(fill == stroke != text, f"what is over a limit is a square filled with its own colour, not with {fill}")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-contrast", "value": "more"}]})
    driver.get(base + "index.html")
    quiet = driver.execute_script("return getComputedStyle(document.documentElement).getPropertyValue('--quiet').trim()")
    text = driver.execute_script("return getComputedStyle(document.documentElement).getPropertyValue('--text').trim()")
    check(quiet == text, "who asks for more contrast gets no pale text")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def check_without_script(driver, base):
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    driver.get(base + "index.html")
    one(driver, ".initials a[href='list/initial-d.html']").click()
    link = driver.find_element(By.LINK_TEXT, "DU-IIIA-119")
    check("REMOVED" in link.find_element(By.XPATH, "ancestor::tr").text, "the list says that it was removed")
    link.click()
    check("REMOVED" in one(driver, "#status").text, "its page says so")
    check("NOT on the list" in one(driver, "#periods").text, "and since when")
    driver.get(base + "search.html")
    check(one(driver, "noscript").text.startswith("Searching here needs JavaScript"), "the search says what to do")
    driver.get(base + "list/index.html")
    one(driver, ".facets summary").click()
    one(driver, ".facets a[href^='level-']").click()
    check("/list/level-" in driver.current_url and one(driver, ".models tbody tr").is_displayed(), "facets are pages")
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def check_long_list(driver):
    """A list of many pages is gone through page by page, or from its first one to any; every model is on one of them."""
    with served(MANY) as base:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        driver.get(base + LONG)
        total = int(one(driver, "caption").text.split()[0])
        models = []
        while True:
            models += texts(driver, ".models tbody th a")
            behind = driver.find_elements(By.CSS_SELECTOR, ".pages a[rel=next]")
            if not behind:
                break
            behind[0].click()
        check(len(set(models)) == len(models) == total, f"{len(models)} models on pages of a list of {total}")
        one(driver, ".pages a[rel=prev]").click()
        driver.find_element(By.LINK_TEXT, "First page").click()
        check(driver.current_url == base + LONG, "the first page is one step away")
        one(driver, ".pages summary").click()
        way = driver.find_elements(By.CSS_SELECTOR, ".pages details a")[-2]
        begin = way.find_element(By.TAG_NAME, "bdi").text
        way.click()
        check(texts(driver, ".models tbody th a")[0] == begin and begin in driver.title, "a page is chosen by what it begins with")
        driver.get(base + LONG_PARTS)
        total = sum(int(caption.split()[0]) for caption in texts(driver, "caption"))
        models = texts(driver, ".models tbody th a")
        for way in [way.get_attribute("href") for way in driver.find_elements(By.CSS_SELECTOR, ".pages details a")]:
            driver.get(way)
            models += texts(driver, ".models tbody th a")
        check(len(set(models)) == len(models) == total, f"{len(models)} models on pages of a supplier of {total}")
        further = urllib.parse.urlsplit(driver.current_url).path.lstrip("/")
        check("NOT on the list" in one(driver, ".lead").text, f"{further} says what its models are")
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        check_pages(driver, base, [LONG, LONG_PARTS, further], "long-")


def check_folder(driver):
    """The site works from the folder that it was copied to."""
    driver.get((SITE / "index.html").as_uri())
    one(driver, "#q").send_keys("fe iv 135")
    wait(driver, lambda: texts(driver, ".hits a bdi")[0] == "FE-IV-135", "the search works from a folder")
    one(driver, ".hits a").click()
    wait(driver, lambda: "/models/" in driver.current_url and texts(driver, "#status"), "its page opens from a folder")
    driver.get((SITE / "search.html").as_uri() + "?q=AL")
    wait(driver, lambda: found(driver) > 0, "the search page works from a folder")
    check_console(driver, "from a folder")


def main():
    began = time.monotonic()
    SHOTS.mkdir(parents=True, exist_ok=True)
    files = [SITE / urllib.parse.urlsplit(page).path for page in [*PAGES, MOVED]]
    for pattern in ("list/index*", "suppliers/aldermark*"):
        files += sorted(MANY.glob(pattern))[:2]
    checker = start_checker(files + [OWN / page for page in WRITTEN])
    pages = check_links(SITE)
    with served(SITE) as base, browser() as driver:
        check_search(driver, base)
        check_tolerance(driver, base)
        check_former(driver, base)
        check_facets(driver, base)
        check_compare(driver, base)
        check_keyboard(driver, base)
        check_phone(driver, base)
        check_phone_results(driver, base)
        speed = check_speed(driver)
        check_narrow(driver, base)
        check_print(driver, base)
        check_contrast(driver, base)
        check_without_script(driver, base)
        check_long_list(driver)
        check_folder(driver)
        check_moved(driver, base)
        check_pages(driver, base, PAGES)
        with served(OWN) as own:
            check_pages(driver, own, WRITTEN)
    check_markup(checker)
    hostile = check_site(HOSTILE, SHOTS, NAMES)
    print(f"{pages} pages linked, {len(PAGES) + len(WRITTEN)} kinds tried in {time.monotonic() - began:.0f} s, "
          f"{hostile}, {speed}, {len(faults)} faults, screenshots in {os.path.relpath(SHOTS)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
