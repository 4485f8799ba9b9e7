//! An annotator who annotates an article and remembers which words each annotation is about.

use nutgraf::codec::journal_jsonl::{read, timestamp, write_set};
use nutgraf::model::annotation::Notes;
use nutgraf::model::annotation::added_claim::{own_claims, put_among};
use nutgraf::model::article::Article;
use nutgraf::model::journal::action::{Action, Setting, action};
use nutgraf::model::journal::fold::Fold;
use nutgraf::model::journal::{ActionId, Target};
use serde_json::{Value, json};

use crate::world::{Text, Words};

/// The words that an annotation is about.
#[derive(Debug, Clone)]
pub(crate) enum SaidOf {
    /// Those of a claim.
    Words(Words),
    /// Those that an added claim quotes.
    Own(Words),
    /// A whole paragraph, section or entity.
    Whole(String),
    /// No words.
    Nothing,
}

/// A field that was set.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    pub(crate) on: Target,
    pub(crate) field: String,
    pub(crate) of: SaidOf,
    /// A word that occurs nowhere else, by which exports are searched; `None` if the field contains a word of the
    /// format.
    pub(crate) token: Option<String>,
}

pub(crate) struct Annotator {
    article: Article,
    lines: Vec<u8>,
    fold: Fold,
    pub(crate) made: Vec<Made>,
    count: u64,
}

impl Annotator {
    pub(crate) fn new(article: Article) -> Self {
        Self { article, lines: Vec::new(), fold: Fold::default(), made: Vec::new(), count: 0 }
    }

    pub(crate) fn fold(&self) -> &Fold {
        &self.fold
    }

    pub(crate) fn notes(&self) -> Notes {
        Notes::new(None, read(&self.lines).lines)
    }

    fn new_id(&mut self) -> String {
        self.count += 1;
        ActionId::from_parts(self.count, u128::from(self.count)).to_string()
    }

    /// A word that occurs nowhere else.
    fn token(&mut self) -> String {
        self.count += 1;
        format!("zq{}x", self.count)
    }

    /// Annotates something.
    pub(crate) fn say(&mut self, text: &Text, [what, on, three, four]: [u8; 4]) {
        let targets = text.targets();
        let on = targets[usize::from(on) % targets.len()].clone();
        match what % 8 {
            0..3 => self.judge(text, &on, what / 8),
            3 => self.remark(text, &on),
            4 => self.note(text, &on, three % 2 == 0),
            5 | 6 => {
                let paragraph = usize::from(three) % text.paragraph_count();
                let sentence = usize::from(four) % text.sentence_count(paragraph);
                let from = usize::from(three / 16) % 5;
                self.own(text, paragraph, sentence, (from, from + usize::from(four / 64)));
            }
            _ => self.more_on_own(three),
        }
    }

    /// Every kind of annotation for a claim; a tag for anything else.
    fn judge(&mut self, text: &Text, on: &Target, which: u8) {
        let Some(words) = on.claim_id().and_then(|id| text.claim(id)) else { return self.remark(text, on) };
        let of = SaidOf::Words(words);
        let settings = self.of_claim(on, which);
        self.write(settings, &of);
    }

    fn of_claim(&mut self, on: &Target, which: u8) -> Vec<(Setting, Option<String>)> {
        let token = self.token();
        let text = |field: &str, token: &str| (Setting::new(on, field, token), Some(token.to_owned()));
        match which % 6 {
            0 => vec![(Setting::new(on, "verdict", "refuted"), None), text("why", &token)],
            1 => vec![(Setting::new(on, "verdict", "supported"), None), text("correction", &token)],
            2 => {
                let (item, passage) = (self.new_id(), self.token());
                let element = Target::element("evidence", &item);
                vec![
                    (Setting::new(on, format!("evidence:{item}"), "refutes"), None),
                    (Setting::new(&element, "url", format!("https://{token}.example/a")), Some(token)),
                    (Setting::new(&element, "passage", passage.clone()), Some(passage)),
                ]
            }
            3 => {
                let id = self.new_id();
                let reply = json!({"who": token, "channel": "mail"});
                vec![(Setting::new(on, format!("reply:{id}"), reply), Some(token))]
            }
            4 => vec![(Setting::new(on, "status", "waiting"), None), text("status-reason", &token)],
            _ => vec![(Setting::new(on, format!("tag:{token}"), true), Some(token))],
        }
    }

    fn of(text: &Text, on: &Target) -> SaidOf {
        match on.claim_id() {
            Some(id) => text.claim(id).map_or(SaidOf::Nothing, SaidOf::Words),
            None => text.whole(on).map_or(SaidOf::Nothing, SaidOf::Whole),
        }
    }

    fn remark(&mut self, text: &Text, on: &Target) {
        if on.claim_id().is_some_and(|id| text.claim(id).is_none()) {
            return;
        }
        let token = self.token();
        self.write(vec![(Setting::new(on, format!("tag:{token}"), true), Some(token))], &Self::of(text, on));
    }

    fn note(&mut self, text: &Text, on: &Target, answered: bool) {
        if on.claim_id().is_some_and(|id| text.claim(id).is_none()) {
            return;
        }
        let (id, token) = (self.new_id(), self.token());
        self.write(vec![(Setting::new(on, format!("note:{id}"), token.clone()), Some(token))], &Self::of(text, on));
        if answered {
            let (answer, token) = (self.new_id(), self.token());
            let note = Target::element("note", &id);
            self.write(
                vec![(Setting::new(&note, format!("note:{answer}"), token.clone()), Some(token))],
                &SaidOf::Nothing,
            );
        }
    }

    /// Adds a claim that quotes words of a sentence.
    pub(crate) fn own(&mut self, text: &Text, paragraph: usize, sentence: usize, words: (usize, usize)) {
        let words = text.words(paragraph, sentence, words);
        let (id, token) = (self.new_id(), self.token());
        let on = Target::claim(&id);
        let anchor = json!({
            "paragraph": text.paragraph_id(paragraph), "quote": words.quote, "before": words.before, "after": words.after,
        });
        let settings =
            vec![(Setting::new(&on, "text", token.clone()), Some(token)), (Setting::new(&on, "anchor", anchor), None)];
        self.write(settings, &SaidOf::Own(words));
        let verdict = (Setting::new(&on, "verdict", "misleading"), None);
        let token = self.token();
        let why = (Setting::new(&on, "why", token.clone()), Some(token));
        self.write(vec![verdict, why], &SaidOf::Nothing);
    }

    /// Annotates the latest added claim further.
    fn more_on_own(&mut self, which: u8) {
        let Some(on) = self.made.iter().rev().find(|made| made.field == "anchor").map(|made| made.on.clone()) else {
            return;
        };
        let settings = self.of_claim(&on, which % 6);
        self.write(settings, &SaidOf::Nothing);
        let (id, token) = (self.new_id(), self.token());
        self.write(vec![(Setting::new(&on, format!("note:{id}"), token.clone()), Some(token))], &SaidOf::Nothing);
    }

    /// Writes a line as the reader and the command line do, and parses it again.
    fn write(&mut self, settings: Vec<(Setting, Option<String>)>, of: &SaidOf) {
        let own = own_claims(&self.article, &self.fold);
        put_among(&mut self.article, &own);
        let wanted: Vec<Setting> = settings.iter().map(|(setting, _)| setting.clone()).collect();
        let Some(Action { changes, seen }) = action(&self.article, Some(&self.fold), &wanted) else { return };
        self.count += 1;
        let id = ActionId::from_parts(self.count, u128::from(self.count));
        let line = write_set(id, &timestamp(self.count), "ana", &changes, &seen);
        self.lines.extend_from_slice(line.raw.as_bytes());
        self.lines.push(b'\n');
        self.fold.add(line);
        for (Setting { on, field, to, .. }, token) in settings {
            // A repeated annotation is about other words.
            self.made.retain(|made| (&made.on, &made.field) != (&on, &field));
            let of = if on.sort() == "evidence" { SaidOf::Nothing } else { of.clone() };
            debug_assert!(to != Value::Null);
            self.made.push(Made { on, field, of, token });
        }
    }
}
