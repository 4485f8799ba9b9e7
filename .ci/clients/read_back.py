"""Reads every export back with the programs that people use for it, and holds it against the article it was made of."""

import json
import re
import subprocess
import sys
import warnings
from pathlib import Path

import duckdb
import extruct
import frontmatter
import html5lib
import jsonschema
import pandas
from pyld import jsonld

warnings.simplefilter("error")
FOLDER, ROOT = Path(sys.argv[1]), Path(sys.argv[2])
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def text(path):
    return path.read_text(encoding="utf-8")


def rows(name):
    return [json.loads(line) for line in text(FOLDER / f"{name}.jsonl").splitlines()]


def shown(words):
    """Words as a page shows them: on one line, what is hidden seen."""
    return " ".join(HIDDEN.sub("\ufffd", words.replace("\r\n", "\n")).split())


def schema(path):
    return jsonschema.Draft202012Validator(json.loads(text(path)))


def check_json(name):
    document = json.loads(text(FOLDER / f"{name}.json"))
    schema(ROOT / "assets/export.json.schema.json").validate(document)
    line = schema(ROOT / "assets/export.jsonl.schema.json")
    for row in rows(name):
        line.validate(row)
    schema(ROOT / "tests/schemas/averitec.json").validate(json.loads(text(FOLDER / f"{name}.averitec")))
    ids = [claim["id"] for paragraph in document["paragraphs"] for claim in paragraph["claims"]]
    told = duckdb.sql(f"select distinct id from read_json('{FOLDER}/{name}.jsonl', format='newline_delimited') where type = 'claim'")
    assert {row[0] for row in told.fetchall()} == set(ids), name
    whole = duckdb.sql(f"select len(paragraphs), article.id from read_json('{FOLDER}/{name}.json')").fetchall()[0]
    assert whole[0] == len(document["paragraphs"]), name
    return document


def check_tables(name, document):
    claims = pandas.read_csv(FOLDER / f"{name}.csv", dtype=str, keep_default_na=False)
    evidence = pandas.read_csv(FOLDER / f"{name}.csv-evidence", dtype=str, keep_default_na=False)
    for table in (claims, evidence):
        for cell in table.to_numpy().ravel():
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t")), (name, cell)
            assert not HIDDEN.search(cell), (name, cell)
    only = claims[claims["row"] == "claim"]
    wanted = {}
    for paragraph in document["paragraphs"]:
        for claim in paragraph["claims"]:
            for said in claim["judgements"] or [{"by": "", "verdict": None, "evidence": []}]:
                wanted[claim["id"], shown(said["by"])] = (said["verdict"] or "", len(said["evidence"]))
    assert len(only) == len(wanted), name
    for _, row in only.iterrows():
        assert row["verdict"] == wanted[row["id"], shown(row["by"])][0], (name, row["id"])
    # What the article no longer has leaves with the rest.
    strays = document.get("strays", [])
    assert len(claims[claims["row"] == "stray"]) == len(strays), name
    kept = sum(len(stray["evidence"]) for stray in strays)
    assert len(evidence) == sum(count for _, count in wanted.values()) + kept, name
    # RFC 4180 as another program reads it, the two tables joined by the claim's id.
    options = "all_varchar=true, header=true, strict_mode=true, quote='\"', escape='\"', delim=','"
    joined = duckdb.sql(
        f"select count(*) from read_csv('{FOLDER}/{name}.csv', {options}) c "
        f"join read_csv('{FOLDER}/{name}.csv-evidence', {options}) e on c.id = e.claim and c.by = e.by"
    )
    assert joined.fetchall()[0][0] == len(evidence), name
    raw = (FOLDER / f"{name}.csv").read_bytes()
    assert raw.endswith(b"\r\n"), name


def check_annotations(name, document):
    context = json.loads(text(ROOT / "tests/schemas/anno.jsonld"))

    def load(url, _options):
        assert url == "http://www.w3.org/ns/anno.jsonld", url
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}

    exported = json.loads(text(FOLDER / f"{name}.w3c"))
    known = set(context["@context"])

    def keys(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                assert key in known or key == "@context", (name, key)
                keys(inner)
        elif isinstance(value, list):
            for inner in value:
                keys(inner)

    keys(exported)
    expanded = jsonld.expand(exported, {"documentLoader": load})
    items = expanded[0]["http://www.w3.org/ns/activitystreams#first"]
    listed = items[0]["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(listed) == len(exported["first"]["items"]), name
    oa = "http://www.w3.org/ns/oa#"
    canonical = "\n\n".join(paragraph["text"] for paragraph in document["paragraphs"])
    ids = set()
    for item in listed:
        assert item["@type"] == [oa + "Annotation"] and item[oa + "hasTarget"] and item[oa + "motivatedBy"], item
        assert item["@id"] not in ids, item["@id"]
        ids.add(item["@id"])
    for item in exported["first"]["items"]:
        if not isinstance(item["target"], dict):
            continue
        selectors = {selector["type"]: selector for selector in item["target"]["selector"]}
        quote, position = selectors.get("TextQuoteSelector"), selectors.get("TextPositionSelector")
        if quote and position:
            start, end = position["start"], position["end"]
            assert canonical[start:end] == quote["exact"], (name, item["id"])
            assert canonical[:start].endswith(quote["prefix"]) and canonical[end:].startswith(quote["suffix"]), item["id"]
        if document["article"]["wording"] == "retold":
            assert item["target"]["source"].startswith("urn:uuid:"), item["id"]
    triples = jsonld.to_rdf(exported, {"documentLoader": load, "format": "application/n-quads"})
    assert triples.count("\n") >= 5 * len(listed), name


def check_reviews(name, document):
    reviews = text(FOLDER / f"{name}.claimreview")
    page = f'<html><head><script type="application/ld+json">{reviews}</script></head><body></body></html>'
    with warnings.catch_warnings():
        # The libraries beneath it warn of their own age.
        warnings.simplefilter("ignore")
        found = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    assert found == [json.loads(reviews)], name
    for review in found[0]["@graph"]:
        if document["article"]["wording"] == "retold":
            assert "url" not in review["itemReviewed"]["appearance"], name
            assert "our paraphrase" in review["itemReviewed"]["description"], name
    module = "import type {Graph} from 'schema-dts';\n"
    module += f"export const reviews: Graph = {reviews};\n"
    (FOLDER / f"{name}.ts").write_text(module, encoding="utf-8")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr.strip(), (command, done.stderr)
    return done.stdout


def check_packet(name, document, is_full):
    """A packet holds no markup of the notes. The full one has every claim; the other every claim that somebody judged."""
    path = FOLDER / (f"{name}.full.md" if is_full else f"{name}.md")
    packet = frontmatter.load(str(path))
    assert packet["id"] == document["article"]["id"] and packet["text_hash"] == document["article"]["text_hash"], name
    assert "evil" not in packet.metadata, name
    for reader in ("markdown", "gfm", "commonmark_x"):
        page = run("pandoc", "--fail-if-warnings", "--wrap=none", "-f", f"{reader}+yaml_metadata_block", "-t", "html", str(path))
        tree = html5lib.parse(page, namespaceHTMLElements=False)
        tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
        assert not tags & {"script", "img", "iframe", "svg", "object", "form"}, (name, tags)
        for link in tree.iter("a"):
            assert re.match("(https?|mailto):|#", link.get("href")), (name, link.get("href"))
        words = " ".join("".join(tree.itertext()).split()).replace("’", "'").replace("‘", "'")
        words = words.replace("“", '"').replace("”", '"').replace("–", "-").replace("…", "...")
        for paragraph in document["paragraphs"]:
            for claim in paragraph["claims"]:
                if not is_full and not any(said["verdict"] for said in claim["judgements"]):
                    continue
                said = shown(claim["text"])
                # pandoc's Markdown sets quotation marks and dashes by itself, and line ends of its comments are its own.
                said = said.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("…", "...")
                assert said.replace("–", "-").replace("--", "-") in words.replace("--", "-"), (name, reader, said)


def check_page(name):
    page = text(FOLDER / f"{name}.html")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), name
    for element in tree.iter():
        assert element.tag not in ("script", "img", "iframe", "svg", "object"), (name, element.tag)
        assert not [key for key in element.attrib if key.startswith("on")], name
        href = element.get("href") or "#"
        assert re.match("(https?|mailto):", href) or href == "data:," or href.startswith("#"), (name, href)
        if href.startswith("#") and len(href) > 1:
            assert href[1:] in ids, (name, href)


for file in sorted(FOLDER.glob("*.json")):
    name = file.stem
    document = check_json(name)
    check_tables(name, document)
    check_annotations(name, document)
    check_reviews(name, document)
    for is_full in (False, True):
        check_packet(name, document, is_full)
    check_page(name)
    print(f"{name}: read back by jsonschema, duckdb, pandas, pyld, extruct, python-frontmatter, pandoc and html5lib")
