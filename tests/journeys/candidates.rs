//! Candidates on screen: separate from confirmed claims, in no count of work, and not judged.

use crate::journey::Journey;

const DRAFTED: &str = "nutgraf: 1
article: {id: ferry, title: The last ferry, language: en, wording: verbatim}
entities:
  - {id: holm, name: Holm, kind: place}
  - {id: sund, name: Sund Line, kind: organisation, draft: true, by: nutgraf}
sections:
  - id: opening
    paragraphs:
      - id: p1
        text: Holm lost its ferry. The Sund Line may return in 2030.
        claims:
          - {id: p1.c1, text: Holm lost its ferry., quote: Holm lost its ferry, kind: fact, certainty: stated, speaker: author, about: [holm]}
          - {id: p1.c2, text: The Sund Line may return., quote: The Sund Line may return in 2030, kind: prediction, certainty: possible, speaker: author, about: [sund], when: \"2030\", draft: true, by: nutgraf}
";

#[test]
fn drafts_are_marked_and_counted_apart() {
    let journey = Journey::open_text(DRAFTED).shows("0/1 · 1 draft").shows("◌ The Sund Line may return.");
    journey.shows("draft · prediction").shows("1 · 1 draft").shows("◌ Sund Line").shows("0/1 judged");
}

#[test]
fn a_draft_takes_no_annotations_before_it_is_confirmed() {
    let mut journey = Journey::open_text(DRAFTED).press("]").selects("p1.c2");
    for key in ["v", "e", "#", "p", "r", "R", "."] {
        journey = journey.press(key);
        if key == "." {
            continue;
        }
        journey = journey.press("Esc");
    }
    journey = journey.press("v").shows("p1.c2 is a draft. Press D to confirm it first").on_disk(0);
    journey.press("[ v s").shows("1/1 judged");
}

#[test]
fn drafts_are_in_no_queue_filter_or_sheet_but_their_own() {
    Journey::open_text(DRAFTED).press("w").shows("Holm lost").press("s").shows("1/1 judged");
    Journey::open_text(DRAFTED).press("f p r e d i c").shows("no match");
    Journey::open_text(DRAFTED).press("f d r a f t Enter").shows("drafts · Esc: all").lacks("○ Holm lost");
    Journey::open_text(DRAFTED).press("=").shows("0 of 1 claims have a speaker");
    Journey::open_text(DRAFTED).press("F").lacks("2030 · The Sund");
    Journey::open_text(DRAFTED).press("] Enter Enter").shows("Draft, proposed by nutgraf. Confirm it with D");
}
