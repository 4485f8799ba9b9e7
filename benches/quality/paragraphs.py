#!/usr/bin/env python3
"""Scores paragraphs and headings against UD_English-GUM: python3 benches/quality/paragraphs.py FOLDER [--genre news]

The text of each document is written in several ways: `blank` with blank lines, `lines` one paragraph a line, `wrapped`
at 78 columns without blank lines, `run-on` without any marks, `cut` with blank lines and every third paragraph cut at a
random word. Headings are given as plain lines."""

import random
import textwrap

from gum import Score, aligned, arguments, documents, ends, imported, show, squashed

KINDS = ("paragraph", "heading", "list", "quote", "caption")


def cut(texts, chance):
    """The paragraphs, every third of them in two pieces."""
    pieces, count = [], 0
    for kind, text in texts:
        words = text.split()
        count += kind == "paragraph"
        if kind == "paragraph" and count % 3 == 0 and len(words) >= 6:
            at = chance.randrange(2, len(words) - 2)
            pieces += [" ".join(words[:at]), " ".join(words[at:])]
        else:
            pieces.append(text)
    return pieces


def wrapped(text):
    return "\n".join(textwrap.wrap(text, 78, break_long_words=False, break_on_hyphens=False))


WAYS = {
    "blank": lambda texts, chance: "\n\n".join(text for _, text in texts),
    "lines": lambda texts, chance: "\n".join(text for _, text in texts),
    "wrapped": lambda texts, chance: "\n".join(wrapped(text) for _, text in texts),
    "run-on": lambda texts, chance: " ".join(text for _, text in texts),
    "cut": lambda texts, chance: "\n\n".join(cut(texts, chance)),
}

options = arguments(__doc__).parse_args()
for way, write in WAYS.items():
    chance = random.Random(7)
    paragraphs, headings = Score(), Score()
    for name, blocks in documents(options.folder, options.genre):
        texts = [(kind, " ".join(sentences)) for kind, sentences in blocks if kind in KINDS]
        if len(texts) < 3:
            continue
        found = imported(options.program, write(texts, chance) + "\n")
        whole = " ".join(text for _, text in texts)
        expected_ends = ends(text for _, text in texts)
        found_ends = aligned(whole, [" ".join(block["sentences"]) for block in found])
        paragraphs.add(expected_ends, found_ends)
        if options.show:
            show(name, squashed(whole), expected_ends, found_ends)
        is_heading = [squashed(" ".join(block["sentences"])) for block in found if block["kind"] == "heading"]
        headings.add({squashed(text) for kind, text in texts if kind == "heading"}, set(is_heading))
    print(f"{way:8} {options.genre}: paragraphs {paragraphs}\n{'':8} {'':{len(options.genre)}}  headings   {headings}")
