//! Similar claims, as plain text and as JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::corpus::search::Viewer;
use crate::corpus::similar::{Match, Opinion, Origin, Relation};
use crate::model::annotation::judgement::Verdict;
use crate::text::hidden::visible_in_line;

/// The matches for people: what each says, where it is from, how it was judged, and what it shares with the claim.
#[must_use]
pub fn text(matches: &[Match<'_>], total: usize, viewer: &Viewer) -> String {
    if matches.is_empty() {
        return "no similar claim is known\n".to_owned();
    }
    let mut text = String::new();
    for found in matches {
        let _ = writeln!(text, "{:>3}%  {}", percent(found.likeness), visible_in_line(&found.claim.text));
        let _ = writeln!(text, "      {}", visible_in_line(&origin(&found.claim.origin)));
        let (opinions, hidden) = found.claim.seen_by(viewer.me.as_deref(), viewer.sees_all);
        for opinion in opinions {
            let _ = writeln!(text, "      {}", visible_in_line(&opinion_words(opinion)));
        }
        if hidden > 0 {
            let judged = if hidden == 1 { "1 judgement".to_owned() } else { format!("{hidden} judgements") };
            let _ = writeln!(text, "      {judged} of others, shown once you have judged that claim, or by --others");
        }
        let _ = writeln!(text, "      {}", visible_in_line(&why(found)));
    }
    if matches.len() < total {
        let _ = writeln!(text, "the best {} of {total} are shown, --most {total} shows all", matches.len());
    }
    text
}

/// How the two claims relate, and what they share.
#[must_use]
pub fn why(found: &Match<'_>) -> String {
    let shared = found.shared.words();
    match (&found.relation, shared.is_empty()) {
        (relation, true) => relation.words(),
        (relation, false) => format!("{}; shared: {shared}", relation.words()),
    }
}

/// The origin of a claim, in a line.
#[must_use]
pub fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Article { claim, file, title, published, .. } => {
            let date = published.as_ref().map_or(String::new(), |date| format!(", {date}"));
            format!("{file} {claim}, “{title}”{date}")
        }
        Origin::Check { url, title } => match title {
            Some(title) => format!("published check “{title}” {url}"),
            None => format!("published check {url}"),
        },
    }
}

/// Who gave which verdict, when and why, in a line.
#[must_use]
pub fn opinion_words(opinion: &Opinion) -> String {
    let verdict = Verdict::from_stored(&opinion.verdict);
    let sign = verdict.map_or(String::new(), |verdict| format!("{} ", verdict.glyph()));
    let word = verdict.map_or_else(|| opinion.verdict.clone(), |verdict| verdict.word().to_owned());
    let date = opinion.date.as_ref().map_or(String::new(), |date| format!(", {date}"));
    let why = opinion.why.as_ref().map_or(String::new(), |why| format!(": {why}"));
    format!("{sign}{word} ({}{date}){why}", opinion.by)
}

/// A similarity as a percentage.
#[must_use]
pub fn percent(likeness: f32) -> String {
    format!("{:.0}", f64::from(likeness) * 100.0)
}

/// The matches as one JSON document.
#[must_use]
pub fn json(text: &str, matches: &[Match<'_>], total: usize, viewer: &Viewer) -> String {
    let matches: Vec<Value> = matches.iter().map(|found| of_match(found, viewer)).collect();
    format!("{:#}\n", json!({"text": text, "total": total, "matches": matches}))
}

fn of_match(found: &Match<'_>, viewer: &Viewer) -> Value {
    let known = found.claim;
    let (opinions, hidden) = known.seen_by(viewer.me.as_deref(), viewer.sees_all);
    let origin = match &known.origin {
        Origin::Article { id, claim, file, title, published } => {
            json!({"article": id, "claim": claim, "file": file, "title": title, "published": published})
        }
        Origin::Check { url, title } => json!({"url": url, "title": title}),
    };
    let opinion = |opinion: &Opinion| json!({"by": opinion.by, "verdict": opinion.verdict, "why": opinion.why, "date": opinion.date});
    let relation = match &found.relation {
        Relation::OtherFigure { here, there } => json!({"kind": "other-figure", "here": here, "there": there}),
        Relation::Opposite => json!({"kind": "opposite"}),
        Relation::Alike => json!({"kind": "alike"}),
        Relation::Related => json!({"kind": "related"}),
    };
    json!({
        "claim": known.text,
        "speakers": known.speakers,
        "origin": origin,
        "opinions": opinions.into_iter().map(opinion).collect::<Vec<_>>(),
        "hidden": hidden,
        "likeness": (f64::from(found.likeness) * 1000.0).round() / 1000.0,
        "relation": relation,
        "shared": {"figures": found.shared.figures, "names": found.shared.names, "words": found.shared.words},
    })
}
