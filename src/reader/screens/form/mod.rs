//! The form: a window over the panes for writing notes, evidence, reasons and claims.

pub(crate) mod draw;
pub mod forms;
pub mod layout;
pub(crate) mod names;
pub(crate) mod pointing;
pub(crate) mod rebase;
pub(crate) mod screen;
pub mod state;

use crate::codec::journal_jsonl::{seen_value, timestamp};
use crate::model::annotation::evidence::EvidenceField;
use crate::model::annotation::judgement::{Confidence, Opinion, Said};
use crate::model::journal::action::{Earlier, Setting};
use crate::model::journal::anchor::words::same_context;
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::{ActionId, Target};
use crate::reader::key::Key;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::detail::state::{Sheet, SheetKind, Target as Leads};
use crate::reader::screens::form::forms::kind::Form;
use crate::reader::screens::form::state::{Compose, FieldKind, FormField};
use crate::reader::screens::judge::state::Judging;
use crate::session::article_edit::ReviewRequest;
use crate::session::autosave::Draft;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::widgets::text_area::TextBox;

/// Keys under which a draft keeps the fingerprint of the wording it was begun on, and the words themselves.
const OF: &str = "of";
const SEEN: &str = "seen";
/// Key under which the draft of a reason keeps the confidence chosen before it; there only if a verdict was to follow.
const FOR_VERDICT: &str = "for-verdict";
/// Key of whether the speaker said so, where that was chosen.
const SAID: &str = "said";

impl App {
    /// Opens a form over the current screen, in the field with the key `first`.
    pub(crate) fn compose(&mut self, form: Form, first: &str) {
        let mut fields = forms::fields(self, &form);
        forms::start_from_quote(self, &form, first, &mut fields);
        let draft = ActionId::from_parts(self.moment.unix_ms, self.moment.random).to_string();
        self.open_form(form, fields, draft, first);
    }

    fn open_form(&mut self, form: Form, fields: Vec<FormField>, draft: String, first: &str) {
        let at = fields.iter().position(|field| field.key == first).unwrap_or(0);
        let more = fields.get(at).is_some_and(|field| field.rare);
        let opened_with = fields.iter().map(|field| field.text.text()).collect();
        self.behind.extend(self.overlay.take());
        let (of, seen) = self.subject(&form.on()).and_then(|subject| subject.words()).unzip();
        let mut compose = Compose {
            form,
            fields,
            at,
            more,
            draft,
            asked: false,
            opened_with,
            questions: Vec::new(),
            is_draft: false,
            of,
            seen,
        };
        compose.go_to(at);
        self.overlay = Some(Overlay::Compose(Box::new(compose)));
    }

    /// Reopens a draft that was set aside, or that a crash left behind.
    pub(crate) fn take_up_draft(&mut self, draft: &Draft) -> Vec<Effect> {
        let Some(form) = Form::of_draft(draft) else {
            self.warn("This draft is from a newer version of nutgraf; it stays unchanged");
            return Vec::new();
        };
        let mut fields = forms::fields(self, &form);
        for field in &mut fields {
            if let Some(text) = draft.fields.get(field.key) {
                field.text = TextBox::new(text);
            }
        }
        self.drafts.retain(|other| other.id != draft.id);
        self.return_to_verdicts(&form, draft);
        self.open_form(form, fields, draft.id.clone(), "");
        if let Some(Overlay::Compose(compose)) = &mut self.overlay {
            // The text of a draft was typed, even if nothing is typed now.
            compose.is_draft = true;
            compose.opened_with = rebase::of_draft(draft, compose).unwrap_or_default();
            compose.go_to(compose.at);
            if let Some(of) = draft.fields.get(OF).and_then(|of| Fingerprint::parse(of)) {
                compose.of = Some(of);
                compose.seen = draft.fields.get(SEEN).and_then(|seen| serde_json::from_str(seen).ok());
            }
        }
        self.follow_file();
        if let Some(file) = &draft.file {
            self.say(format!("You began this in {file}, which is gone; it will be kept with this article"));
        }
        vec![Effect::HoldDraft(draft.id.clone())]
    }

    /// Opens the verdicts behind a reason that was being typed for one, with what was chosen before it.
    fn return_to_verdicts(&mut self, form: &Form, draft: &Draft) {
        let Form::Reason { claim } = form else { return };
        let Some(number) = self.claim_numbered(claim).filter(|_| draft.fields.contains_key(FOR_VERDICT)) else {
            return;
        };
        let stored = |key: &str| draft.fields.get(key).map(String::as_str).unwrap_or_default();
        let opinion = Opinion {
            confidence: Confidence::from_stored(stored(FOR_VERDICT)),
            said: Said::from_stored(stored(SAID)),
            ..Opinion::default()
        };
        self.go_to_claim(number);
        self.behind.extend(self.overlay.take());
        self.overlay = Some(Overlay::Judge(Judging { opinion }));
    }

    /// What a reason is typed for: a verdict that is to follow, with what was chosen before.
    fn awaited_verdict(&self, form: &Form) -> Vec<(String, String)> {
        let opinion = match self.behind.last() {
            Some(Overlay::Judge(judging)) => &judging.opinion,
            Some(Overlay::Queue(queue)) => &queue.opinion,
            _ => return Vec::new(),
        };
        if !matches!(form, Form::Reason { .. }) {
            return Vec::new();
        }
        let confidence = opinion.confidence.map_or("", Confidence::word);
        let said = opinion.said.map(|said| (SAID.to_owned(), said.stored().to_owned()));
        std::iter::once((FOR_VERDICT.to_owned(), confidence.to_owned())).chain(said).collect()
    }

    /// Carries out a command in the open form.
    pub(crate) fn run_compose(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Compose(compose)) = &mut self.overlay else { return Vec::new() };
        match command {
            Command::NextPane | Command::PreviousPane => return self.leave_field(command == Command::NextPane),
            Command::MoreFields => {
                compose.more = !compose.more;
                if !compose.shown().any(|index| index == compose.at) {
                    compose.go_to(0);
                }
            }
            Command::UndoTyping | Command::RedoTyping => {
                compose.fields.iter_mut().for_each(FormField::accept);
                let undone = compose.field().is_some_and(|field| match command {
                    Command::UndoTyping => field.text.undo(),
                    _ => field.text.redo(),
                });
                if !undone {
                    self.say("This field has nothing more to undo or redo");
                    return Vec::new();
                }
                return self.keep_draft();
            }
            Command::Editor => {
                let text = compose.field().map_or(String::new(), |field| field.text.text());
                return vec![Effect::EditText(text)];
            }
            Command::Close if compose.form.settles() => {
                let untouched = compose.is_untouched();
                let effects = if untouched { self.drop_form() } else { self.set_aside() };
                self.say(if untouched { "Nothing is settled" } else { "Nothing is settled; your reason is set aside" });
                return effects;
            }
            Command::Close if compose.is_untouched() && compose.form.proposes() && !compose.asked => {
                compose.asked = true;
                let [keep, discard] =
                    [Command::Keep, Command::Close].map(|command| self.key_in(Scope::Compose, command));
                self.say(format!("Not kept yet. {keep} keeps it as proposed, {discard} discards it"));
            }
            Command::Keep | Command::Close => return self.keep_composed(command == Command::Keep),
            Command::SetAside => return self.set_aside(),
            _ => {}
        }
        Vec::new()
    }

    /// Takes a key that is bound to nothing else.
    pub(crate) fn type_into_form(&mut self, key: &Key) -> Vec<Effect> {
        let columns = self.compose_columns();
        let Some(Overlay::Compose(compose)) = &mut self.overlay else { return Vec::new() };
        let field = compose.fields.get_mut(compose.at);
        let one_line = field.as_ref().is_some_and(|field| field.kind != FieldKind::Lines);
        if one_line && matches!(key.0.as_str(), "Enter" | "Down" | "Up") {
            return self.leave_field(key.0 != "Up");
        }
        let copied = field.and_then(|field| field.type_key(key, columns));
        let mut effects = self.keep_draft();
        effects.extend(copied.map(Effect::Copy));
        effects
    }

    /// Inserts pasted text.
    pub(crate) fn paste_into_form(&mut self, text: &str) -> Vec<Effect> {
        let Some(Overlay::Compose(compose)) = &mut self.overlay else { return Vec::new() };
        match compose.field() {
            Some(field) if field.kind == FieldKind::Lines => field.text.paste(text),
            Some(field) if field.kind == FieldKind::Line => {
                field.text.paste(&text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            _ => {}
        }
        compose.fields.iter_mut().for_each(FormField::accept);
        self.keep_draft()
    }

    /// Receives the text from the external editor.
    pub(crate) fn take_edited(&mut self, text: Option<&str>) -> Vec<Effect> {
        let (Some(Overlay::Compose(compose)), Some(text)) = (&mut self.overlay, text) else { return Vec::new() };
        compose.fields.iter_mut().for_each(FormField::accept);
        match compose.field() {
            Some(field) if field.kind == FieldKind::Lines => field.text.replace(text),
            Some(field) if field.kind == FieldKind::Line => {
                field.text.replace(&text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            _ => {}
        }
        self.keep_draft()
    }

    /// Saves the draft, so that no crash can lose it.
    pub(crate) fn keep_draft(&self) -> Vec<Effect> {
        let Some(Overlay::Compose(compose)) = &self.overlay else { return Vec::new() };
        let Some(by) = self.annotator.name.clone() else { return Vec::new() };
        let fields = compose.fields.iter().map(|field| (field.key.to_owned(), field.text.text()));
        let (on, form) = (compose.form.on().0, compose.form.name().to_owned());
        let mut fields: std::collections::BTreeMap<String, String> = fields.collect();
        fields.extend(compose.form.details());
        fields.extend(self.awaited_verdict(&compose.form));
        fields.extend(compose.of.as_ref().map(|of| (OF.to_owned(), of.as_str().to_owned())));
        fields.extend(compose.seen.as_ref().map(|seen| (SEEN.to_owned(), seen_value(seen).to_string())));
        fields.extend(rebase::kept(compose));
        let at = timestamp(self.moment.unix_ms);
        vec![Effect::KeepDraft(Draft { id: compose.draft.clone(), v: 1, by, file: None, on, form, fields, at })]
    }

    /// Closes the form, of which nothing is kept.
    fn drop_form(&mut self) -> Vec<Effect> {
        let Some(Overlay::Compose(compose)) = self.overlay.take() else { return Vec::new() };
        self.overlay = self.behind.pop();
        vec![Effect::DropDraft(compose.draft)]
    }

    /// Goes to the next field or the one before, after completing names in this one.
    fn leave_field(&mut self, forward: bool) -> Vec<Effect> {
        let Some(Overlay::Compose(compose)) = &mut self.overlay else { return Vec::new() };
        let completed = names::complete(&self.document.article, compose, false).is_some();
        compose.step(forward);
        if completed { self.keep_draft() } else { Vec::new() }
    }

    /// Brings an open form up to what the article's file says now.
    pub(crate) fn follow_file(&mut self) {
        let Some(Overlay::Compose(mut compose)) = self.overlay.take_if(|open| matches!(open, Overlay::Compose(_)))
        else {
            return;
        };
        rebase::follow(self, &mut compose);
        self.overlay = Some(Overlay::Compose(compose));
    }

    /// What somebody has to look at before the form is written: what others changed meanwhile, or names that were completed.
    fn unseen(&self, compose: &mut Compose) -> Option<String> {
        let both = rebase::follow(self, compose);
        let again = self.key_in(Scope::Compose, Command::Keep);
        if !both.is_empty() {
            rebase::accept(self, compose);
            return Some(format!("Not written: {}. {again} again writes yours", rebase::words(&both)));
        }
        if let Some((label, text)) = names::complete(&self.document.article, compose, true) {
            return Some(format!("Not written yet: {label} is now “{text}”. {again} again keeps it"));
        }
        let questions = forms::questions(self, compose);
        if questions.is_empty() || questions == compose.questions {
            return None;
        }
        let text = format!("Not written yet: {}. {again} again keeps it as it is", questions.join("; "));
        compose.questions = questions;
        Some(text)
    }

    /// Keeps a form open that cannot be written as it is.
    fn stay_in(&mut self, compose: Box<Compose>) -> Vec<Effect> {
        self.behind.extend(self.overlay.take());
        self.overlay = Some(Overlay::Compose(compose));
        self.keep_draft()
    }

    /// Keeps what was typed, as one line of the journal, and closes; nothing typed is nothing kept. What is refused stays in
    /// the form.
    fn keep_composed(&mut self, asked: bool) -> Vec<Effect> {
        let Some(Overlay::Compose(mut compose)) = self.overlay.take() else { return Vec::new() };
        self.overlay = self.behind.pop();
        // Asking to keep the form for a new claim keeps what it proposes.
        let proposed = asked && compose.form.proposes();
        if compose.is_untouched() && !proposed {
            return vec![Effect::DropDraft(compose.draft)];
        }
        if let Some(why) = self.unseen(&mut compose) {
            self.say(why);
            return self.stay_in(compose);
        }
        self.earlier = self.earlier_wording(&compose);
        let before = self.notice.take();
        let mut effects = forms::keep(self, &compose);
        let is_refused = effects.is_empty() && self.notice.as_ref().is_some_and(|notice| notice.trouble);
        self.notice = self.notice.take().or(before);
        if is_refused {
            self.earlier = None;
            return self.stay_in(compose);
        }
        if self.earlier.take().is_some() && !effects.is_empty() {
            self.say("Kept for the wording that you annotated; the text has changed since then");
        }
        let waits = self.overlay.is_some() && matches!(compose.form, Form::Reason { .. }) && effects.is_empty();
        if waits && self.opinion_now().is_some() {
            // Until the verdict is written, this draft is the only copy.
            self.opinion_drafts.push(compose.draft);
            return effects;
        }
        let line = effects.iter().find_map(|effect| match effect {
            Effect::Append(line) => Some(line.id),
            Effect::Review(ReviewRequest::Decide(intents)) => Some(intents.last()?.signature.id),
            _ => None,
        });
        match line {
            // Until the line is on the disk, this draft is the only copy.
            Some(id) => self.saving.drafts.push((id, compose.draft)),
            None => effects.push(Effect::DropDraft(compose.draft)),
        }
        effects
    }

    /// Says why what was typed cannot be written; the form keeps it.
    pub(crate) fn refuse_form(&mut self, why: &str) -> Vec<Effect> {
        self.warn(format!("Not written: {why}. {} sets it aside", self.key_in(Scope::Compose, Command::SetAside)));
        Vec::new()
    }

    /// The wording on which the form opened, if the words or their sentence have changed since.
    fn earlier_wording(&self, compose: &Compose) -> Option<(Target, Earlier)> {
        if compose.form.writes_article() {
            return None;
        }
        let on = compose.form.on();
        let now = self.subject(&on).and_then(|subject| subject.words());
        let of = compose.of.clone()?;
        let same_context = || {
            let both = compose.seen.as_ref().zip(now.as_ref().map(|(_, seen)| seen));
            both.is_none_or(|(kept, now)| same_context(kept, now))
        };
        let is_todays = now.as_ref().is_some_and(|(now, _)| *now == of) && same_context();
        (!is_todays).then(|| (on, Earlier { of: Some(of), seen: compose.seen.clone() }))
    }

    /// Closes the form and keeps its draft for later.
    fn set_aside(&mut self) -> Vec<Effect> {
        let Some(Overlay::Compose(compose)) = self.overlay.take() else { return Vec::new() };
        self.overlay = self.behind.pop();
        if compose.is_untouched() {
            return vec![Effect::DropDraft(compose.draft)];
        }
        self.say(format!("Set aside. {} reopens it", self.key_of_drafts()));
        vec![Effect::ReleaseDraft(compose.draft)]
    }

    /// Begins a note on the current target, or an answer to the selected note of a card.
    pub(crate) fn compose_note(&mut self) {
        let on = self.selected_note().unwrap_or_else(|| self.target_at_hand());
        self.compose(Form::Note { on, id: None }, "text");
    }

    /// The note in the selected row of an open card.
    fn selected_note(&self) -> Option<Target> {
        let Some(Overlay::Sheet(sheet)) = &self.overlay else { return None };
        match sheet.rows(self).get(sheet.selected)?.target.as_ref()? {
            Leads::Form(Form::Note { id: Some(id), .. }, _) => Some(Target::element("note", id)),
            _ => None,
        }
    }

    /// The target of notes and tags: the claim of the card or queue, the entity of the dossier, otherwise whatever has
    /// the focus.
    pub(crate) fn target_at_hand(&self) -> Target {
        let claim = || self.selected_claim().map(|(_, claim)| Target::claim(&claim.id));
        match &self.overlay {
            Some(Overlay::Queue(_) | Overlay::Judge(_)) => claim(),
            Some(Overlay::Sheet(sheet)) => match sheet.kind {
                SheetKind::Card(_) => claim(),
                SheetKind::Dossier(entity) => {
                    let entity = self.document.article.entities.get(entity);
                    entity.map(|entity| Target::element("entity", &entity.id))
                }
                SheetKind::Notes => self.noted_in_row(*sheet),
                _ => Some(Target::article()),
            },
            _ => None,
        }
        .unwrap_or_else(|| self.focused_target())
    }

    /// The target of the selected row on the page of notes.
    fn noted_in_row(&self, sheet: Sheet) -> Option<Target> {
        let outline = &self.document.outline;
        let article = &self.document.article;
        match sheet.rows(self).get(sheet.selected)?.target.as_ref()? {
            Leads::Claim(claim) => outline.claim(article, *claim).map(|(_, claim)| Target::claim(&claim.id)),
            Leads::Paragraph(number) => {
                let paragraph = outline.paragraph(article, *number)?;
                Some(Target::element("paragraph", &paragraph.id))
            }
            Leads::Form(form, _) => Some(form.on()),
            Leads::Tags(on) => Some(on.clone()),
            _ => None,
        }
    }

    /// Receives the hash of a local copy and writes it to its evidence, or reports why there is none.
    pub(crate) fn take_hash(&mut self, id: &str, hash: Result<String, String>) -> Vec<Effect> {
        match hash {
            Ok(hash) => {
                let on = Target::element("evidence", id);
                self.write(
                    &[Setting::new(&on, EvidenceField::Hash.key(), hash)],
                    "Evidence kept, with the hash of its file",
                )
            }
            Err(why) => {
                self.warn(format!("The evidence is kept, but the hash of its file is not: {why}"));
                Vec::new()
            }
        }
    }

    /// Whether the annotator has a note or a tag on a paragraph.
    #[must_use]
    pub fn is_noted(&self, paragraph: &str) -> bool {
        let on = Target::element("paragraph", paragraph);
        let has =
            |beginning: &str| self.notes.mine().is_some_and(|fold| fold.elements(&on, beginning).next().is_some());
        has("note:") || has("tag:")
    }

    /// The target that has the focus.
    #[must_use]
    pub fn focused_target(&self) -> Target {
        use crate::reader::place::Pane;
        let article = &self.document.article;
        let section = self.document.outline.section_of(self.place.paragraph);
        match self.place.focus {
            // A match within a claim's quote counts as that claim.
            Pane::Text if self.is_claim_at_match() => self.selected_claim().map(|(_, claim)| Target::claim(&claim.id)),
            Pane::Text => self.current_paragraph().map(|paragraph| Target::element("paragraph", &paragraph.id)),
            Pane::Claims => self.selected_claim().map(|(_, claim)| Target::claim(&claim.id)),
            Pane::Sections => article.sections.get(section).map(|section| Target::element("section", &section.id)),
            Pane::Entities => {
                let entity = self.place.entity.and_then(|entity| article.entities.get(entity));
                entity.map(|entity| Target::element("entity", &entity.id))
            }
        }
        .unwrap_or_else(Target::article)
    }
}
