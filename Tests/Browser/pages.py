"""Looks at every page in every width and colour scheme: pages.py ADDRESS TOKEN FOLDER.

At each: what it weighs, what axe-core finds, whether it has to be scrolled sideways, whether scripts push things about,
and whether the tabulator key goes through it in order with a focus that shows. A picture of each stays in FOLDER.
"""
import json
import pathlib
import sys
import threading
import time
import urllib.request

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from browser import SCHEMES, WIDTHS, Browser, Report
from scenarios import chat, receipt, unmapped


class Look:
    def __init__(self, report, browser):
        self.report = report
        self.browser = browser

    def __call__(self, name, grows=False):
        """Looks at the page that is open.

        grows: the visitor asked for a piece of it, which moves what is below it when it comes. Browsers overlook that
        for half a second only, and the answer may take longer.
        """
        browser = self.browser
        begun = time.monotonic()
        browser.prepare()
        shift = browser.driver.execute_async_script("chorusLook.shift().then(arguments[arguments.length - 1])")
        if shift > 0 and not grows:
            self.report.failed(name, f"things move while it loads: {shift}")
        weight = browser.run("return chorusLook.weight()")
        if not 10_000 < weight <= 100_000:
            self.report.failed(name, f"weighs {weight} bytes")
        for fault in browser.complaints():
            self.report.failed(name, fault)
        self.keyboard(name)
        browser.run("document.activeElement.blur()")
        for width in WIDTHS:
            browser.resize(width)
            overflow = browser.run("return chorusLook.overflow()")
            if overflow:
                self.report.failed(f"{name} at {width} px", f"reaches beyond its window by {overflow}")
            for scheme in SCHEMES:
                browser.scheme(scheme)
                place = f"{name} at {width} px, {scheme}"
                for violation in browser.violations(colours_alone=scheme != SCHEMES[0]):
                    self.report.failed(place, violation)
                browser.shot(self.report.folder / f"{name}-{width}-{scheme}.png")
        print(f"looked at {name} in {time.monotonic() - begun:.1f} s", flush=True)

    def keyboard(self, name):
        """Goes through the page by the tabulator key from its beginning."""
        browser = self.browser
        browser.run("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
        # From the very beginning also where something took the focus.
        browser.run("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
        steps = min(150, browser.run("return chorusLook.begin()"))
        keys = ActionChains(browser.driver, duration=0)
        for _ in range(steps):
            keys.send_keys(Keys.TAB)
        keys.perform()
        if steps < 150:
            for fault in browser.run("return chorusLook.faults()")[:5]:
                self.report.failed(f"{name} by keyboard", fault)


def visitor(look, world):
    """Pages for everybody."""
    browser = look.browser

    def page(name, path):
        browser.open(path)
        look(name)

    page("home", "/")
    page("experiment", "/experiments/exp7")
    for part in (1, 3):
        page(f"part-{part}", f"/experiments/exp7/parts/{part}")
    page("part-comments", "/experiments/exp7/parts/3?sentiment=negative&aspect=length")
    page("compare", "/experiments/exp7/compare?part=3&with=2")
    page("rate", "/rate/exp7/4")
    browser.click("details:has(#top_p) > summary")
    browser.type("#top_p", "7")
    browser.press("button", "Send the rating")
    look("rate-faults")
    browser.type("#top_p", "0.7")
    browser.choose("score", "4")
    browser.type("#comment", "Replies are too short, but it stays in character.")
    browser.press("button", "Send the rating")
    browser.expect_heading("Your voice counts")
    look("rated")
    page("submit", "/submit")
    browser.paste("#pasted", "Nothing that anybody could use")
    browser.run("document.getElementById('consent_training').checked = true; document.querySelector('form.sheet').submit()")
    browser.expect_text("Nothing was stored yet")
    look("submit-refused")
    browser.paste("#pasted", unmapped("saffron"))
    browser.run("document.getElementById('consent_training').checked = true; document.querySelector('form.sheet').submit()")
    browser.expect_text("Which of these speakers is you?")
    look("submit-who-is-who", grows=True)
    browser.open("/submit")
    browser.paste("#pasted", chat("saffron"))
    browser.expect_text("1 conversation")
    look("submit-preview", grows=True)
    browser.choose("consent_training", "true")
    browser.press("button", "Donate this chat")
    browser.expect_heading("Your chat is in")
    look("submitted")
    number, code = receipt(browser)
    page("receipts", f"/receipts?id={number}")
    browser.type("#code", "wrong")
    browser.press("button", "Show it")
    look("receipts-wrong")
    browser.type("#code", code)
    browser.press("button", "Show it")
    browser.expect_heading("Your chat: accepted")
    look("receipt")
    browser.press("button", "Withdraw this chat")
    browser.expect_heading("Your chat is withdrawn")
    look("withdrawn")
    page("snapshots", "/snapshots")
    page("privacy", "/privacy")
    page("status", "/status")
    page("styleguide", "/styleguide")
    page("missing", "/experiments/exp9")


def maintainer(look, world):
    """Pages that want a token, and the longest one."""
    browser = look.browser

    def page(name, path):
        browser.open(path)
        look(name)

    world.prepare()
    page("sign-in", "/sign-in?next=/moderation")
    browser.type("#token", world.token)
    browser.press("button", "Sign in")
    browser.expect_heading("Moderation")
    look("moderation")
    browser.press("[data-item] button", "Hold back" if "Hold back" in browser.find("[data-item]").text else "Accept")
    browser.expect_text("Undo")
    look("moderation-decided")
    page("moderation-empty", "/moderation?kind=cluster")
    page("signed-in", "/sign-in")
    page("tokens", "/tokens")
    browser.type("#name", "made by a test")
    browser.choose("scope", "import")
    browser.press("button", "Make the token")
    look("tokens-made")
    page("audit", "/audit")
    page("policies", "/policies")
    page("policy", "/policies/v8-part-2")
    browser.open("/policies")
    browser.select("#policy", browser.run("return document.querySelector('#policy option:nth-child(2)').value"))
    browser.select("#against", browser.run("return document.querySelector('#against option:nth-child(3)').value"))
    browser.press("button", "Try it")
    look("policy-run")
    page("snapshots-curator", "/snapshots")
    browser.type("#name", "Not A Name")
    browser.press("button", "Make")
    look("snapshots-faults")
    page("snapshot", "/snapshots/seen-by-a-test")
    page("docs", "/docs")
    # Every operation is the same template filled in; so is every schema. These are the longest, and one with words.
    for operation in ("pullFeed", "postSubmission"):
        page(f"docs-{operation}", f"/docs/operations/{operation}")
    for schema in ("Episode", "ProblemCode"):
        page(f"docs-{schema}", f"/docs/schemas/{schema}")


class World:
    def __init__(self, address, token):
        self.address = address
        self.token = token

    def prepare(self):
        """Something to decide about, and a snapshot."""
        self.send("POST", "/v1/submissions?consent_training=true&consent_public=true", chat("<|user|> curry").encode())
        self.send("POST", "/v1/submissions?consent_training=true&consent_public=false", chat("<|user|> salt").encode())
        made = {"name": "seen-by-a-test", "policy": "v8-part-1", "format": "supervised",
                "split": {"parts": 3, "part": 1}}
        self.send("POST", "/v1/snapshots", json.dumps(made).encode(), "application/json")
        while json.loads(self.send("GET", "/v1/snapshots/seen-by-a-test"))["status"] == "building":
            time.sleep(0.1)

    def send(self, method, path, body=None, kind="application/octet-stream"):
        request = urllib.request.Request(self.address + path, data=body, method=method, headers={
            "Content-Type": kind, "Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request) as answer:
            return answer.read()


def walk(report, world, way):
    browser = Browser(world.address)
    try:
        way(Look(report, browser), world)
    except Exception as error:  # What was seen until then is told.
        report.failed(f"the pages of a {way.__name__}", f"{type(error).__name__}: {error}")
        browser.shot(report.folder / f"failed-{way.__name__}.png")
    finally:
        browser.close()


if __name__ == "__main__":
    address, token, folder = sys.argv[1:4]
    report = Report(pathlib.Path(folder).resolve())
    world = World(address, token)
    windows = [threading.Thread(target=walk, args=(report, world, way)) for way in (visitor, maintainer)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    report.finish()
