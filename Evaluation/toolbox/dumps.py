#!/usr/bin/env python3
"""Writes Character.AI dumps in the shape of the dumper's, with words of our own: what each filter of the toolbox looks for,
at and around its thresholds, and duplicates over files.

    dumps.py FOLDER [SESSIONS [SEED]]
"""
import json
import os
import random
import sys

FOLDER = sys.argv[1]
SESSIONS = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
draw = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)

WORDS = """the a lamp sea rope window storm kettle boat path garden letter door grey slow warm said looks walks keeps tells
carries finds waits laughs hums over under beside before again never always two three quiet river mill corn stone bridge
evening morning harbour lantern blanket table bread salt copper needle thread map tower bell straße café naïve größer""".split()
NAMES = ["Maren", "Ilya", "Oswin", "Teodora", "Brann", "Quill"]
USER = ["[NAME_IN_MESSAGE_REDACTED]", "[REDACTED]", "[FIRST_NAME_REDACTED]", "[USERNAME_REDACTED]", "[NAME_REDACTED]"]


def sentence(count: int, name: str) -> str:
    words = [draw.choice(WORDS) for _ in range(count)]
    if count > 3 and draw.random() < 0.2:
        words[draw.randrange(count)] = name
    if count > 3 and draw.random() < 0.2:
        words[draw.randrange(count)] = draw.choice(USER)
    if count > 5 and draw.random() < 0.2:
        words[count // 2] += draw.choice([".....", "...", ",", "!", "....."])
    if count > 8 and draw.random() < 0.15:
        words[count // 2] += "\n" + draw.choice(["", "\n"]) + "*"
        words[-1] += "*"
    return " ".join(words) + draw.choice([".", "?", "!", "", "..."])


def stutter(text: str) -> str:
    words = text.split(" ")
    place = draw.randrange(len(words))
    word = draw.choice(["wait", "no", "we", "I'm", "what"])
    words[place] = f"{word[0]}-{word}" if draw.random() < 0.8 else f"{word[0].upper()}-{word}"
    return " ".join(words)


def blush(text: str) -> str:
    action = draw.choice(["blushes", "turns red like a tomato", "is red as a tomato", "looks embarassed", "is Nervous",
                          "is embarrassed", "smiles"])
    return draw.choice([f"*{action}* {text}", f"{text} *{action}*", f"*waves* {action} *sits*"])


def zalgo(text: str) -> str:
    marks = "".join(chr(draw.randrange(0x300, 0x370)) for _ in range(draw.choice([1, 2, 3, 3, 4, 6])))
    return text + " " + draw.choice("xeaozq") + marks + "q"


def reply(kind: str, base: str, name: str) -> str:
    count = max(1, int(draw.lognormvariate(3.2, 0.9)))
    text = sentence(count, name)
    if kind == "stutter" and draw.random() < 0.85:
        return stutter(text)
    if kind == "blush" and draw.random() < 0.9:
        return blush(text)
    if kind == "zalgo" and draw.random() < 0.2:
        return zalgo(text)
    if kind == "loop" and draw.random() < 0.9:
        words = base.split(" ")
        for _ in range(draw.choice([0, 1, 2, 4])):
            words[draw.randrange(len(words))] = draw.choice(WORDS)
        return " ".join(words) if draw.random() < 0.8 else " ".join(words + words)
    return text


def session(name: str) -> list:
    kind = draw.choice(["plain", "plain", "stutter", "blush", "zalgo", "loop", "long"])
    turns = draw.randrange(3, 24) if kind != "long" else draw.randrange(40, 120)
    base = sentence(max(4, int(draw.lognormvariate(3.2, 0.5))), name)
    messages = [(False, base if kind == "loop" else reply(kind, base, name))]
    human = True
    while len(messages) < turns:
        if human:
            messages.append((True, sentence(draw.randrange(1, 20), name) if draw.random() < 0.97 else "(OOC: brb)"))
        else:
            messages.append((False, reply(kind, base, name) if draw.random() < 0.995 else sentence(1400, name)))
        if draw.random() < 0.95:
            human = not human
    return messages


def message(is_human: bool, text: str, name: str) -> dict:
    side = {"is_human": is_human, "name": "[NAME_REDACTED]" if is_human else name}
    return {"id": draw.randrange(10**9), "text": text, "src": side, "is_alternative": False, "deleted": None}


def main() -> None:
    os.makedirs(FOLDER, exist_ok=True)
    old: list = []
    for number in range((SESSIONS + 9) // 10):
        name = draw.choice(NAMES)
        histories = []
        for _ in range(min(10, SESSIONS - number * 10)):
            mine = [item for item in old if item[0] == name]
            chat = draw.choice(mine)[1] if mine and draw.random() < 0.1 else session(name)
            if draw.random() < 0.05:
                # The same chat that went on a little longer: its first windows are duplicates.
                chat = chat + [(True, "And then?"), (False, sentence(30, name))]
            old.append((name, chat))
            histories.append({"msgs": [message(human, text, name) for human, text in chat]})
        # The toolbox leaves redaction tokens in descriptions; we do not.
        longer = " ".join(draw.choice(WORDS) for _ in range(draw.choice([60, 60, 700, 1300])))
        description = draw.choice(["", f"{name} keeps the lamp.", longer])
        character = {"external_id": f"b{number % 40}", "name": name, "title": "", "greeting": "", "description": description}
        dump = {"info": {"character": character}, "histories": {"histories": histories}}
        with open(os.path.join(FOLDER, f"dump-{number:04}.json"), "w", encoding="utf-8") as file:
            json.dump(dump, file, ensure_ascii=draw.random() < 0.5)


main()
