#!/usr/bin/env python3
"""Scores sentence ends against UD_English-GUM: python3 benches/quality/sentences.py FOLDER [--genre news]"""

from gum import Score, aligned, arguments, documents, ends, imported, show, squashed

options = arguments(__doc__).parse_args()
score = Score()
for name, blocks in documents(options.folder, options.genre):
    sentences = [sentence for _, of_block in blocks for sentence in of_block]
    # A title of our own, so that the document's first line stays in its text.
    text = "A title\n\n" + "\n\n".join(" ".join(of_block) for _, of_block in blocks) + "\n"
    found = [sentence for block in imported(options.program, text) for sentence in block["sentences"]][1:]
    expected_ends, found_ends = ends(sentences), aligned(" ".join(sentences), found)
    score.add(expected_ends, found_ends)
    if options.show:
        show(name, squashed(" ".join(sentences)), expected_ends, found_ends)
print(f"sentences, {options.genre}: {score}")
