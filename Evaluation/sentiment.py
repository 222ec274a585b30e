#!/usr/bin/env python3
"""Reads every development set with `chorus sentiment` and with VADER, and prints how good and how fast both are.

The published sets are read where they are ($SENTIMENT_DATA); our own is part of the repository and is always read.
VADER comes from PyPI into a virtual environment below .build; without network it is left out, and the script says so.
"""

import gzip
import json
import os
import resource
import subprocess
import sys
import time
import venv

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = os.environ.get("SENTIMENT_DATA", os.path.join(ROOT, "..", "shared", "data", "sentiment"))
CHORUS = os.environ.get("CHORUS", os.path.join(ROOT, ".build", "release", "chorus"))
VENV = os.path.join(ROOT, ".build", "sentiment-venv")
FIXTURES = os.path.join(ROOT, "Tests", "SentimentTests", "Fixtures")
LABELS = ("negative", "neutral", "positive")

# Name, file, and whether the set has no neutral texts: there the likelier of the other two counts.
PUBLISHED = [
    ("TweetEval dev", "tweeteval.dev.jsonl.gz", False),
    ("SST-2 dev", "sst2.dev.jsonl.gz", True),
    ("SST-5 dev, 3 classes", "sst5.dev.jsonl.gz", False),
    ("GoEmotions dev, 3 classes", "goemo.dev.jsonl.gz", False),
    ("80 comments, fitted on", "domain.dev.jsonl", False),
]

VADER = """
import json, sys, time
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
analyzer = SentimentIntensityAnalyzer()
texts = [json.loads(line) for line in sys.stdin]
start = time.process_time()
scores = [analyzer.polarity_scores(text) for text in texts]
seconds = time.process_time() - start
print(json.dumps({"seconds": seconds, "scores": scores}))
"""


def read(path):
    """Rows of text, label as an index of LABELS, and pairs of aspect and polarity or None."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    rows = []
    with opened as lines:
        for line in lines:
            row = json.loads(line)
            label = row["label"] if "label" in row else row["polarity"]
            aspects = row.get("aspects")
            if aspects is not None:
                aspects = {(a["aspect"], polarity(a["polarity"])) for a in aspects}
            rows.append((" ".join(row["text"].split()) or ".", label + 1, aspects))
    return rows


def polarity(value):
    return value if isinstance(value, str) else LABELS[value + 1]


def run_chorus(texts):
    """The readings, and the processor seconds that they took, starting the program and writing JSON included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [CHORUS, "sentiment", "--json"], input="\n".join(texts) + "\n", capture_output=True, text=True, check=True)
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return [json.loads(line) for line in done.stdout.splitlines()], seconds


def prepare_vader():
    """The Python that has VADER, or None and why not."""
    python = os.path.join(VENV, "bin", "python")
    try:
        if not os.path.exists(python):
            venv.create(VENV, with_pip=True)
        probe = [python, "-c", "import vaderSentiment"]
        if subprocess.run(probe, capture_output=True).returncode != 0:
            pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "vaderSentiment==3.3.2"]
            subprocess.run(pip, check=True, capture_output=True, timeout=120)
        return python, None
    except (OSError, subprocess.SubprocessError) as failure:
        return None, f"VADER is left out, it cannot be installed from PyPI: {failure}"


def run_vader(python, texts):
    done = subprocess.run(
        [python, "-c", VADER], input="\n".join(map(json.dumps, texts)), capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    return [score["compound"] for score in answer["scores"]], answer["seconds"]


def figures(truth, said):
    accuracy = sum(t == s for t, s in zip(truth, said)) / len(truth)
    scores = []
    for label in sorted(set(truth)):
        right = sum(t == s == label for t, s in zip(truth, said))
        scores.append(2 * right / max(1, truth.count(label) + said.count(label)))
    return accuracy, sum(scores) / len(scores)


def calibration_error(truth, said, confidence):
    bins = [[0, 0.0] for _ in range(10)]
    for t, s, c in zip(truth, said, confidence):
        place = bins[min(9, int(c * 10))]
        place[0] += t == s
        place[1] += c
    return sum(abs(right - sure) for right, sure in bins) / len(truth)


def joint_f1(rows, readings):
    right = said = known = 0
    for (_, _, truth), reading in zip(rows, readings):
        found = {(a["aspect"], a["polarity"]) for a in reading["aspects"]}
        right, said, known = right + len(found & truth), said + len(found), known + len(truth)
    return 2 * right / max(1, said + known)


def ours(rows, readings, two_classes):
    said, confidence = [], []
    for reading in readings:
        p = [reading["probabilities"][label] for label in LABELS]
        if two_classes:
            p = [p[0] / (p[0] + p[2]), 0, p[2] / (p[0] + p[2])]
        best = max(range(3), key=lambda index: p[index]) if two_classes else LABELS.index(reading["label"])
        said.append(best)
        confidence.append(p[best])
    truth = [label for _, label, _ in rows]
    return *figures(truth, said), calibration_error(truth, said, confidence)


def vaders(rows, compounds, two_classes):
    def label(compound):
        if two_classes:
            return 2 if compound > 0 else 0
        return 2 if compound >= 0.05 else 0 if compound <= -0.05 else 1

    return figures([label for _, label, _ in rows], [label(compound) for compound in compounds])


def speed(rows, python):
    """How much faster: many copies of our own comments, so that starting the program weighs little."""
    texts = [text for text, _, _ in rows]
    copies = 200_000 // len(texts) + 1
    _, idle = run_chorus(["."])
    _, seconds = run_chorus(texts * copies)
    rate = len(texts) * copies / max(1e-6, seconds - idle)
    print(f"\nchorus sentiment --json: {rate:,.0f} comments per processor second, aspects and writing JSON included")
    if python:
        _, seconds = run_vader(python, texts * 10)
        vader = len(texts) * 10 / seconds
        print(f"VADER: {vader:,.0f} comments per processor second; ratio {rate / vader:.1f}")


def main():
    sets = [("our own, calibrated on", os.path.join(FIXTURES, "comments.dev.jsonl"), False)]
    if os.path.isdir(DATA):
        sets = [(name, os.path.join(DATA, file), two) for name, file, two in PUBLISHED] + sets
    else:
        print(f"The published sets are left out: there is no folder {DATA}")
    python, reason = prepare_vader()
    if reason:
        print(reason)
    print(f"{'':28}{'chorus':>28}{'aspects':>10}{'VADER':>18}")
    print(f"{'set':28}{'accuracy':>10}{'macro-F1':>10}{'ECE':>8}{'joint F1':>10}{'accuracy':>10}{'macro-F1':>10}")
    for name, path, two_classes in sets:
        rows = read(path)
        texts = [text for text, _, _ in rows]
        readings, _ = run_chorus(texts)
        accuracy, macro, error = ours(rows, readings, two_classes)
        joint = f"{joint_f1(rows, readings):.3f}" if rows[0][2] is not None else ""
        line = f"{name:28}{accuracy:10.3f}{macro:10.3f}{error:8.3f}{joint:>10}"
        if python:
            accuracy, macro = vaders(rows, run_vader(python, texts)[0], two_classes)
            line += f"{accuracy:10.3f}{macro:10.3f}"
        print(line)
    speed(rows, python)


if __name__ == "__main__":
    if not os.path.exists(CHORUS):
        sys.exit(f"There is no {CHORUS}: build it with `make build`.")
    main()
