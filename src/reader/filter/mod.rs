//! Filters the claims by a query.

pub(crate) mod cache;
pub(crate) mod preset;
pub(crate) mod presets;
pub(crate) mod rows;
pub mod state;

use std::rc::Rc;

use crate::model::query::{Asker, ClaimQuery, Query, QueryError};
use crate::reader::filter::state::Filter;
use crate::reader::screens::picker::state::{Choice, ListKind, Pick};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::overlay::Overlay;

impl App {
    /// The annotator whose view a query takes.
    fn asker(&self) -> Asker<'_> {
        Asker { sees_all: self.show_others, ..Asker::reader(&self.document.article, &self.notes) }
    }

    /// Whether each claim matches a query. Drafts match only a query for drafts.
    fn passing(&self, query: &Query) -> Vec<bool> {
        let asks_for_drafts = query.names("is", "draft");
        let query = ClaimQuery::new(query, self.asker());
        let claims = self.document.article.claims();
        claims.map(|(paragraph, claim)| (asks_for_drafts || !claim.draft) && query.passes(paragraph, claim)).collect()
    }

    /// Parses a query. Names that the article does not have are errors like any other.
    fn read_query(&self, text: &str) -> Result<Query, Vec<QueryError>> {
        let query = Query::parse(text, &self.vocabulary)?;
        let unknown = ClaimQuery::new(&query, self.asker()).unknown_names();
        if unknown.is_empty() { Ok(query) } else { Err(unknown) }
    }

    /// Sets the filter; `None` shows all claims.
    pub(crate) fn set_filter(&mut self, filter: Option<Filter>) {
        self.show_only(filter);
        let count = self.document.outline.claim_count();
        let passing = (0..count).filter(|claim| self.passes(*claim)).collect::<Vec<_>>();
        match &self.filter {
            None => self.say("Showing all claims"),
            Some(filter) => {
                let key = self.key_for(Command::ClearFound);
                let text = format!("{} of {count} claims, {} · {key} shows all", passing.len(), filter.name());
                self.say(text);
            }
        }
        let next = passing.iter().find(|claim| self.place.claim.is_none_or(|selected| **claim >= selected));
        if let Some(claim) = next.or(passing.first()) {
            self.go_to_claim(*claim);
        }
    }

    fn show_only(&mut self, filter: Option<Filter>) {
        self.filter = filter;
        self.heights.claims.forget();
        self.heights.filter.passing.take();
    }

    /// Applies the filter of the selected row while the list is open.
    pub(crate) fn preview_filter(&mut self) {
        let Some(Overlay::List(palette)) = &self.overlay else { return };
        if palette.kind != ListKind::Filters {
            return;
        }
        let is_untouched = palette.field.text().trim().is_empty() && palette.selected == 0;
        let filter = match palette.rows(self).into_iter().nth(palette.selected).map(|choice| choice.pick) {
            _ if is_untouched => palette.before.clone(),
            Some(Pick::Filter(filter)) => filter.map(|filter| *filter),
            _ => palette.before.clone(),
        };
        self.show_only(filter);
    }

    /// Closes the list of filters, and restores the previous filter.
    pub(crate) fn give_up_filtering(&mut self) {
        if let Some(Overlay::List(palette)) = &mut self.overlay {
            let before = palette.before.take();
            self.show_only(before);
        }
        self.close();
    }

    /// Completes the line with the selected row, or with the first row that is longer than the line.
    pub(crate) fn complete_filter(&mut self) {
        let Some(Overlay::List(palette)) = &self.overlay else { return };
        let typed = palette.field.text().trim().to_owned();
        let text = |choice: &Choice| match &choice.pick {
            Pick::Filter(Some(filter)) => Some(format!("{} ", filter.text)),
            Pick::Complete(text) => Some(text.clone()),
            _ => None,
        };
        let rows = palette.rows(self);
        // The beginning of a field's name more often means the field than letters of some row.
        let is_field = |choice: &&Choice| matches!(&choice.pick, Pick::Complete(text) if text.ends_with(':'));
        let field = rows.iter().filter(|_| palette.selected == 0).find(is_field);
        let mut texts = field.into_iter().chain(rows.iter().skip(palette.selected)).filter_map(text);
        let Some(text) = texts.find(|text| text.trim() != typed) else { return };
        self.type_filter(&text);
    }

    /// Replaces the text in the line of the list.
    pub(crate) fn type_filter(&mut self, text: &str) {
        if let Some(Overlay::List(palette)) = &mut self.overlay {
            palette.field.replace(text);
            palette.selected = 0;
        }
        self.preview_filter();
    }

    /// The first error in the typed query; `None` for plain words, which are looked up in the list.
    #[must_use]
    pub fn filter_error(&self, typed: &str) -> Option<QueryError> {
        if rows::is_plain(typed) {
            return None;
        }
        self.read_query(typed).err()?.into_iter().next()
    }

    /// Whether a claim matches the filter.
    #[must_use]
    pub fn passes(&self, claim: usize) -> bool {
        let Some(filter) = &self.filter else { return true };
        let mut known = self.heights.filter.passing.borrow_mut();
        let passing = known.get_or_insert_with(|| Rc::new(self.passing(&filter.query)));
        passing.get(claim).copied().unwrap_or(false)
    }

    /// Whether a claim shows: it matches, or is selected, so that the claim being judged stays visible.
    #[must_use]
    pub fn shows_claim(&self, claim: usize) -> bool {
        self.filter.is_none() || self.place.claim == Some(claim) || self.passes(claim)
    }

    /// The first claim of a paragraph that matches.
    #[must_use]
    pub fn first_claim_shown(&self, paragraph: usize) -> Option<usize> {
        self.document.outline.claims_of(paragraph).find(|claim| self.passes(*claim))
    }
}
