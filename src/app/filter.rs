//! Showing only some of the claims.

use crate::domain::assessment::status;
use crate::domain::claim::{Certainty, Claim, ClaimKind, Priority};
use crate::domain::journal::Target;
use crate::domain::judgement::{Standing, Status, Verdict};
use crate::domain::own_claim::is_own;

use super::App;
use super::palette::{Choice, Pick};

/// Which claims show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// The drafts, which pass no other filter.
    Drafts,
    /// Those that one has not judged as they are worded now.
    NotJudged,
    /// Those that one has given this verdict.
    Verdict(Verdict),
    /// Those whose work is that far.
    Status(Status),
    /// Those with evidence of one's own.
    Evidence,
    /// Those with a note of one's own.
    Note,
    /// Those with this tag.
    Tag(String),
    /// Those that one has added oneself.
    Own,
    /// Those that this other annotator has judged, as far as that is to be seen.
    JudgedBy(String),
    /// Those of that priority.
    Priority(Priority),
    /// Those of that kind, or of several kinds.
    Kind(ClaimKind),
    /// Those put that firmly.
    Certainty(Certainty),
    /// Those that the text only presupposes.
    Implied,
    /// Those with a figure.
    Figure,
    /// Those with a date.
    Date,
    /// Those that this speaker makes or reports: `author`, `unclear`, the id of an entity.
    Speaker(String),
    /// Those about this entity, by its id.
    About(String),
}

impl Filter {
    /// What it is called.
    #[must_use]
    pub fn name(&self, app: &App) -> String {
        let entity = |id: &String| app.document.article.entity(id).map_or(id.clone(), |entity| entity.name.clone());
        match self {
            Self::Drafts => "drafts".to_owned(),
            Self::NotJudged => "not judged".to_owned(),
            Self::Verdict(verdict) => verdict.word().to_owned(),
            Self::Status(status) => format!("status {}", status.word()),
            Self::Evidence => "with evidence".to_owned(),
            Self::Note => "with a note".to_owned(),
            Self::Tag(tag) => format!("tagged {tag}"),
            Self::Own => "your own".to_owned(),
            Self::JudgedBy(name) => format!("judged by {name}"),
            Self::Priority(priority) => format!("priority {}", priority.word()),
            Self::Kind(kind) => kind.word().to_owned(),
            Self::Certainty(certainty) => format!("put as {}", certainty.word()),
            Self::Implied => "only implied".to_owned(),
            Self::Figure => "with a figure".to_owned(),
            Self::Date => "with a date".to_owned(),
            Self::Speaker(id) => format!("said by {}", entity(id)),
            Self::About(id) => format!("about {}", entity(id)),
        }
    }

    /// Whether a claim passes.
    #[must_use]
    pub fn passes(&self, app: &App, claim: &Claim) -> bool {
        if claim.draft {
            return *self == Self::Drafts;
        }
        match self {
            Self::Drafts => false,
            Self::NotJudged => matches!(app.own_standing(claim), Standing::NotJudged | Standing::Earlier(_)),
            Self::Verdict(verdict) => app.own_standing(claim) == Standing::Current(*verdict),
            Self::Status(wanted) => app.notes.mine().map_or(Status::ToDo, |fold| status(fold, claim)) == *wanted,
            Self::Evidence => has(app, claim, "evidence:"),
            Self::Note => has(app, claim, "note:"),
            Self::Tag(tag) => has(app, claim, &format!("tag:{tag}")),
            Self::Own => is_own(&claim.id),
            Self::JudgedBy(name) => app.visible_others(claim).iter().any(|(other, _)| other == name),
            Self::Priority(priority) => app.priority_of(claim) == *priority,
            Self::Kind(kind) => claim.kind.contains(kind),
            Self::Certainty(certainty) => claim.certainty == *certainty,
            Self::Implied => claim.implied,
            Self::Figure => !claim.figures.is_empty(),
            Self::Date => claim.when.is_some(),
            Self::Speaker(id) => claim.speaker.contains(id) || claim.via.contains(id),
            Self::About(id) => claim.about.contains(id),
        }
    }

    /// All that could be asked of this article.
    fn all(app: &App) -> Vec<Self> {
        let mut all = vec![Self::Drafts, Self::NotJudged];
        all.extend(Verdict::ALL.map(Self::Verdict));
        all.extend(Status::ALL.map(Self::Status));
        all.extend([Self::Evidence, Self::Note, Self::Own]);
        all.extend(app.tags_used().into_iter().map(Self::Tag));
        all.extend(app.notes.others().map(|(name, _)| Self::JudgedBy(name.to_owned())));
        all.extend(Priority::ALL.map(Self::Priority));
        all.extend(ClaimKind::ALL.map(Self::Kind));
        all.extend(Certainty::ALL.map(Self::Certainty));
        all.extend([Self::Implied, Self::Figure, Self::Date]);
        all.extend(["author", "unclear"].map(|speaker| Self::Speaker(speaker.to_owned())));
        let ids = || app.document.article.entities.iter().map(|entity| entity.id.clone());
        all.extend(ids().map(Self::Speaker).chain(ids().map(Self::About)));
        all
    }
}

/// Whether one has said something of the claim in a field that begins so.
fn has(app: &App, claim: &Claim, beginning: &str) -> bool {
    let on = Target::claim(&claim.id);
    app.notes.mine().is_some_and(|fold| fold.elements(&on, beginning).next().is_some())
}

impl App {
    /// The filters that some claim passes, each with how many; first of all, showing everything again.
    pub(super) fn filter_choices(&self) -> Vec<Choice> {
        let claims: Vec<&Claim> = self.document.article.claims().map(|(_, claim)| claim).collect();
        let choice = |name: String, count: usize, filter: Option<Filter>| {
            let pick = Pick::Filter(filter);
            Choice { name, help: String::new(), right: count.to_string(), available: true, pick }
        };
        let mut choices = Vec::new();
        choices.extend(self.filter.is_some().then(|| choice("all claims".to_owned(), claims.len(), None)));
        for filter in Filter::all(self) {
            let count = claims.iter().filter(|claim| filter.passes(self, claim)).count();
            if count > 0 {
                choices.push(choice(filter.name(self), count, Some(filter)));
            }
        }
        choices
    }

    /// Shows only some of the claims; none shows all.
    pub(super) fn set_filter(&mut self, filter: Option<Filter>) {
        self.filter = filter;
        self.heights.judgements_changed();
        let count = self.document.outline.claim_count();
        let passing = (0..count).filter(|claim| self.passes(*claim)).collect::<Vec<_>>();
        match &self.filter {
            None => self.say("All claims show"),
            Some(filter) => {
                let text = format!("{} of {count} claims, {} · Esc shows all", passing.len(), filter.name(self));
                self.say(text);
            }
        }
        let next = passing.iter().find(|claim| self.place.claim.is_none_or(|selected| **claim >= selected));
        if let Some(claim) = next.or(passing.first()) {
            self.go_to_claim(*claim);
        }
    }

    /// Whether a claim passes the filter.
    #[must_use]
    pub fn passes(&self, claim: usize) -> bool {
        let Some(filter) = &self.filter else { return true };
        self.document.outline.claim(&self.document.article, claim).is_some_and(|(_, claim)| filter.passes(self, claim))
    }

    /// Whether a claim shows: it passes, or is selected all the same, so that what one judges stays in sight.
    #[must_use]
    pub fn shows_claim(&self, claim: usize) -> bool {
        self.filter.is_none() || self.place.claim == Some(claim) || self.passes(claim)
    }

    /// The first claim of a paragraph that passes.
    #[must_use]
    pub fn first_claim_shown(&self, paragraph: usize) -> Option<usize> {
        self.document.outline.claims_of(paragraph).find(|claim| self.passes(*claim))
    }
}
