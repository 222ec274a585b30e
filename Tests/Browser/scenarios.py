"""What people do on the pages, with scripts and without: scenarios.py ADDRESS TOKEN FOLDER."""
import json
import pathlib
import sys
import threading
import urllib.request
import uuid

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from browser import Browser, Report, Wrong


def chat(word):
    """A chat as TavernAI saves it."""
    lines = [{"user_name": "Sam", "character_name": "Aria", "create_date": 1675919377126}]
    for name, is_user, text in [
            ("Aria", False, f"You are the new deckhand, then. Mind the {word}, and write to aria@deck.example."),
            ("Sam", True, "Aye. Where are we headed?"),
            ("Aria", False, "*She points.* North, Sam, past the lighthouse, and then we shall see.")]:
        lines.append({"name": name, "is_user": is_user, "send_date": 1675919377126, "mes": text})
    return "\n".join(json.dumps(line) for line in lines)


def unmapped(word):
    """Plain text in which nobody can tell who is the user."""
    return f"Bruno: Two spoons of {word}?\nIlse: Three.\nBruno: Brave.\nIlse: Always.\n"


def receipt(browser):
    codes = [code.text for code in browser.driver.find_elements("css selector", ".receipt dd code")]
    if len(codes) != 2:
        raise Wrong(f"a receipt has a number and a code, and this one has {codes}")
    return codes


def submit_a_file(browser, world):
    file = world.folder / f"aria-{world.word}.jsonl"
    file.write_text(chat(world.word))
    browser.open("/submit?about=exp7/3")
    browser.attach("#log", file)
    if browser.scripts:
        browser.expect_text("1 conversation")
    browser.choose("consent_training", "true")
    browser.choose("consent_public", "true")
    browser.press("button", "Donate this chat")
    browser.expect_heading("Your chat is in")
    browser.expect_text("SillyTavern or TavernAI chat")
    browser.expect_text("e-mail address")
    browser.follow("Rate the part that you talked to")
    browser.expect_heading("Rate part 3")


def paste_and_say_who_is_who(browser, world):
    browser.open("/submit")
    browser.paste("#pasted", unmapped(world.word))
    browser.type("#notes", "kept & <b>typed</b>")
    browser.choose("consent_training", "true")
    if browser.scripts:
        browser.expect_text("Which of these speakers is you?")
    else:
        browser.press("button", "Donate this chat")
        browser.expect_text("Which of these speakers is you?")
        if browser.value("#notes") != "kept & <b>typed</b>" or world.word not in browser.value("#pasted"):
            raise Wrong("the form did not come back filled")
    browser.choose("speaker_user", "Ilse")
    browser.press("button", "Donate this chat")
    browser.expect_heading("Your chat is in")


def withdraw_by_receipt(browser, world):
    browser.open("/submit")
    browser.paste("#pasted", chat(world.word + "-back"))
    browser.choose("consent_training", "true")
    browser.press("button", "Donate this chat")
    browser.expect_heading("Your chat is in")
    number, code = receipt(browser)
    browser.scheme("light", "print")
    browser.expect_text(code)
    browser.refuse_text("What we understood")
    browser.scheme("light")
    browser.follow("Use it on the receipts page")
    browser.expect_heading("Use a receipt")
    browser.type("#code", code)
    browser.press("button", "Show it")
    browser.expect_heading("Your chat: accepted")
    browser.press("button", "Withdraw this chat")
    browser.expect_heading("Your chat is withdrawn")
    browser.open(f"/receipts?id={number}")
    browser.type("#code", code)
    browser.press("button", "Show it")
    browser.expect_text("This receipt opens nothing")


def submit_several_files(browser, world):
    """Two files at once, looked at first; one of them is nothing."""
    files = [world.folder / f"{name}-{world.word}-{browser.scripts}.jsonl" for name in ("one", "two")]
    files[0].write_text(chat(world.word + "-several"))
    files[1].write_text("Nothing that anybody could use")
    browser.open("/submit")
    browser.attach("#log", *files)
    browser.press("button", "Look at it first")
    for text in (files[0].name, files[1].name, "1 conversation", "Not recognised"):
        browser.expect_text(text)
    if not browser.scripts:
        # Browsers forget files that were chosen.
        browser.expect_text("please add the chat again")
        browser.attach("#log", *files)
    browser.choose("consent_training", "true")
    browser.press("button", "Donate this chat")
    browser.expect_heading("Your chat is in")
    browser.expect_text("Not recognised")


def drop_two_files(browser, world):
    """Dropped anywhere on the form, one after the other."""
    browser.open("/submit")
    for number in (1, 2):
        browser.run("""
            var all = new DataTransfer();
            all.items.add(new File([arguments[0]], arguments[1]));
            document.getElementById("notes").dispatchEvent(
              new DragEvent("drop", { dataTransfer: all, bubbles: true, cancelable: true }));
            """, chat(f"{world.word}-{number}"), f"dropped-{number}.jsonl")
    browser.expect_text("dropped-2.jsonl")
    browser.expect_text("dropped-1.jsonl")
    browser.choose("consent_training", "true")
    browser.press("button", "Donate this chat")
    browser.expect_heading("Your chat is in")
    browser.press("button", "Copy both")
    browser.expect(lambda: browser.find("[data-copy] ~ [role=status]").text != "", "copying says nothing")


def send_a_large_file(browser, world):
    """More than a megabyte: sent with a bar, and the answer takes the place of the form."""
    lines = chat(f"{world.word}-large").split("\n")
    file = world.folder / f"large-{world.word}.jsonl"
    file.write_text("\n".join(lines[:2] + [
        line.replace("North", f"Part {number}").replace("headed", f"headed now, {number}")
        for number in range(6000) for line in lines[2:]]))
    browser.open("/submit")
    browser.attach("#log", file)
    browser.expect_text("1 conversation")
    browser.press("button", "Donate this chat")
    browser.expect(lambda: browser.run("return document.activeElement.id") == "consent_training",
                   "the browser does not lead to the consent that is missing")
    browser.choose("consent_training", "true")
    browser.press("button", "Donate this chat")
    browser.expect_heading("Your chat is in")
    if browser.run("return document.activeElement.tagName") != "H1":
        raise Wrong("the focus is not where the answer begins")
    receipt(browser)
    if not browser.find("[data-copy]").is_displayed():
        raise Wrong("the receipt cannot be copied")


def forget_the_consent(browser, world):
    browser.open("/submit")
    browser.paste("#pasted", chat(world.word + "-no"))
    browser.press("button", "Donate this chat")
    browser.expect(lambda: browser.run("return document.activeElement.id") == "consent_training",
                   "the browser does not lead to the consent that is missing")


def rate_and_rate_again(browser, world):
    browser.open("/rate/exp7/2")
    browser.choose("score", "2")
    browser.type("#comment", "The replies are far too short.")
    browser.choose("aspect_character", "positive")
    browser.press("button", "Send the rating")
    browser.expect_heading("Your voice counts")
    browser.expect_text("negative")
    browser.expect_text("Part 2 now")
    browser.open("/rate/exp7/2")
    browser.choose("score", "5")
    browser.press("button", "Send the rating")
    browser.expect_text("It replaces the rating")
    number, code = receipt(browser)
    browser.open(f"/receipts?id={number}")
    browser.type("#code", code)
    browser.press("button", "Show it")
    browser.expect_text("5 of 5")
    browser.select("#score", "4")
    browser.press("button", "Change it")
    browser.expect_text("It is changed")
    browser.expect_text("4 of 5")


def rate_by_keyboard(browser, world):
    """From the link that skips the navigation on, without a mouse."""
    browser.open("/rate/exp7/4")
    keys = ActionChains(browser.driver, duration=0)
    keys.send_keys(Keys.TAB, Keys.ENTER).perform()
    for _ in range(40):
        if browser.run("return document.activeElement.name") == "score":
            break
        ActionChains(browser.driver, duration=0).send_keys(Keys.TAB).perform()
    ActionChains(browser.driver, duration=0).send_keys(Keys.SPACE, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.TAB).perform()
    ActionChains(browser.driver, duration=0).send_keys("By keyboard").perform()
    if browser.run("return document.querySelector('[name=score]:checked').value") != "3":
        raise Wrong("the arrow keys do not choose a score")
    if browser.value("#comment") != "By keyboard":
        raise Wrong("after the score comes not the comment")
    browser.run("document.querySelector('form.sheet button[type=submit]').focus()")
    ActionChains(browser.driver, duration=0).send_keys(Keys.ENTER).perform()
    browser.expect_heading("Your voice counts")


def read_times_at_home(browser, world):
    browser.driver.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": "Asia/Kolkata"})
    browser.open("/experiments/exp7/parts/1")
    if browser.find("time").text != "2023-02-18 00:00 GMT+5:30":
        raise Wrong(f"the time is not the reader's: {browser.find('time').text}")
    if browser.find("time").get_attribute("title") != "2023-02-17 18:30 UTC":
        raise Wrong("UTC is not there on hover")


def choose_a_preset(browser, world):
    browser.open("/rate/exp7/3")
    browser.click("details:has(#top_p) > summary")
    browser.select("#preset", "ooba-default")
    if (browser.value("#temperature"), browser.value("#top_k")) != ("0.7", "40"):
        raise Wrong("a preset does not fill the fields")
    browser.select("#preset", "ooba-contrastive")
    if (browser.value("#temperature"), browser.value("#contrastive")) != ("", "yes"):
        raise Wrong("another preset leaves what the first one filled")


def put_right_what_was_read(browser, world):
    browser.open("/rate/exp7/3")
    browser.choose("score", "3")
    browser.type("#comment", "Replies are too short.")
    browser.press("button", "Send the rating")
    browser.expect_text("Did we read you right?")
    browser.choose("aspect_length", "neutral")
    browser.press("button", "Put it right")
    browser.expect_text("It replaces the rating")
    browser.refuse_text("Did we read you right?")
    browser.open("/rate/exp7/3")
    browser.expect_text("This is what you said so far")


def correct_a_rating(browser, world):
    browser.open("/rate/exp7/1")
    browser.click("details:has(#top_p) > summary")
    browser.choose("score", "4")
    browser.type("#top_p", "7")
    browser.type("#comment", "kept “as it is”")
    browser.press("button", "Send the rating")
    browser.expect_text("Nothing was stored yet")
    if browser.value("#comment") != "kept “as it is”" or browser.value("#top_p") != "7":
        raise Wrong("the form did not come back filled")
    browser.type("#top_p", "0.7")
    browser.press("button", "Send the rating")
    browser.expect_heading("Your voice counts")


def own_item(browser, world):
    """What waits in the queue of what this one sent; the other window decides too."""
    for item in browser.driver.find_elements("css selector", "[data-item]"):
        if world.word in item.get_property("textContent"):
            return item.find_element("name", "item").get_property("value")
    raise Wrong("a chat that is held back is not in the queue")


def moderate_and_undo(browser, world):
    world.hold(f"<|user|> {world.word}")
    browser.open("/moderation")
    browser.expect_heading("Sign in")
    browser.type("#token", world.token)
    browser.press("button", "Sign in")
    browser.expect_heading("Moderation")
    mine = own_item(browser, world)
    if browser.scripts:
        browser.run("document.activeElement.blur()")
        browser.find("body").send_keys("j")
        for _ in range(30):
            if browser.run("return document.activeElement.querySelector('[name=item]').value") == mine:
                break
            browser.run("return document.activeElement").send_keys("j")
        browser.run("return document.activeElement").send_keys("r")
    else:
        browser.press(f'[data-item]:has([value="{mine}"]) button', "Reject")
    browser.expect_text("Rejected: 1.")
    if browser.has(f'[name=item][value="{mine}"]'):
        raise Wrong("what was rejected still waits")
    browser.press("button", "Undo")
    browser.expect_text("Undone: 1.")
    if own_item(browser, world) != mine:
        raise Wrong("undoing does not bring back what was decided")
    browser.press("button", "Sign out")
    browser.open("/moderation")
    browser.expect_heading("Sign in")


def read_a_report(browser, world):
    browser.open("/")
    browser.press("h3 a", "Experiment 7")
    browser.expect_text("Compare two parts side by side")
    browser.press("th a", "Part 3")
    browser.expect_heading("Part 3")
    browser.expect_text("Net sentiment")
    browser.expect_text("Chance or change?")
    browser.press("#comments a", "Negative")
    browser.expect(lambda: "sentiment=negative" in browser.driver.current_url, "comments cannot be chosen by sentiment")
    browser.press(".aspects a", "Length")
    browser.expect(lambda: "aspect=length" in browser.driver.current_url, "comments cannot be chosen by aspect")
    browser.follow("Both parts side by side")
    browser.expect_heading("Part 3 beside part 2")
    browser.select("#with", "1")
    browser.press("button", "Compare")
    browser.expect_heading("Part 3 beside part 1")


def sign_in(browser, world, page):
    browser.open(f"/sign-in?next={page}")
    browser.type("#token", world.token)
    browser.press("button", "Sign in")


def sign_out(browser, button="Sign out"):
    browser.press("button", button)
    browser.expect_text("You are signed out")


def try_a_policy_and_make_a_snapshot(browser, world):
    name = f"seen-{world.word}-{'with' if browser.scripts else 'without'}"
    sign_in(browser, world, "/policies")
    browser.expect_heading("Policies")
    browser.press("button", "Try it")
    browser.expect_text("There is nothing to try")
    browser.paste("#text", json.dumps({"name": name, "filters": [{"filter": "response_words", "minimum": 10}]}))
    browser.press("button", "Try it")
    browser.expect_heading(f"What {name} would keep")
    browser.expect_text("of all responses")
    browser.press("button", "Store as next version")
    browser.expect_text("Stored as version 1")
    browser.open("/snapshots")
    browser.type("#name", name)
    browser.press("button", "Make the snapshot")
    browser.expect_text("Choose the policy")
    if browser.value("#name") != name:
        raise Wrong("the form did not come back filled")
    browser.select("#policy", f"{name}@1")
    browser.press("button", "Make the snapshot")
    browser.expect(lambda: "What it is made of" in browser.text, "the snapshot is not made", seconds=20)
    for link in ("README.md", "manifest.json"):
        if not browser.has(f'a[download][href$="{link}"]'):
            raise Wrong(f"{link} cannot be downloaded")
    browser.open("/audit?action=snapshot.make")
    browser.expect_text(name)
    sign_out(browser)


def make_and_revoke_a_token(browser, world):
    name = f"made {world.word} {browser.scripts}"
    sign_in(browser, world, "/tokens")
    browser.expect_heading("Tokens")
    browser.type("#name", name)
    browser.press("button", "Make the token")
    browser.expect_text("A token that may do nothing is of no use")
    browser.choose("scope", "maintain")
    browser.press("button", "Make the token")
    browser.expect_text("Copy it now")
    secret = browser.find(".secret").text
    sign_out(browser)
    browser.type("#token", secret)
    browser.press("button", "Sign in")
    browser.expect_heading("Moderation")
    browser.open("/sign-in")
    browser.expect_text(f"You are signed in as {name}")
    sign_out(browser, "Sign out everywhere")
    sign_in(browser, world, "/tokens")
    browser.expect_heading("Tokens")
    for card in browser.driver.find_elements("css selector", "li.card"):
        if name in card.text:
            browser.press_on(card.find_element("css selector", "summary"))
            browser.press_on(card.find_element("css selector", "button"))
            break
    browser.expect_text("The token is revoked")
    browser.open("/audit?action=token.revoke")
    browser.expect_text(name)
    sign_out(browser)
    browser.type("#token", secret)
    browser.press("button", "Sign in")
    browser.expect_text("This token does not open anything")


def read_the_api(browser, world):
    """From the foot of a page to an operation, to what it takes, and to who else takes that."""
    browser.open("/privacy")
    browser.expect_text("Backups are copies of everything")
    browser.press("footer a", "the API")
    browser.expect_heading("The API of Chorus")
    browser.press(".operations a", "/v1/ratings")
    browser.expect_heading("Rate a part")
    browser.press("main a", "RatingInput")
    browser.expect_heading("RatingInput")
    browser.press(".operations a", "/v1/ratings")
    browser.expect_heading("Rate a part")
    browser.click("a[rel=next]")
    browser.expect_heading("Rate by the line")
    browser.open("/docs/operations/none")
    browser.press("main a", "All operations and schemas")
    browser.expect_heading("The API of Chorus")
    browser.open("/status")
    browser.expect_heading("Everything works")


class World:
    """What scenarios share."""

    def __init__(self, address, token, folder, word):
        self.address = address
        self.token = token
        self.folder = folder
        self.word = word

    def hold(self, text):
        """Sends a chat that the reader holds back."""
        request = urllib.request.Request(
            f"{self.address}/v1/submissions?consent_training=true&consent_public=true", data=chat(text).encode(),
            headers={"Content-Type": "application/octet-stream"})
        with urllib.request.urlopen(request) as answer:
            if json.load(answer)["status"] != "quarantined":
                raise Wrong("a chat with training markup is not held back")


SCENARIOS = [submit_a_file, submit_several_files, paste_and_say_who_is_who, withdraw_by_receipt, forget_the_consent, rate_and_rate_again,
             rate_by_keyboard, put_right_what_was_read, correct_a_rating, moderate_and_undo, read_a_report,
             try_a_policy_and_make_a_snapshot, make_and_revoke_a_token, read_the_api]
# What only scripts do.
WITH_SCRIPTS = [drop_two_files, send_a_large_file, choose_a_preset, read_times_at_home]


def play(report, address, token, scripts):
    kind = "with scripts" if scripts else "without scripts"
    world = World(address, token, report.folder, uuid.uuid4().hex[:8])
    browser = Browser(address, scripts=scripts, width=1280 if scripts else 390)
    try:
        for scenario in SCENARIOS + (WITH_SCRIPTS if scripts else []):
            name = f"{scenario.__name__} {kind}"
            try:
                scenario(browser, world)
                complaints = browser.complaints()
                if complaints:
                    raise Wrong(f"the browser complains: {complaints}")
                print(f"passed {name}", flush=True)
            except Exception as error:  # Whatever it is, the others are played.
                report.failed(name, f"{type(error).__name__}: {error}")
                browser.shot(report.folder / f"failed-{name.replace(' ', '-')}.png")
    finally:
        browser.close()


if __name__ == "__main__":
    address, token, folder = sys.argv[1:4]
    report = Report(pathlib.Path(folder).resolve())
    windows = [threading.Thread(target=play, args=(report, address, token, scripts)) for scripts in (True, False)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    report.finish()
