//! Moving about: nothing here changes a note.

use crate::model::article::Paragraph;
use crate::model::article::claim::Claim;
use crate::reader::place::{Pane, Place};
use crate::reader::screens::detail::state::{SheetKind, Target};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::overlay::Overlay;

/// Places to go back to; the oldest are forgotten.
const BACK_LIMIT: usize = 100;

impl App {
    /// The current paragraph.
    #[must_use]
    pub fn current_paragraph(&self) -> Option<&Paragraph> {
        self.document.outline.paragraph(&self.document.article, self.place.paragraph)
    }

    /// The selected claim with its paragraph.
    #[must_use]
    pub fn selected_claim(&self) -> Option<(&Paragraph, &Claim)> {
        self.document.outline.claim(&self.document.article, self.place.claim?)
    }

    /// Indices of all entities as the pane lists them: those of the paragraph in order of mention, then the rest; of both,
    /// drafts come last.
    #[must_use]
    pub fn entity_order(&self) -> Vec<usize> {
        let mut order = self.entities_here();
        let rest = (0..self.document.article.entities.len()).filter(|entity| !order.contains(entity));
        let mut rest: Vec<usize> = rest.collect();
        rest.sort_by_key(|entity| self.is_draft_entity(*entity));
        order.extend(rest);
        order
    }

    /// Indices of the entities that the current paragraph mentions, in order of mention.
    #[must_use]
    pub fn entities_here(&self) -> Vec<usize> {
        let mut here = Vec::new();
        for mention in
            self.current_paragraph().map_or(Vec::new(), |content| self.document.mentions.in_text(&content.text))
        {
            if !here.contains(&mention.entity) {
                here.push(mention.entity);
            }
        }
        here.sort_by_key(|entity| self.is_draft_entity(*entity));
        here
    }

    fn is_draft_entity(&self, entity: usize) -> bool {
        self.document.article.entities.get(entity).is_some_and(|entity| entity.draft)
    }

    /// Does a command of movement.
    pub(crate) fn browse(&mut self, command: Command) {
        match command {
            Command::Next => self.step(true),
            Command::Previous => self.step(false),
            Command::NextPane => self.focus(1),
            Command::PreviousPane => self.focus(Pane::ALL.len() - 1),
            Command::NextClaim => self.step_claim(true),
            Command::PreviousClaim => self.step_claim(false),
            Command::OtherClaim => self.select_other_claim(),
            Command::NextSection => self.step_section(true),
            Command::PreviousSection => self.step_section(false),
            Command::Section(number) => {
                let section = usize::from(number).saturating_sub(1);
                if let Some(paragraph) = self.document.outline.first_paragraph(section) {
                    self.remember(self.place);
                    self.go_to_paragraph(paragraph);
                }
            }
            Command::PageDown => self.page(true),
            Command::PageUp => self.page(false),
            Command::First => self.end_of_pane(false),
            Command::Last => self.end_of_pane(true),
            Command::Follow => self.follow(),
            Command::Back => {
                if let Some(place) = self.back.pop() {
                    self.forward.push(self.place);
                    self.place = place;
                }
            }
            Command::Forward => {
                if let Some(place) = self.forward.pop() {
                    self.back.push(self.place);
                    self.place = place;
                }
            }
            _ => {}
        }
    }

    fn step(&mut self, forward: bool) {
        if self.place.focus == Pane::Text && self.scroll_within(forward) {
            return;
        }
        match self.place.focus {
            Pane::Sections => self.step_section(forward),
            Pane::Text => self.go_to_paragraph(stepped(self.place.paragraph, forward)),
            Pane::Claims => self.step_claim(forward),
            Pane::Entities => self.step_entity(forward),
        }
    }

    /// Scrolls within a paragraph taller than the pane; false when there is nothing more of it to show.
    fn scroll_within(&mut self, forward: bool) -> bool {
        let Some(layout) = self.layout() else { return false };
        let height = self.paragraph_height(self.place.paragraph, layout.text_columns()) - 1;
        let viewport = layout.rows(Pane::Text);
        if height <= viewport || self.tops.text.item != self.place.paragraph {
            return false;
        }
        let (row, last) = (self.tops.text.row, height - viewport);
        let step = viewport.saturating_sub(2).max(1);
        let next = if forward { (row + step).min(last) } else { row.saturating_sub(step) };
        self.tops.text.row = next;
        next != row
    }

    /// Makes a paragraph the current one, and its first claim the selected one.
    pub(crate) fn go_to_paragraph(&mut self, paragraph: usize) {
        let last = self.document.outline.paragraph_count().saturating_sub(1);
        let paragraph = paragraph.min(last);
        if paragraph != self.place.paragraph {
            self.place.paragraph = paragraph;
            self.place.claim = self.first_claim_shown(paragraph);
        }
    }

    fn step_claim(&mut self, forward: bool) {
        let count = self.document.outline.claim_count();
        let mut next = match self.place.claim {
            Some(claim) => stepped(claim, forward),
            None if forward => self.document.outline.claims_of(self.place.paragraph).start,
            None => self.document.outline.claims_of(self.place.paragraph).start.saturating_sub(1),
        };
        while next < count && !self.passes(next) {
            match (forward, next) {
                (false, 0) => return,
                _ => next = stepped(next, forward),
            }
        }
        if next < count {
            self.go_to_claim(next);
        } else if self.filter.is_none() && count > 0 {
            self.go_to_claim(count - 1);
        }
    }

    pub(crate) fn go_to_claim(&mut self, claim: usize) {
        if let Some(paragraph) = self.document.outline.paragraph_of_claim(claim) {
            self.place.paragraph = paragraph;
            self.place.claim = Some(claim);
            let quote = self.selected_claim().and_then(|(paragraph, claim)| claim.quote_span(paragraph));
            if let Some(quote) = quote {
                self.show_in_text(quote.start);
            }
            if let Some(Overlay::Sheet(sheet)) = &self.overlay
                && matches!(sheet.kind, SheetKind::Card(_))
            {
                self.open_sheet(SheetKind::Card(claim));
            }
        }
    }

    fn step_section(&mut self, forward: bool) {
        let outline = &self.document.outline;
        let count = self.document.article.sections.len();
        let mut section = outline.section_of(self.place.paragraph);
        while let Some(next) = if forward { section.checked_add(1) } else { section.checked_sub(1) } {
            section = next;
            if section >= count {
                return;
            }
            if let Some(paragraph) = outline.first_paragraph(section) {
                self.go_to_paragraph(paragraph);
                return;
            }
        }
    }

    fn step_entity(&mut self, forward: bool) {
        let order = self.entity_order();
        let at = self.place.entity.and_then(|entity| order.iter().position(|&other| other == entity));
        let next = at.map_or(0, |at| stepped(at, forward));
        self.select_entity(order.get(next.min(order.len().saturating_sub(1))).copied());
    }

    pub(crate) fn select_entity(&mut self, entity: Option<usize>) {
        self.place.entity = entity;
        self.place.mark_entity = entity.is_some();
    }

    fn focus(&mut self, by: usize) {
        let at = Pane::ALL.iter().position(|&pane| pane == self.place.focus).unwrap_or(0);
        self.set_focus(Pane::ALL[(at + by) % Pane::ALL.len()]);
    }

    pub(crate) fn set_focus(&mut self, pane: Pane) {
        self.place.focus = pane;
        self.place.mark_entity = false;
        if pane == Pane::Entities {
            let here = self.entity_order();
            let kept = self.place.entity.filter(|entity| self.entities_here().contains(entity));
            self.select_entity(kept.or_else(|| here.first().copied()));
        }
    }

    fn page(&mut self, forward: bool) {
        let Some(layout) = self.layout() else { return };
        let viewport = layout.rows(self.place.focus).max(1);
        let mut left = viewport;
        for _ in 0..viewport {
            let before = self.place;
            self.step(forward);
            let height = self.selected_height().min(left);
            left -= height;
            if left == 0 || self.place == before {
                return;
            }
        }
    }

    /// Rows of what is selected in the focused pane.
    fn selected_height(&self) -> usize {
        let Some(layout) = self.layout() else { return 1 };
        match self.place.focus {
            Pane::Text => self.paragraph_height(self.place.paragraph, layout.text_columns()),
            Pane::Claims => match (self.place.claim, layout.claims) {
                (Some(claim), Some(area)) => self.claim_height(claim, area.width),
                _ => 1,
            },
            Pane::Sections | Pane::Entities => 1,
        }
    }

    fn end_of_pane(&mut self, last: bool) {
        match self.place.focus {
            Pane::Sections => {
                let sections = 0..self.document.article.sections.len();
                let mut starts = sections.filter_map(|section| self.document.outline.first_paragraph(section));
                let start = if last { starts.next_back() } else { starts.next() };
                self.go_to_paragraph(start.unwrap_or(0));
            }
            Pane::Text => self.go_to_paragraph(if last { usize::MAX } else { 0 }),
            Pane::Claims => {
                let count = self.document.outline.claim_count();
                let mut passing = (0..count).filter(|claim| self.passes(*claim));
                let end = if last { passing.next_back() } else { passing.next() };
                if let Some(claim) = end {
                    self.go_to_claim(claim);
                }
            }
            Pane::Entities => {
                let order = self.entity_order();
                self.select_entity(if last { order.last() } else { order.first() }.copied());
            }
        }
    }

    /// Section to its text, paragraph to its claims, claim to its card, entity to its dossier.
    fn follow(&mut self) {
        let before = self.place;
        match (self.place.focus, self.place.claim, self.place.entity) {
            (Pane::Sections, ..) => self.set_focus(Pane::Text),
            (Pane::Text, ..) => self.set_focus(Pane::Claims),
            (Pane::Claims, ..) if self.claims_hidden => {
                return self.say(format!("The claims are hidden; {} shows them", self.key_for(Command::HideClaims)));
            }
            (Pane::Claims, Some(claim), _) => return self.open_sheet(SheetKind::Card(claim)),
            (Pane::Entities, _, Some(entity)) => return self.open_sheet(SheetKind::Dossier(entity)),
            _ => return,
        }
        self.remember(before);
    }

    /// Goes to what a row of a page is about; from a dossier, its entity is marked there.
    pub(crate) fn go_to_target(&mut self, target: &Target, entity: Option<usize>) {
        self.remember(self.place);
        match *target {
            Target::Paragraph(paragraph) => {
                self.go_to_paragraph(paragraph);
                self.set_focus(Pane::Text);
                self.select_entity(entity.or(self.place.entity));
                self.place.mark_entity = entity.is_some();
            }
            Target::Claim(claim) | Target::Related(claim, _) => {
                self.go_to_claim(claim);
                self.set_focus(Pane::Claims);
            }
            Target::Quote(claim) => {
                self.go_to_claim(claim);
                self.set_focus(Pane::Text);
            }
            Target::MoveTo(_, ref place, _) => self.go_to_candidate(place),
            // These lead to what lies over the panes, not into them.
            Target::Form(..)
            | Target::FilePlace { .. }
            | Target::Elsewhere(..)
            | Target::Tags(_)
            | Target::Conflict(..)
            | Target::Confirm(..)
            | Target::Same(..) => {}
        }
    }

    pub(crate) fn remember(&mut self, place: Place) {
        self.forward.clear();
        if self.back.len() == BACK_LIMIT {
            self.back.remove(0);
        }
        self.back.push(place);
    }

    /// Whether claims can be walked through now: in the panes, and from card to card.
    #[must_use]
    pub fn shows_claims(&self) -> bool {
        match &self.overlay {
            Some(Overlay::Sheet(sheet)) => matches!(sheet.kind, SheetKind::Card(_)),
            _ => !self.claims_hidden,
        }
    }
}

fn stepped(index: usize, forward: bool) -> usize {
    if forward { index.saturating_add(1) } else { index.saturating_sub(1) }
}
