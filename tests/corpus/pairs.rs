//! The pairs of `versions/pairs.txt`: invented stories with 300 claims that were refuted or corrected, and what
//! happened to each.

use nutgraf::codec::article_yaml::read;
use nutgraf::corpus::versions::{FixStatus, Judged, Versions};
use nutgraf::import::sentences::sentences;
use nutgraf::model::annotation::judgement::Verdict;
use nutgraf::model::article::Article;
use serde_json::{Value, json};

const PAIRS: &str = include_str!("versions/pairs.txt");

/// Two versions, with the findings on the first and their results.
struct Pair {
    title: String,
    old: Article,
    new: Article,
    judged: Vec<Judged>,
    expected: Vec<FixStatus>,
}

/// Paragraphs of an article under construction.
#[derive(Default)]
struct Text {
    paragraphs: Vec<Vec<String>>,
}

impl Text {
    fn add(&mut self, paragraph: usize, sentence: &str) {
        self.paragraphs.resize(self.paragraphs.len().max(paragraph + 1), Vec::new());
        self.paragraphs[paragraph].push(sentence.to_owned());
    }

    fn article(&self, title: &str) -> Article {
        let filled = self.paragraphs.iter().filter(|sentences| !sentences.is_empty());
        let paragraphs: Vec<Value> = (1..)
            .zip(filled)
            .map(|(number, sentences)| json!({"id": format!("p{number}"), "text": sentences.join(" ")}))
            .collect();
        let article = json!({
            "nutgraf": 1,
            "article": {"id": "story", "title": title, "outlet": "The Mooring", "language": "en", "wording": "verbatim"},
            "sections": [{"id": "opening", "paragraphs": paragraphs}],
        });
        read("pairs.txt", article.to_string().as_bytes()).unwrap_or_else(|report| panic!("{title}: {report}"))
    }
}

fn pair(text: &str) -> Pair {
    let (title, body) = text.split_once('\n').unwrap();
    let (mut old, mut new) = (Text::default(), Text::default());
    let (mut judged, mut expected, mut moved, mut notes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut paragraph = 0;
    for line in body.lines() {
        if line.is_empty() {
            paragraph += 1;
        } else if let Some(sentence) = line.strip_prefix("+ ") {
            new.add(paragraph, sentence);
        } else if let Some(note) = line.strip_prefix("! ") {
            notes.push(note.to_owned());
        } else {
            let parts: Vec<&str> = line.split(" | ").collect();
            let [sentence, now, quote, claim, correction, status] = parts[..] else { panic!("{title}: {line}") };
            let quote = if quote == "=" { sentence.trim_end_matches('.') } else { quote };
            old.add(paragraph, sentence);
            match now {
                "=" => new.add(paragraph, sentence),
                "-" => {}
                ">" => moved.push(sentence.to_owned()),
                now => new.add(paragraph, now),
            }
            judged.push((paragraph, quote, if claim == "=" { quote } else { claim }, correction));
            expected.push(status_of(status));
        }
    }
    for sentence in moved {
        new.add(paragraph, &sentence);
    }
    for (number, note) in notes.iter().enumerate() {
        new.add(paragraph + 1 + number, note);
    }
    let (old, new) = (old.article(title), new.article(title));
    let finding = |(number, (paragraph, quote, text, correction)): (usize, (usize, &str, &str, &str))| Judged {
        by: "ana".to_owned(),
        claim: format!("c{number}"),
        text: text.to_owned(),
        quote: quote.to_owned(),
        paragraph,
        span: span(&old, paragraph, quote),
        verdict: Some(Verdict::Refuted),
        correction: (correction != "-").then(|| correction.to_owned()),
    };
    let judged = judged.into_iter().enumerate().map(finding).collect();
    Pair { title: title.to_owned(), judged, expected, old, new }
}

fn span(article: &Article, paragraph: usize, quote: &str) -> nutgraf::text::span::ByteSpan {
    let text = &article.paragraphs().nth(paragraph).unwrap().text;
    let start = text.find(quote).unwrap_or_else(|| panic!("{quote} is not in {text}"));
    nutgraf::text::span::ByteSpan::new(start, start + quote.len())
}

fn status_of(letter: &str) -> FixStatus {
    match letter {
        "F" => FixStatus::Fixed,
        "C" => FixStatus::Changed,
        "R" => FixStatus::Removed,
        "S" => FixStatus::StillThere,
        "N" => FixStatus::OnlyNote,
        other => panic!("no status {other}"),
    }
}

fn pairs() -> Vec<Pair> {
    let body = PAIRS.split_once("\n# ").unwrap().1;
    body.split("\n\n# ").map(|text| pair(text.trim_end())).collect()
}

/// Over all pairs, 95 in 100 statuses are right, and no claim is wrongly called fixed.
#[test]
fn findings_get_the_right_status_and_none_is_wrongly_called_fixed() {
    let pairs = pairs();
    let (mut total, mut wrong, mut false_fixed) = (0, Vec::new(), Vec::new());
    for pair in &pairs {
        let fixes = Versions::new(&pair.old, &pair.new, sentences).fixes(&pair.judged);
        for (fix, expected) in fixes.iter().zip(&pair.expected) {
            total += 1;
            if fix.status != *expected {
                let said =
                    format!("{}: {} is {expected:?}, told as {:?}: {:?}", pair.title, fix.quote, fix.status, fix.now);
                if fix.status == FixStatus::Fixed {
                    false_fixed.push(said.clone());
                }
                wrong.push(said);
            }
        }
    }
    assert!(pairs.len() >= 40 && total >= 300, "{} pairs, {total} findings", pairs.len());
    assert!(false_fixed.is_empty(), "{}", false_fixed.join("\n"));
    assert!(wrong.len() * 20 <= total, "{} of {total} are wrong\n{}", wrong.len(), wrong.join("\n"));
}
