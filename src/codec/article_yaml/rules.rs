//! Checks the rules between the parts of an article, beyond the shape of each.

use std::collections::{HashMap, HashSet};

use crate::model::article::claim::{Claim, Figure, SPEAKERS_WITHOUT_ENTITY};
use crate::model::article::date::{When, day_instead, span_instead};
use crate::model::article::{Article, Paragraph};
use crate::text::suggestion::did_you_mean;

use crate::codec::article_yaml::locate::Step;
use crate::codec::article_yaml::path::{Spot, claims, ids, paragraphs};
use crate::codec::article_yaml::{MOST_PROBLEMS, cycles, quotes};
use crate::codec::diagnostics::problem_rule::ProblemRule;

/// A rule that an article breaks, and where.
pub(crate) struct Fault {
    pub(crate) rule: ProblemRule,
    pub(crate) at: Vec<Step>,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

/// Parts of an article that were replaced because they could not be decoded, and that no message should mention.
#[derive(Default)]
pub(crate) struct Mended {
    paths: HashSet<Vec<Step>>,
    /// Whether the end of the file is missing.
    pub(crate) cut: bool,
}

impl Mended {
    pub(crate) fn add(&mut self, path: Vec<Step>) {
        self.paths.insert(path);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Whether this part, or one that contains it, was replaced.
    pub(crate) fn covers(&self, path: &[Step]) -> bool {
        !self.paths.is_empty() && (0..=path.len()).any(|end| self.paths.contains(&path[..end]))
    }
}

/// Every rule that `article` breaks, up to a thousand.
pub(crate) fn faults(article: &Article, mended: &Mended) -> Vec<Fault> {
    let mut check = Check { article, mended, entities: HashSet::new(), claims: HashSet::new(), faults: Vec::new() };
    check.entities.extend(article.entities.iter().map(|entity| entity.id.as_str()));
    check.claims.extend(article.claims().map(|(_, claim)| claim.id.as_str()));
    check.ids();
    check.head();
    check.names();
    for (spot, paragraph) in paragraphs(article) {
        if check.faults.len() >= MOST_PROBLEMS {
            break;
        }
        check.paragraph(spot, paragraph);
    }
    if article.paragraphs().next().is_none() && !mended.cut {
        check.fault(ProblemRule::Empty, vec![Step::key("sections")], "the article has no paragraph", None);
    }
    for fault in cycles::faults(article) {
        check.push(fault);
    }
    check.faults
}

struct Check<'a> {
    article: &'a Article,
    mended: &'a Mended,
    entities: HashSet<&'a str>,
    claims: HashSet<&'a str>,
    faults: Vec<Fault>,
}

impl<'a> Check<'a> {
    fn fault(&mut self, rule: ProblemRule, at: Vec<Step>, message: impl Into<String>, hint: Option<String>) {
        self.push(Fault { rule, at, message: message.into(), hint });
    }

    fn push(&mut self, fault: Fault) {
        if self.faults.len() < MOST_PROBLEMS && !self.mended.covers(&fault.at) {
            self.faults.push(fault);
        }
    }

    /// Checks that ids are well-formed, and unique across all kinds.
    fn ids(&mut self) {
        let mut seen = HashSet::new();
        for (spot, id) in ids(self.article) {
            let path = || spot.path(&[Step::key("id")]);
            if !is_id(id) {
                let hint = "an id is lower-case letters and digits, then also dots and hyphens".to_owned();
                self.fault(ProblemRule::Id, path(), format!("`{id}` is not an id"), Some(hint));
            } else if !seen.insert(id) {
                let hint = "ids are unique across entities, sections, paragraphs and claims".to_owned();
                self.fault(ProblemRule::DuplicateId, path(), format!("the id `{id}` is used twice"), Some(hint));
            }
        }
    }

    /// Checks the article's own id, which names a folder, its title and its dates.
    fn head(&mut self) {
        let head = &self.article.head;
        let at = |key| Spot::Head.path(&[Step::key(key)]);
        if !is_id(&head.id) {
            let hint = "an id is lower-case letters and digits, then also dots and hyphens".to_owned();
            self.fault(ProblemRule::Id, at("id"), format!("`{}` is not an id", head.id), Some(hint));
        }
        if head.title.trim().is_empty() {
            self.fault(ProblemRule::Empty, at("title"), "the title is empty", None);
        }
        for (key, date) in [("published", &head.published), ("revised", &head.revised), ("retrieved", &head.retrieved)]
        {
            self.date(Spot::Head, &[Step::key(key)], date.as_ref());
        }
    }

    fn date(&mut self, spot: Spot, within: &[Step], date: Option<&String>) {
        let Some(date) = date else { return };
        if let Err(error) = When::parse(date) {
            let hint = if matches!(spot, Spot::Head) { day_instead(date) } else { span_instead(date) };
            self.fault(ProblemRule::Date, spot.path(within), error.to_string(), Some(hint));
        }
    }

    /// Checks that no name belongs to two entities.
    fn names(&mut self) {
        let mut owners: HashMap<&str, &str> = HashMap::new();
        let article = self.article;
        for (index, entity) in article.entities.iter().enumerate() {
            let spot = Spot::Entity(index);
            for (number, name) in entity.names().enumerate() {
                let path = || match number {
                    0 => spot.path(&[Step::key("name")]),
                    _ => spot.path(&[Step::key("aliases"), Step::Index(number - 1)]),
                };
                match owners.insert(name, &entity.id) {
                    _ if name.trim().is_empty() => {
                        self.fault(ProblemRule::Empty, path(), "give the entity a name", None);
                    }
                    Some(owner) if owner != entity.id => {
                        let message = format!("`{name}` names both `{owner}` and `{}`", entity.id);
                        let hint = Some("remove it from one of them".to_owned());
                        self.fault(ProblemRule::SharedName, path(), message, hint);
                    }
                    _ => {}
                }
            }
            let is_item = |item: &String| item.strip_prefix('Q').is_some_and(|rest| is_decimal(rest, false));
            if let Some(item) = entity.wikidata.as_ref().filter(|item| !is_item(item)) {
                let message = format!("`{item}` is not a Wikidata item");
                let hint = Some("an item is Q and digits, such as Q843".to_owned());
                self.fault(ProblemRule::BadValue, spot.path(&[Step::key("wikidata")]), message, hint);
            }
        }
    }

    fn paragraph(&mut self, spot: Spot, paragraph: &'a Paragraph) {
        let text = [Step::key("text")];
        let text_is_known = self.mended.is_empty() || !self.mended.covers(&spot.path(&text));
        if paragraph.text.trim().is_empty() {
            self.fault(ProblemRule::Empty, spot.path(&text), "the paragraph has no text", None);
        }
        for (spot, claim) in claims(spot, paragraph) {
            if claim.text.trim().is_empty() {
                self.fault(ProblemRule::Empty, spot.path(&text), "the claim has no text", None);
            }
            if text_is_known {
                for fault in quotes::faults(spot, paragraph, claim) {
                    self.push(fault);
                }
            }
            self.date(spot, &[Step::key("when")], claim.when.as_ref());
            for (number, figure) in claim.figures.iter().enumerate() {
                self.figure(spot, number, figure);
            }
            self.entities_of(spot, claim);
            self.relations_of(spot, claim);
        }
    }

    fn figure(&mut self, spot: Spot, number: usize, figure: &Figure) {
        let within = |key| [Step::key("figures"), Step::Index(number), Step::key(key)];
        self.date(spot, &within("when"), figure.when.as_ref());
        if let Some(value) = figure.value.as_ref().filter(|value| !is_decimal(value, true)) {
            let message = format!("`{value}` is not a decimal number");
            let hint = Some("write digits, such as \"800000000\" or \"-3.5\"".to_owned());
            self.fault(ProblemRule::Number, spot.path(&within("value")), message, hint);
        }
    }

    fn entities_of(&mut self, spot: Spot, claim: &Claim) {
        for (key, ids) in [("speaker", &claim.speaker), ("via", &claim.via), ("about", &claim.about)] {
            for (number, id) in ids.iter().enumerate() {
                let nobody = key == "speaker" && SPEAKERS_WITHOUT_ENTITY.contains(&id.as_str());
                let unread = self.mended.cut && self.entities.is_empty();
                if nobody || unread || self.entities.contains(id.as_str()) {
                    continue;
                }
                let hint = did_you_mean(id, self.entities.iter().copied());
                let path = spot.path(&[Step::key(key), Step::Index(number)]);
                self.fault(ProblemRule::UnknownEntity, path, format!("unknown entity `{id}`"), hint);
            }
        }
    }

    fn relations_of(&mut self, spot: Spot, claim: &Claim) {
        // A claim that is not found may be in a part that could not be read.
        if self.mended.cut {
            return;
        }
        for (key, ids) in claim.relations.by_key() {
            for (number, id) in ids.iter().enumerate() {
                let path = spot.path(&[Step::key("relations"), Step::key(key), Step::Index(number)]);
                if *id == claim.id {
                    let hint = Some("name another claim, or remove this relation".to_owned());
                    self.fault(ProblemRule::SelfRelation, path, format!("`{key}` relates `{id}` to itself"), hint);
                } else if !self.claims.contains(id.as_str()) {
                    let hint = did_you_mean(id, self.claims.iter().copied());
                    self.fault(ProblemRule::UnknownClaim, path, format!("unknown claim `{id}`"), hint);
                }
            }
        }
    }
}

fn is_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.bytes().next().is_some_and(plain) && text.bytes().all(|byte| plain(byte) || byte == b'.' || byte == b'-')
}

/// Whether a text is digits only; with `signed`, also a sign and a decimal part.
fn is_decimal(text: &str, signed: bool) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !signed {
        return is_digits(text);
    }
    let text = text.strip_prefix('-').unwrap_or(text);
    text.split_once('.').map_or(is_digits(text), |(whole, part)| is_digits(whole) && is_digits(part))
}
