"""Reads documents in CoNLL-U with paragraph marks, as UD_English-GUM has them, and runs nutgraf on their text."""

import argparse
import difflib
import glob
import json
import os
import re
import subprocess
import tempfile


def arguments(description):
    """The command line that all scorers share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", help="folder of .conllu files, such as UD_English-GUM/not-to-release/sources")
    parser.add_argument("--genre", default="news", help="genres, parted by commas; the second part of a file's name")
    parser.add_argument("--program", default="target/release/nutgraf")
    parser.add_argument("--show", action="store_true", help="print each mistake")
    return parser


def documents(folder, genres):
    """Name and blocks of each document: (kind, sentences)."""
    for path in sorted(glob.glob(os.path.join(folder, "*.conllu"))):
        name = os.path.basename(path)[: -len(".conllu")]
        if name.split("_")[1] in genres.split(","):
            yield name, blocks(path)


def blocks(path):
    found, kind, begins = [], "", True
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newpar_block"):
                kind, begins = line.split("=", 1)[1].strip(), True
            elif line.startswith("# newpar"):
                kind, begins = "", True
            elif line.startswith("# text = "):
                if begins or not found:
                    found.append((kind_of(kind), []))
                    begins = False
                found[-1][1].append(line[len("# text = ") :].strip())
    return found


def kind_of(mark):
    first = mark.split("|")[0].strip()
    if "head" in mark.split("(")[0]:
        return "heading"
    if re.match(r"(item|list)", first):
        return "list"
    if "caption" in mark or first.startswith("figure"):
        return "caption"
    if first.startswith("quote"):
        return "quote"
    return "paragraph"


def imported(program, text):
    """The blocks that nutgraf finds in a text."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        command = [program, "import", file.name, "--blocks", "--from", "text", "--quiet"]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def squashed(text):
    """A text without white space, in which places are counted."""
    return "".join(text.split())


def ends(pieces):
    """Where each of the pieces ends."""
    places, at = set(), 0
    for piece in pieces:
        at += len(squashed(piece))
        places.add(at)
    return places


def aligned(text, found):
    """Places in the text for the ends of pieces that lack a mark or two of it, such as bullets."""
    expected, there = squashed(text), squashed(" ".join(found))
    if expected == there:
        return ends(found)
    places = {}
    for block in difflib.SequenceMatcher(None, expected, there, autojunk=False).get_matching_blocks():
        for offset in range(block.size + 1):
            places[block.b + offset] = block.a + offset
    return {places.get(end, -end) for end in ends(found)}


class Score:
    """Counts of what was found, wrongly found and missed."""

    def __init__(self):
        self.right = self.wrong = self.missed = 0

    def add(self, expected, found):
        self.right += len(expected & found)
        self.wrong += len(found - expected)
        self.missed += len(expected - found)

    def __str__(self):
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)
        return f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}"


def show(name, text, expected, found):
    """Prints the places that differ."""
    for place in sorted(found - expected):
        print("wrong ", name, text[max(0, place - 40) : place], "|", text[place : place + 25])
    for place in sorted(expected - found):
        print("missed", name, text[max(0, place - 40) : place], "|", text[place : place + 25])
