"""A Chromium without a window, and what its pages are looked at with."""
import base64
import pathlib
import shutil
import sys
import time

import axe_playwright_python
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
HERE = pathlib.Path(__file__).parent
AXE = pathlib.Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
LOOK = (HERE / "look.js").read_text()


class Wrong(Exception):
    """Something on a page is not as it should be."""


class Browser:
    """One window. Everything is looked for by what people see or by what a form sends, not by classes."""

    def __init__(self, address, scripts=True, width=1280):
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        # No sandbox: tests may run as root, and see nothing but the service that they started.
        for option in ("headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "hide-scrollbars",
                       "force-color-profile=srgb", "disable-extensions", "lang=en", "remote-debugging-port=0"):
            options.add_argument(f"--{option}")
        if not scripts:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("unhandledPromptBehavior", "ignore")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_page_load_timeout(30)
        self.driver.set_script_timeout(60)
        self.address = address
        self.scripts = scripts
        self.resize(width)
        self.scheme("light")

    def close(self):
        self.driver.quit()

    # Going about

    def open(self, path):
        self.driver.get(self.address + path)

    def resize(self, width, height=900):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def scheme(self, name, medium=""):
        # Without motion a click lands where its target is.
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": [
            {"name": "prefers-color-scheme", "value": name}, {"name": "prefers-reduced-motion", "value": "reduce"}]})

    def find(self, selector):
        found = self.driver.find_elements(By.CSS_SELECTOR, selector)
        if not found:
            raise Wrong(f"nothing matches {selector} on “{self.title}”: {self.text[:200]!r}")
        return found[0]

    def has(self, selector):
        return bool(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def click(self, selector):
        self.press_on(self.find(selector))

    def follow(self, text):
        self.press("a", text)

    def press(self, tag, text):
        """Clicks the first link or button with these words."""
        for element in self.driver.find_elements(By.CSS_SELECTOR, tag):
            if text in element.text and element.is_displayed():
                return self.press_on(element)
        raise Wrong(f"no {tag} says “{text}” on “{self.title}”")

    def press_on(self, element):
        # In the middle nothing lies over it.
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def type(self, selector, text):
        element = self.find(selector)
        element.clear()
        element.send_keys(text)

    def paste(self, selector, text):
        """Puts text in at once: typing takes a second for a chat, and cannot type everything."""
        element = self.find(selector)
        element.clear()
        self.press_on(element)
        self.driver.execute_cdp_cmd("Input.insertText", {"text": text})

    def attach(self, selector, *paths):
        self.find(selector).send_keys("\n".join(str(path) for path in paths))

    def select(self, selector, value):
        Select(self.find(selector)).select_by_value(value)

    def choose(self, name, value):
        """Clicks a radio button or check box where people click it: at its words."""
        self.click(f'label:has(input[name="{name}"][value="{value}"])')

    # Looking

    @property
    def title(self):
        return self.driver.title

    @property
    def text(self):
        return self.find("body").text

    @property
    def heading(self):
        return self.find("h1").text

    def value(self, selector):
        return self.find(selector).get_property("value")

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def expect(self, condition, what, seconds=10):
        """Waits for something that a script or the server brings."""
        end = time.monotonic() + seconds
        while True:
            try:
                if condition():
                    return
            except (WebDriverException, Wrong):
                pass  # Between two pages.
            if time.monotonic() > end:
                raise Wrong(f"{what}; “{self.title}” says {self.text[:400]!r}")
            time.sleep(0.02)

    def expect_heading(self, text):
        self.expect(lambda: text in self.heading, f"the heading is not “{text}”")

    def expect_text(self, text):
        self.expect(lambda: text in self.text, f"“{text}” is not on the page")

    def refuse_text(self, text):
        if text in self.text:
            raise Wrong(f"“{text}” is on “{self.title}”")

    def complaints(self):
        """What the browser wrote into its console: errors of scripts, and what the policy for content blocked. That a
        page was answered with an error status is what some pages are for."""
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] == "SEVERE" and "the server responded with a status of" not in entry["message"]]

    def shot(self, path):
        height = min(6000, self.run("return document.documentElement.scrollHeight"))
        width = self.run("return document.documentElement.clientWidth")
        answer = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "format": "png", "captureBeyondViewport": True, "optimizeForSpeed": True,
            "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}})
        path.write_bytes(base64.b64decode(answer["data"]))

    def prepare(self):
        """Brings what looks at pages into this one; the policy for content binds pages, not who tests them."""
        self.run(AXE + "\n" + LOOK)

    def violations(self, colours_alone):
        """What axe-core finds against WCAG 2.2 A and AA. In another colour scheme the page is the same but for colours."""
        return self.driver.execute_async_script(
            "chorusLook.violations(arguments[0]).then(arguments[1])", colours_alone)


class Report:
    """Says what went well and what did not, a line each; the exit status says whether all did."""

    def __init__(self, folder):
        self.folder = folder
        self.failures = 0
        folder.mkdir(parents=True, exist_ok=True)

    def failed(self, name, reason):
        self.failures += 1
        reason = str(reason).split("Stacktrace:")[0]
        print(f"FAILED {name}: {' '.join(reason.split())[:1500]}", flush=True)

    def finish(self):
        sys.exit(1 if self.failures else 0)
