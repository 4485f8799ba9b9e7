//! What must hold between the parts of an article, beyond the shape of each.

use std::collections::{HashMap, HashSet};

use crate::domain::article::{Article, Paragraph};
use crate::domain::claim::{Claim, SPEAKERS_WITHOUT_ENTITY};

use super::locate::{Step, Wanted};

/// More problems than this help nobody.
const MOST_FAULTS: usize = 1000;

/// A rule that an article breaks, and where.
pub(super) struct Fault {
    pub(super) at: Wanted,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// Every rule that `article` breaks, up to a thousand.
pub(super) fn faults(article: &Article) -> Vec<Fault> {
    let mut check = Check { article, entities: HashSet::new(), claims: HashSet::new(), faults: Vec::new() };
    check.entities.extend(article.entities.iter().map(|entity| entity.id.as_str()));
    check.claims.extend(article.claims().map(|(_, claim)| claim.id.as_str()));
    check.ids();
    check.names();
    for (section, content) in article.sections.iter().enumerate() {
        for (number, paragraph) in content.paragraphs.iter().enumerate() {
            let at = [Step::key("sections"), Step::Index(section), Step::key("paragraphs"), Step::Index(number)];
            check.paragraph(&at, paragraph);
        }
    }
    if article.paragraphs().next().is_none() {
        check.fault(vec![Step::key("sections")], "the article has no paragraph", None);
    }
    check.faults
}

struct Check<'a> {
    article: &'a Article,
    entities: HashSet<&'a str>,
    claims: HashSet<&'a str>,
    faults: Vec<Fault>,
}

impl<'a> Check<'a> {
    fn fault(&mut self, path: Vec<Step>, message: impl Into<String>, hint: Option<String>) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault { at: Wanted::value(path), message: message.into(), hint });
        }
    }

    /// Ids are well-formed, and unique across all kinds.
    fn ids(&mut self) {
        let mut seen = HashSet::new();
        for (path, id) in all_ids(self.article) {
            if !is_id(id) {
                let hint = "an id is lower-case letters and digits, then also dots and hyphens".to_owned();
                self.fault(path, format!("`{id}` is not an id"), Some(hint));
            } else if !seen.insert(id) {
                let hint = "ids are unique across entities, sections, paragraphs and claims".to_owned();
                self.fault(path, format!("the id `{id}` is used twice"), Some(hint));
            }
        }
    }

    /// One name, one entity.
    fn names(&mut self) {
        let mut owners: HashMap<&str, &str> = HashMap::new();
        let article = self.article;
        for (index, entity) in article.entities.iter().enumerate() {
            for (number, name) in entity.names().enumerate() {
                let mut path = vec![Step::key("entities"), Step::Index(index)];
                if number == 0 {
                    path.push(Step::key("name"));
                } else {
                    path.extend([Step::key("aliases"), Step::Index(number - 1)]);
                }
                match owners.insert(name, &entity.id) {
                    Some(owner) if owner != entity.id => {
                        let message = format!("`{name}` names both `{owner}` and `{}`", entity.id);
                        self.fault(path, message, Some("one alias belongs to one entity".to_owned()));
                    }
                    _ if name.trim().is_empty() => self.fault(path, "an empty name names nobody", None),
                    _ => {}
                }
            }
        }
    }

    fn paragraph(&mut self, at: &[Step], paragraph: &'a Paragraph) {
        if paragraph.text.trim().is_empty() {
            self.fault(join(at, &[Step::key("text")]), "the paragraph has no text", None);
        }
        for (number, claim) in paragraph.claims.iter().enumerate() {
            let at = join(at, &[Step::key("claims"), Step::Index(number)]);
            self.words(&at, paragraph, claim);
            self.references(&at, claim);
        }
    }

    /// Quote, cue and figures are the paragraph's words.
    fn words(&mut self, at: &[Step], paragraph: &Paragraph, claim: &Claim) {
        if claim.quote_span(paragraph).is_none() {
            let message = match claim.nth {
                Some(nth) if paragraph.text.contains(&claim.quote) => {
                    format!("the quote does not stand in `{}` {nth} times", paragraph.id)
                }
                _ => format!("the quote does not stand in `{}`", paragraph.id),
            };
            let hint = "a quote repeats the paragraph letter by letter".to_owned();
            self.fault(join(at, &[Step::key("quote")]), message, Some(hint));
        }
        if claim.cue.as_ref().is_some_and(|cue| !paragraph.text.contains(cue.as_str())) {
            let message = format!("the cue does not stand in `{}`", paragraph.id);
            self.fault(join(at, &[Step::key("cue")]), message, None);
        }
        for (number, figure) in claim.figures.iter().enumerate() {
            if !paragraph.text.contains(&figure.printed) {
                let path = join(at, &[Step::key("figures"), Step::Index(number), Step::key("printed")]);
                let message = format!("`{}` does not stand in `{}`", figure.printed, paragraph.id);
                self.fault(path, message, Some("`printed` is the words of the text".to_owned()));
            }
        }
    }

    fn references(&mut self, at: &[Step], claim: &Claim) {
        for (key, ids, one) in
            [("speaker", &claim.speaker, true), ("via", &claim.via, true), ("about", &claim.about, false)]
        {
            for (number, id) in ids.iter().enumerate() {
                let known = self.entities.contains(id.as_str());
                if known || (key == "speaker" && SPEAKERS_WITHOUT_ENTITY.contains(&id.as_str())) {
                    continue;
                }
                let mut path = join(at, &[Step::key(key)]);
                if !one || ids.len() > 1 {
                    path.push(Step::Index(number));
                }
                let hint = nearest(id, self.entities.iter().copied());
                self.fault(path, format!("unknown entity `{id}`"), hint);
            }
        }
        for id in claim.relations.ids() {
            if !self.claims.contains(id.as_str()) {
                let hint = nearest(id, self.claims.iter().copied());
                self.fault(join(at, &[Step::key("relations")]), format!("unknown claim `{id}`"), hint);
            }
        }
    }
}

fn join(path: &[Step], more: &[Step]) -> Vec<Step> {
    [path, more].concat()
}

fn all_ids(article: &Article) -> Vec<(Vec<Step>, &str)> {
    let id = Step::key("id");
    let mut ids = Vec::new();
    for (index, entity) in article.entities.iter().enumerate() {
        ids.push((vec![Step::key("entities"), Step::Index(index), id.clone()], entity.id.as_str()));
    }
    for (index, section) in article.sections.iter().enumerate() {
        let at = [Step::key("sections"), Step::Index(index)];
        ids.push((join(&at, std::slice::from_ref(&id)), section.id.as_str()));
        for (number, paragraph) in section.paragraphs.iter().enumerate() {
            let at = join(&at, &[Step::key("paragraphs"), Step::Index(number)]);
            ids.push((join(&at, std::slice::from_ref(&id)), paragraph.id.as_str()));
            for (number, claim) in paragraph.claims.iter().enumerate() {
                let path = join(&at, &[Step::key("claims"), Step::Index(number), id.clone()]);
                ids.push((path, claim.id.as_str()));
            }
        }
    }
    ids
}

fn is_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.bytes().next().is_some_and(plain) && text.bytes().all(|byte| plain(byte) || byte == b'.' || byte == b'-')
}

/// "did you mean", when something is near enough.
fn nearest<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let near = known.map(|other| (strsim::damerau_levenshtein(id, other), other)).min()?;
    (near.0 <= id.len().max(3) / 3).then(|| format!("did you mean `{}`?", near.1))
}
