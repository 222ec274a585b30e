#!/usr/bin/env python3
"""The rows that the Pygmalion toolbox of March 2023 makes of Character.AI dumps.

    rows.py TOOLBOX DUMPS SESSIONS SEED > rows.jsonl

TOOLBOX is a checkout of github.com/PygmalionAI/data-toolbox at 2f6491f, none of which is part of this repository; DUMPS a
folder of dumps; SESSIONS a JSON list of [file, session], those that are to be read, in order. The toolbox is run as it is,
but for its lots: instead of an unseeded generator it is given U of our policies, the first 53 bits of
SHA-256("SEED|FILE/SESSION|WINDOW") / 2^53. A row has `kept`, and `close` where the toolbox's verdict hangs on how it
rounded a cosine of 1.
"""
import hashlib
import json
import logging
import os
import random
import sys

TOOLBOX, DUMPS, SESSIONS, SEED = sys.argv[1:5]
sys.path.insert(0, TOOLBOX)

import toolbox.datasets.characterai as characterai  # noqa: E402
import toolbox.filters.similarity_filter as similarity  # noqa: E402
from toolbox.core.episode import SupervisedExampleGenerator  # noqa: E402
from toolbox.filters.duplicate_filter import DuplicateFilter  # noqa: E402
from toolbox.filters.length_filter import LengthFilter  # noqa: E402
from toolbox.filters.suspect_unicode_filter import SuspectUnicodeFilter  # noqa: E402
from toolbox.filters.tomato_filter import TomatoFilter  # noqa: E402
from toolbox.modules.characterai_pdm import CharacterAiPDM  # noqa: E402


def lot(session: str, window: int) -> float:
    digest = hashlib.sha256(f"{SEED}|{session}|{window}".encode()).digest()
    return (int.from_bytes(digest[:8], "big") >> 11) / 2**53


def episodes(name: str) -> list:
    with open(os.path.join(DUMPS, name), encoding="utf-8") as file:
        data = json.load(file)
    characterai._available_json_data = lambda: iter([data])
    return list(CharacterAiPDM())


def hangs_on_rounding(filter_, episode) -> bool:
    """Whether the verdict is another when a cosine of 1 is 1, and one at the threshold is there."""
    replies = [turn.utterance for turn in episode.turns if not turn.human_speaker]
    try:
        scores = filter_._calculate_similarity_scores(replies)[0]
    except ValueError:
        return False
    verdicts = set()
    for is_skipped in (lambda score: score == 1, lambda score: abs(score - 1) < 1e-9):
        average = 0.0
        for score in scores:
            if not is_skipped(score):
                average = (average + score) / 2
        verdicts.add(average < filter_.similarity_threshold)
        if abs(average - filter_.similarity_threshold) < 1e-9:
            return True
    return len(verdicts) > 1


def main() -> None:
    logging.disable(logging.CRITICAL)
    generator = object.__new__(SupervisedExampleGenerator)
    generator.target_length = 2048
    generator.use_real_token_counts = False
    filters = [LengthFilter(), DuplicateFilter(), SuspectUnicodeFilter(), TomatoFilter(), similarity.SimilarityFilter()]
    read = {}
    for name, number in json.load(open(SESSIONS)):
        if name not in read:
            read = {name: episodes(name)}
        session = f"{name}/{number}"
        for window, (episode, example) in enumerate(generator.process(read[name][number])):
            random.random = lambda u=lot(session, window): u
            dropped = next((type(filter_).__name__ for filter_ in filters if not filter_.keep(episode)), None)
            row = {
                "identifier": f"{session}-{window}", "input": example.prompt, "output": example.response,
                "kept": dropped is None, "by": dropped, "close": hangs_on_rounding(filters[-1], episode),
            }
            print(json.dumps(row))


main()
