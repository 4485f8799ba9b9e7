//! Articles in many layouts.

/// Every third item is a candidate, in lists with dashes and in braces, with comments everywhere.
pub(crate) const HAND_WRITTEN: &str = r#"# Harbour dues, by hand
nutgraf: 1
article: {id: harbour, title: Harbour dues, language: en, wording: verbatim}   # short
entities:
  # the town
  - {id: ostrow, name: Ostrow, kind: place, aliases: [the port], draft: true, by: nutgraf} # twice
  - draft: true
    by: nutgraf
    # before the id
    id: ministry
    name: Ministry of Tides   # as on its door
    kind: organisation

  - {id: pilots, draft: true, name: Pilots' Guild, kind: group, aliases: [the Guild, "the pilots"]}
sections:
- id: opening
  paragraphs:
  - id: p1
    text: Ships pay twice in Ostrow. The second fee came last year.
    claims:
    # both of these
    - {id: p1.c1, text: Ships pay twice in Ostrow., quote: Ships pay twice in Ostrow, kind: fact, certainty: stated, speaker: author, about: [ostrow], draft: true, by: nutgraf}
    -
      id: p1.c2
      draft: true   # really?
      text: >-
        A second fee was brought in
        last year.

      quote: The second fee came last year
      kind: [fact, causal]
      certainty: stated
      speaker: [ministry, pilots]  # jointly
      relations: {because: [p1.c1], repeats: [p3.c1, p2.c1]}
    # after both
  - id: p2
    text: "The port of Ostrow may close, the Pilots' Guild fears."
    claims: [{id: p2.c1, text: The port of Ostrow may close., quote: "The port of Ostrow may close", kind: prediction, certainty: possible, speaker: pilots, cue: the Pilots' Guild fears, about: [ostrow], draft: true}]
- id: money
  heading: Where the money goes
  paragraphs:
      - id: p3
        text: Of every fee the Ministry of Tides keeps a third, 4 million crowns in 2024.
        claims:
          - id: p3.c1
            text: The Ministry of Tides keeps a third of every fee.
            quote: the Ministry of Tides keeps a third
            kind: numerical
            certainty: stated
            speaker: author
            about:
              - ministry # it
              - ostrow
            draft: true
            by: nutgraf
          - id: p3.c2
            text: In 2024 the Ministry of Tides kept 4 million crowns.
            quote: 4 million crowns in 2024
            kind: numerical
            certainty: stated
            speaker: author
            via: ministry
            when: "2024"
            figures:
            - printed: 4 million crowns # as printed
              value: "4000000"
              of: fees kept
            relations:
              because:
              - p3.c1
              part-of: [p2.c1]   # of that
            by: nutgraf
            draft: true
      - id: p4
        text: Nobody at the Ministry of Tides would say what for."#;

/// Without a list of entities or of claims.
#[allow(dead_code)]
pub(crate) const BARE: &str = "nutgraf: 1\narticle:\n  id: bare\n  title: Bare\n  language: en\n  wording: verbatim\nsections:\n  - id: opening\n    paragraphs:\n      - id: p1\n        text: Ships pay twice in Ostrow.\n      - {id: p2, text: The second fee came last year.}\n      - id: p3\n        text: Nobody knows why.\n        claims: []\n";

/// An article as another program writes it, entirely in JSON.
#[allow(dead_code)]
pub(crate) const JSON: &str = r#"{"nutgraf": 1, "article": {"id": "json", "title": "JSON", "language": "en", "wording": "verbatim"},
 "entities": [{"id": "ostrow", "name": "Ostrow", "kind": "place", "draft": true}],
 "sections": [{"id": "opening", "paragraphs": [
   {"id": "p1", "text": "Ships pay twice in Ostrow. The second fee came last year.", "claims": [
     {"id": "p1.c1", "text": "Ships pay twice.", "quote": "Ships pay twice", "kind": "fact", "certainty": "stated", "speaker": "ostrow", "draft": true, "by": "nutgraf"},
     {"id": "p1.c2", "text": "A fee came.", "quote": "The second fee came", "kind": "fact", "certainty": "stated", "speaker": "author"}]},
   {"id": "p2", "text": "Nobody knows why."}]}]}
"#;

/// All layouts: those above, articles of ours, and each with Windows line breaks and a byte order mark.
#[allow(dead_code)]
pub(crate) fn all() -> Vec<String> {
    let shipped = include_str!("../../content/stronger-pakistan-russia-ties.yaml");
    let tour = include_str!("../../content/guided-tour.yaml");
    let imported = include_str!("../fixtures/article-candidates.yaml");
    let journeys = include_str!("../journeys/harbour.yaml");
    let plain = [HAND_WRITTEN, BARE, JSON, shipped, tour, imported, journeys];
    let windows = plain[..2].iter().map(|text| format!("\u{feff}{}", text.replace('\n', "\r\n")));
    plain.iter().map(|text| (*text).to_owned()).chain(windows).collect()
}
