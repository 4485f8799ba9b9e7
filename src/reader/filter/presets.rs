//! The queries that the list of filters offers for an article, each with the words it is called by.

use std::rc::Rc;

use crate::model::annotation::judgement::{Status, Verdict};
use crate::model::article::claim::{Certainty, ClaimKind, Priority, SPEAKERS_WITHOUT_ENTITY};
use crate::model::query::{Query, quoted};
use crate::reader::filter::preset::Preset;

use crate::reader::app::App;

impl App {
    /// The queries that some claim passes, the saved ones first.
    pub(crate) fn presets(&self) -> Rc<Vec<Preset>> {
        let mut known = self.heights.filter.presets.borrow_mut();
        Rc::clone(known.get_or_insert_with(|| {
            let saved = self.vocabulary.saved().keys().map(|name| (format!("@{name}"), format!("@{name}")));
            let all = saved.chain(self.named_queries());
            let presets = all.filter_map(|(name, text)| {
                let query = Query::parse(&text, &self.vocabulary).ok()?;
                let passing = self.passing(&query);
                Some(Preset { name, text, query, passing })
            });
            Rc::new(presets.filter(|preset| preset.text.starts_with('@') || preset.count() > 0).collect())
        }))
    }

    /// Every query that could be asked of this article: its name, and its text.
    fn named_queries(&self) -> Vec<(String, String)> {
        let row = |name: String, text: String| (name, text);
        let fixed = |rows: &[(&str, &str)]| -> Vec<(String, String)> {
            rows.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
        };
        let mut all = fixed(&[("drafts", "is:draft"), ("not judged", "-is:judged")]);
        all.extend(Verdict::ALL.map(|verdict| row(verdict.word().to_owned(), format!("verdict:{}", verdict.stored()))));
        all.extend(
            Status::ALL.map(|status| row(format!("status {}", status.word()), format!("status:{}", status.stored()))),
        );
        all.extend(fixed(&[
            ("annotators disagree", "is:disagreed"),
            ("settled", "is:settled"),
            ("judged on an earlier wording", "is:changed"),
            ("with evidence", "has:evidence"),
            ("with a note", "has:note"),
            ("with a reply", "has:reply"),
            ("with a correction", "has:correction"),
            ("your own", "is:own"),
        ]));
        all.extend(self.tags_used().iter().map(|tag| row(format!("tagged {tag}"), format!("tag:{}", value(tag)))));
        let others = self.notes.others();
        all.extend(others.map(|(name, _)| row(format!("judged by {name}"), format!("by:{}", value(name)))));
        let word = |name: &str, field: &str, word: &str| row(format!("{name}{word}"), format!("{field}:{word}"));
        all.extend(Priority::ALL.map(|priority| word("priority ", "priority", priority.word())));
        all.extend(ClaimKind::ALL.map(|kind| word("", "kind", kind.word())));
        all.extend(Certainty::ALL.map(|certainty| word("put as ", "certainty", certainty.word())));
        all.extend(fixed(&[
            ("only implied", "is:implied"),
            ("with a figure", "has:figure"),
            ("with a date", "has:date"),
            ("related to another claim", "has:relation"),
        ]));
        all.extend(self.queries_of_names());
        all
    }

    /// Those of speakers, entities and sections.
    fn queries_of_names(&self) -> Vec<(String, String)> {
        let article = &self.document.article;
        let said = |name: &str, id: &str| (format!("said by {name}"), format!("speaker:{}", value(id)));
        let mut all: Vec<(String, String)> = SPEAKERS_WITHOUT_ENTITY.map(|speaker| said(speaker, speaker)).into();
        all.extend(article.entities.iter().map(|entity| said(&entity.name, &entity.id)));
        let of_entities = [("reported by", "via"), ("about", "about")];
        all.extend(of_entities.iter().flat_map(|(name, field)| {
            article
                .entities
                .iter()
                .map(move |entity| (format!("{name} {}", entity.name), format!("{field}:{}", entity.id)))
        }));
        let in_section = |section: &crate::model::article::Section| {
            (format!("in {}", section.title()), format!("section:{}", section.id))
        };
        all.extend(article.sections.iter().map(in_section));
        all
    }
}

/// A value as it is typed: in quotation marks where it needs them.
fn value(text: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    if text.chars().all(is_plain) && !text.starts_with('-') { text.to_owned() } else { quoted(text) }
}
