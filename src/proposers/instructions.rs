//! What a command-line model needs beside the request: a JSON Schema of the answer, and a prompt.

use serde_json::{Value, json};

use crate::model::article::claim::{Certainty, ClaimKind, Priority};
use crate::model::article::entity::EntityKind;

/// The prompt that goes with [`schema`]. The request follows it, as JSON.
pub const PROMPT: &str = "\
You are a careful fact-checker. You get an article as JSON: `paragraphs`, each with its `id` and `text`. List the people, \
states, places, organisations, groups, agreements, projects and events it names, and every claim that can be checked.

Answer with one JSON object and nothing else: {\"entities\": [...], \"claims\": [...]}.

An entity has `entity`, its name as the text writes it; `kind`, one of `kinds.entity`; and `aliases`, other names that the \
text uses for it.

A claim has:
- `claim`: one statement, put so that it makes sense on its own; name whom a pronoun means;
- `paragraph`: the id of the paragraph that makes it;
- `quote`: the words of that paragraph that make it, copied letter by letter, numbers and quotation marks included;
- `nth`: which occurrence is meant, counted from 1, if these words occur in the paragraph more than once;
- `kind`: one or more of `kinds.claim`;
- `certainty`: stated, probable, possible or doubtful, as the speaker puts it;
- `speaker`: the name of whoever says it, from your entities; \"author\" if it is the author; \"unclear\" if the text does \
not say;
- `about`: the names of the entities that it is about;
- `priority`: high for figures, superlatives, causes, predictions and accusations; low for opinions and courtesies.

Never change a number. Add nothing that the text does not say. Leave out what `entities` and `claims` of the request have \
already.
";

/// A JSON Schema of the answer, in the subset that constrained decoding understands.
#[must_use]
pub fn schema() -> Value {
    let text = json!({"type": "string"});
    let texts = json!({"type": "array", "items": {"type": "string"}});
    let one_of = |words: Vec<&str>| json!({"type": "string", "enum": words});
    let claim_kinds = one_of(ClaimKind::ALL.map(ClaimKind::word).to_vec());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Entities and claims of an article, for nutgraf",
        "type": "object",
        "additionalProperties": false,
        "required": ["entities", "claims"],
        "properties": {
            "entities": {"type": "array", "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["entity", "kind", "aliases"],
                "properties": {
                    "entity": text,
                    "kind": one_of(EntityKind::ALL.map(EntityKind::word).to_vec()),
                    "aliases": texts,
                },
            }},
            "claims": {"type": "array", "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["claim", "paragraph", "quote", "kind", "certainty", "speaker", "about", "priority"],
                "properties": {
                    "claim": text,
                    "paragraph": text,
                    "quote": text,
                    "nth": {"type": "integer", "minimum": 1},
                    "kind": {"type": "array", "items": claim_kinds, "minItems": 1},
                    "certainty": one_of(Certainty::ALL.map(Certainty::word).to_vec()),
                    "speaker": texts,
                    "via": texts,
                    "cue": text,
                    "about": texts,
                    "when": text,
                    "implied": {"type": "boolean"},
                    "priority": one_of(Priority::ALL.map(Priority::word).to_vec()),
                },
            }},
        },
    })
}
