"""Stores hostile texts and looks at every page that shows them: hostile.py ADDRESS TOKEN FOLDER PAYLOADS.

PAYLOADS is a file with a list in JSON. Nothing of theirs may run, be fetched, become an element or open a dialogue.
"""
import json
import pathlib
import sys
import urllib.error
import urllib.parse
import urllib.request

from selenium.common.exceptions import NoAlertPresentException, UnexpectedAlertPresentException

from browser import Browser, Report, Wrong
from scenarios import chat

# What a payload would leave behind.
TRACES = """
return [
  document.querySelector("[onerror], [onload], [onfocus], [style], [srcdoc]") && "an attribute",
  document.querySelector("img, iframe, object, embed, style, base") && "an element",
  Array.prototype.some.call(document.scripts, function (one) {
    return !one.src.startsWith(location.origin + "/assets/");
  }) && "a script",
  Array.prototype.some.call(document.links, function (one) {
    return !/^https?:$/.test(one.protocol);
  }) && "an address",
  performance.getEntriesByType("resource").some(function (one) {
    return !one.name.startsWith(location.origin);
  }) && "a request to another site",
  document.cookie.indexOf("stolen") >= 0 && "a cookie",
].filter(Boolean)
"""


# Texts that turn the direction of what follows, outside of elements that keep it to themselves.
TURNED = """
const turns = /[\\u0590-\\u08ff\\u202a-\\u202e\\u2066-\\u2069]/;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const found = turns.test(document.title) ? ["the title of the window"] : [];
while (walker.nextNode()) {
  if (!turns.test(walker.currentNode.data)) continue;
  // The end of an element that isolates is such a control too.
  let depth = 0;
  for (const one of walker.currentNode.data) {
    depth += /[\\u202a\\u202b\\u202d\\u202e\\u2066-\\u2068]/.test(one) ? 1 : /[\\u202c\\u2069]/.test(one) ? -1 : 0;
    if (depth < 0) break;
  }
  if (depth !== 0) found.push("a control without its other half in “" + walker.currentNode.data.slice(0, 40) + "”");
  let element = walker.currentNode.parentElement;
  const first = element;
  const keeps = one => /isolate|plaintext/.test(getComputedStyle(one).unicodeBidi) && one.matches("bdi, code, [dir=auto]")
    || one.matches("textarea, option");
  while (element && !keeps(element)) element = element.parentElement;
  if (!element) found.push(first.tagName + " “" + walker.currentNode.data.slice(0, 40) + "”");
}
return found;
"""


class World:
    def __init__(self, address, token):
        self.address = address
        self.token = token

    def send(self, method, path, body, kind="application/json", headers=None):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data=data, method=method, headers={
            "Content-Type": kind, "Authorization": f"Bearer {self.token}", **(headers or {})})
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Wrong(f"{method} {path}: {error.read().decode()[:300]}") from error

    def fill(self, payloads):
        # What is shown once turns what follows too.
        first = payloads[0] + next(payload for payload in payloads if "\u202e" in payload)
        self.send("PUT", "/v1/experiments/hostile", {
            "title": first, "model": first, "parts_planned": 2, "hyperparameters": {"one": first},
            "description": "\n\n- ".join(payloads)})
        for part in (1, 2):
            self.send("PUT", f"/v1/experiments/hostile/parts/{part}", {
                "checkpoint": {"repo": first, "revision": first, "url": "https://models.example.org/\"payload"},
                "released_at": "2023-02-17T18:30:00Z", "changed": "data", "training_notes": "\n\n".join(payloads),
                "testing_notes": "\n- ".join(payloads)})
        self.send("PUT", "/v1/policies/hostile", {"filters": [], "description": first})
        self.send("POST", "/v1/snapshots", {
            "name": "hostile", "policy": "hostile", "format": "episode", "description": first})
        for number, payload in enumerate(payloads):
            self.send("POST", "/v1/ratings", {
                "experiment": "hostile", "part": 1, "score": 1 + number % 5, "comment": f"{payload} too short",
                "rater": f"{payload}{number}", "front_end": payload[:30]})
            name = urllib.parse.quote(payload, safe="")
            for word in (payload, f"{payload} <|user|>"):
                self.send("POST", "/v1/submissions?consent_training=true&consent_public=true"
                          f"&experiment=hostile&part=1&submitter={number}&notes={name}",
                          chat(f"{number} {word}").encode(), "application/octet-stream", {"X-Filename": name})


def check(report, browser, name):
    try:
        browser.driver.switch_to.alert.dismiss()
        report.failed(name, "a dialogue was opened")
    except NoAlertPresentException:
        pass
    for trace in browser.run(TRACES):
        report.failed(name, f"a hostile text became {trace}")
    for turned in browser.run(TURNED):
        report.failed(name, f"the direction of what follows is turned by {turned}")
    for complaint in browser.complaints():
        report.failed(name, complaint)


if __name__ == "__main__":
    address, token, folder, file = sys.argv[1:5]
    report = Report(pathlib.Path(folder).resolve())
    payloads = json.loads(pathlib.Path(file).read_text())
    world = World(address, token)
    browser = Browser(address)
    try:
        world.fill(payloads)
        browser.open("/sign-in")
        browser.type("#token", token)
        browser.press("button", "Sign in")
        browser.expect_text("Signed in as")
        for path in ["/", "/experiments/hostile", "/experiments/hostile/parts/1", "/experiments/hostile/parts/2",
                     "/experiments/hostile/compare?part=2&with=1", "/rate/hostile/1", "/moderation", "/audit", "/tokens",
                     "/submit?about=hostile/1", "/policies", "/policies/hostile", "/snapshots", "/snapshots/hostile"]:
            browser.open(path)
            browser.run("document.querySelectorAll('details').forEach(function (one) { one.open = true; })")
            # What waits for the focus, or for a click, gets both.
            browser.run("document.querySelectorAll('a, button, input').forEach(function (one) { one.focus(); })")
            check(report, browser, path)
            print(f"looked at {path}", flush=True)
        for number, payload in enumerate(payloads):
            browser.open("/submit")
            browser.run("document.getElementById('pasted').value = arguments[0];"
                        "document.getElementById('pasted').dispatchEvent(new Event('input'))",
                        chat(f"preview {number} {payload}"))
            browser.expect_text("1 conversation")
            check(report, browser, f"the preview of payload {number}")
        print("looked at previews", flush=True)
    except UnexpectedAlertPresentException as error:
        report.failed("a page", f"opened a dialogue: {error}")
    except Exception as error:  # Whatever it is, it is told as what it is.
        report.failed("hostile texts", f"{type(error).__name__}: {error}")
    finally:
        browser.close()
    report.finish()
