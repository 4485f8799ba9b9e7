//! Compose: a form over the panes in which something is written.

use crate::domain::action::{Earlier, Setting};
use crate::domain::anchor::words::same_context;
use crate::domain::draft::Draft;
use crate::domain::evidence::EvidenceField;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::journal::{ActionId, Seen, Target};
use crate::domain::review::news::ReviewRequest;
use crate::format::journal::{seen_value, timestamp};

use super::App;
use super::command::Command;
use super::forms::{self, Form};
use super::message::{Effect, Key};
use super::overlay::Overlay;
use super::sheet::{Sheet, SheetKind, Target as Leads};
use super::text_box::TextBox;

/// Keys under which drafts keep the wording that they were begun on, and its words.
const OF: &str = "of";
const SEEN: &str = "seen";

/// An open form.
pub struct Compose {
    /// What it writes.
    pub form: Form,
    /// Its fields, in order.
    pub fields: Vec<FormField>,
    /// Index of the field that has the keys.
    pub at: usize,
    /// Whether the fields show that are rarely needed.
    pub more: bool,
    /// The id of its draft.
    pub draft: String,
    /// What the fields held when it was opened.
    opened_with: Vec<String>,
    /// The wording that it was opened on, where it is about words.
    of: Option<Fingerprint>,
    /// The words themselves, which the article may not have any more when it is kept.
    seen: Option<Seen>,
}

/// A field of a form.
pub struct FormField {
    /// By which name drafts keep it.
    pub key: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What it is for, while it is empty.
    pub hint: &'static str,
    /// What may be written into it.
    pub kind: FieldKind,
    /// Whether it is rarely needed.
    pub rare: bool,
    /// What is written.
    pub text: TextBox,
}

/// What may be written into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// One of these words, or nothing where the flag says so.
    Choice(&'static [&'static str], bool),
}

impl FormField {
    /// A field that holds `text`.
    #[must_use]
    pub fn new(key: &'static str, label: &'static str, hint: &'static str, kind: FieldKind, text: &str) -> Self {
        Self { key, label, hint, kind, rare: false, text: TextBox::new(text) }
    }

    /// The same, rarely needed.
    #[must_use]
    pub fn rare(self) -> Self {
        Self { rare: true, ..self }
    }

    /// Goes on to the next word of a choice, or the one before.
    fn turn(&mut self, forward: bool) {
        let FieldKind::Choice(words, optional) = self.kind else { return };
        let mut all: Vec<&str> = if optional { vec![""] } else { Vec::new() };
        all.extend(words);
        let now = self.text.text();
        let at = all.iter().position(|word| *word == now).unwrap_or(0);
        let next = if forward { at + 1 } else { at + all.len() - 1 } % all.len().max(1);
        self.text = TextBox::new(all.get(next).copied().unwrap_or(""));
    }

    /// Takes a key of its own; answers text for the clipboard.
    fn type_key(&mut self, key: &Key, columns: u16) -> Option<String> {
        match self.kind {
            FieldKind::Choice(words, _) => {
                let digit = key.typed().and_then(|text| text.parse::<usize>().ok());
                let begins = |word: &&&str| {
                    key.typed().is_some_and(|text| word.to_lowercase().starts_with(&text.to_lowercase()))
                };
                let chosen = words.iter().find(begins).or_else(|| words.get(digit?.wrapping_sub(1)));
                match (key.0.as_str(), chosen) {
                    ("Right" | "Space", _) | ("l", None) => self.turn(true),
                    ("Left", _) | ("h", None) => self.turn(false),
                    (_, Some(word)) => self.text = TextBox::new(word),
                    _ => {}
                }
                None
            }
            _ => self.text.type_key(key, columns),
        }
    }
}

impl Compose {
    /// The fields that show, by their index.
    pub fn shown(&self) -> impl Iterator<Item = usize> {
        let filled = |index: &usize| !self.fields[*index].rare || self.more || !self.fields[*index].text.is_empty();
        (0..self.fields.len()).filter(filled)
    }

    /// What is written into the field of that key, without space around it.
    #[must_use]
    pub fn value(&self, key: &str) -> String {
        let field = self.fields.iter().find(|field| field.key == key);
        field.map_or(String::new(), |field| field.text.text().trim().to_owned())
    }

    /// Whether nothing was typed since it was opened.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.fields.iter().map(|field| field.text.text()).eq(self.opened_with.iter().cloned())
    }

    /// Whether the field that has the keys is written into, rather than chosen.
    #[must_use]
    pub fn takes_text(&self) -> bool {
        self.fields.get(self.at).is_some_and(|field| !matches!(field.kind, FieldKind::Choice(..)))
    }

    fn step(&mut self, forward: bool) {
        let shown: Vec<usize> = self.shown().collect();
        let at = shown.iter().position(|index| *index == self.at).unwrap_or(0);
        let next = if forward { at + 1 } else { at + shown.len() - 1 } % shown.len().max(1);
        self.at = shown.get(next).copied().unwrap_or(0);
    }

    fn field(&mut self) -> Option<&mut FormField> {
        self.fields.get_mut(self.at)
    }
}

impl App {
    /// Opens a form, over whatever is open now. The field of the key `first` has the keys.
    pub(super) fn compose(&mut self, form: Form, first: &str) {
        let fields = forms::fields(self, &form);
        let draft = ActionId::from_parts(self.moment.unix_ms, self.moment.random).to_string();
        self.open_form(form, fields, draft, first);
    }

    fn open_form(&mut self, form: Form, fields: Vec<FormField>, draft: String, first: &str) {
        let at = fields.iter().position(|field| field.key == first).unwrap_or(0);
        let more = fields.get(at).is_some_and(|field| field.rare);
        let opened_with = fields.iter().map(|field| field.text.text()).collect();
        self.behind.extend(self.overlay.take());
        let (of, seen) = self.subject(&form.on()).and_then(|subject| subject.words()).unzip();
        let compose = Compose { form, fields, at, more, draft, opened_with, of, seen };
        self.overlay = Some(Overlay::Compose(Box::new(compose)));
    }

    /// Opens what somebody was writing when they set it aside or their program ended.
    pub(super) fn take_up_draft(&mut self, draft: &Draft) -> Vec<Effect> {
        let Some(form) = Form::of_draft(draft) else {
            self.warn("This draft is of a form that this version does not know; it is left alone");
            return Vec::new();
        };
        let mut fields = forms::fields(self, &form);
        for field in &mut fields {
            if let Some(text) = draft.fields.get(field.key) {
                field.text = TextBox::new(text);
            }
        }
        self.drafts.retain(|other| other.id != draft.id);
        self.open_form(form, fields, draft.id.clone(), "");
        if let Some(Overlay::Compose(compose)) = &mut self.overlay {
            // What stands in a draft is what was typed, even where nothing is typed now.
            compose.opened_with.clear();
            if let Some(of) = draft.fields.get(OF).and_then(|of| Fingerprint::parse(of)) {
                compose.of = Some(of);
                compose.seen = draft.fields.get(SEEN).and_then(|seen| serde_json::from_str(seen).ok());
            }
        }
        if let Some(file) = &draft.file {
            self.say(format!("What you keep goes to this article; you began it in {file}, which is gone"));
        }
        vec![Effect::HoldDraft(draft.id.clone())]
    }

    /// Does a command in the open form.
    pub(super) fn run_compose(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Compose(compose)) = &mut self.overlay else { return Vec::new() };
        match command {
            Command::NextPane => compose.step(true),
            Command::PreviousPane => compose.step(false),
            Command::MoreFields => {
                compose.more = !compose.more;
                if !compose.shown().any(|index| index == compose.at) {
                    compose.at = 0;
                }
            }
            Command::UndoTyping | Command::RedoTyping => {
                let undone = compose.field().is_some_and(|field| match command {
                    Command::UndoTyping => field.text.undo(),
                    _ => field.text.redo(),
                });
                if !undone {
                    self.say("There is nothing more of that in this field");
                    return Vec::new();
                }
                return self.keep_draft();
            }
            Command::Editor => {
                let text = compose.field().map_or(String::new(), |field| field.text.text());
                return vec![Effect::EditText(text)];
            }
            Command::Keep | Command::Close => return self.keep_composed(command == Command::Keep),
            Command::SetAside => return self.set_aside(),
            _ => {}
        }
        Vec::new()
    }

    /// Takes a key that is bound to nothing else.
    pub(super) fn type_into_form(&mut self, key: &Key) -> Vec<Effect> {
        let columns = self.compose_columns();
        let Some(Overlay::Compose(compose)) = &mut self.overlay else { return Vec::new() };
        let field = compose.fields.get_mut(compose.at);
        let one_line = field.as_ref().is_some_and(|field| field.kind != FieldKind::Lines);
        if one_line && matches!(key.0.as_str(), "Enter" | "Down" | "Up") {
            compose.step(key.0 != "Up");
            return Vec::new();
        }
        let copied = field.and_then(|field| field.type_key(key, columns));
        let mut effects = self.keep_draft();
        effects.extend(copied.map(Effect::Copy));
        effects
    }

    /// Takes pasted text.
    pub(super) fn paste_into_form(&mut self, text: &str) -> Vec<Effect> {
        let Some(Overlay::Compose(compose)) = &mut self.overlay else { return Vec::new() };
        match compose.field() {
            Some(field) if field.kind == FieldKind::Lines => field.text.paste(text),
            Some(field) if field.kind == FieldKind::Line => {
                field.text.paste(&text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            _ => {}
        }
        self.keep_draft()
    }

    /// Takes the text that came back from the editor.
    pub(super) fn take_edited(&mut self, text: Option<&str>) -> Vec<Effect> {
        let (Some(Overlay::Compose(compose)), Some(text)) = (&mut self.overlay, text) else { return Vec::new() };
        match compose.field() {
            Some(field) if field.kind == FieldKind::Lines => field.text.replace(text),
            Some(field) if field.kind == FieldKind::Line => {
                field.text.replace(&text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            _ => {}
        }
        self.keep_draft()
    }

    /// Hands what is written now to the writer, so that nothing that happens to the program costs it.
    pub(super) fn keep_draft(&self) -> Vec<Effect> {
        let Some(Overlay::Compose(compose)) = &self.overlay else { return Vec::new() };
        let Some(by) = self.annotator.name.clone() else { return Vec::new() };
        let fields = compose.fields.iter().map(|field| (field.key.to_owned(), field.text.text()));
        let (on, form) = (compose.form.on().0, compose.form.name().to_owned());
        let mut fields: std::collections::BTreeMap<String, String> = fields.collect();
        fields.extend(compose.form.details());
        fields.extend(compose.of.as_ref().map(|of| (OF.to_owned(), of.as_str().to_owned())));
        fields.extend(compose.seen.as_ref().map(|seen| (SEEN.to_owned(), seen_value(seen).to_string())));
        let at = timestamp(self.moment.unix_ms);
        vec![Effect::KeepDraft(Draft { id: compose.draft.clone(), v: 1, by, file: None, on, form, fields, at })]
    }

    /// Keeps what was typed, as one line of the journal, and closes; nothing typed is nothing kept.
    fn keep_composed(&mut self, asked: bool) -> Vec<Effect> {
        let Some(Overlay::Compose(compose)) = self.overlay.take() else { return Vec::new() };
        self.overlay = self.behind.pop();
        // What a form for a new claim proposes is kept as it stands when one asks for that.
        let proposed = asked && compose.form.proposes();
        if compose.is_untouched() && !proposed {
            return vec![Effect::DropDraft(compose.draft)];
        }
        self.earlier = self.earlier_wording(&compose);
        let mut effects = forms::keep(self, &compose);
        if self.earlier.take().is_some() && !effects.is_empty() {
            self.say("Kept, of the wording that you wrote it on: the words have changed since");
        }
        let waits = self.overlay.is_some() && matches!(compose.form, Form::Reason { .. }) && effects.is_empty();
        if waits && self.opinion_now().is_some() {
            // Until the verdict is written, the draft is all there is.
            self.opinion_drafts.push(compose.draft);
            return effects;
        }
        let line = effects.iter().find_map(|effect| match effect {
            Effect::Append(line) => Some(line.id),
            Effect::Review(ReviewRequest::Decide(intents)) => Some(intents.last()?.signature.id),
            _ => None,
        });
        match line {
            // Until the line is on the disk, the draft is all there is.
            Some(id) => self.saving.drafts.push((id, compose.draft)),
            // What could not be written is not thrown away.
            None if self.notice.as_ref().is_some_and(|notice| notice.trouble) => {
                effects.push(Effect::ReleaseDraft(compose.draft));
            }
            None => effects.push(Effect::DropDraft(compose.draft)),
        }
        effects
    }

    /// The wording that a form was opened on, where it is another than today's, or stood in another sentence.
    fn earlier_wording(&self, compose: &Compose) -> Option<(Target, Earlier)> {
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

    /// Closes the form and leaves its draft to be taken up again.
    fn set_aside(&mut self) -> Vec<Effect> {
        let Some(Overlay::Compose(compose)) = self.overlay.take() else { return Vec::new() };
        self.overlay = self.behind.pop();
        if compose.is_untouched() {
            return vec![Effect::DropDraft(compose.draft)];
        }
        self.say("Set aside; d takes it up again");
        vec![Effect::ReleaseDraft(compose.draft)]
    }

    /// Begins a note on what is at hand; on a selected note of a card, an answer to it.
    pub(super) fn compose_note(&mut self) {
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

    /// What notes and tags go to: the claim on its card and in the queue, the entity in its dossier, otherwise what has the
    /// focus.
    pub(super) fn target_at_hand(&self) -> Target {
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

    /// What the selected row of the page of notes stands for.
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

    /// Takes the hash of a local copy, and says it of its item; that there is none is said to the reader.
    pub(super) fn take_hash(&mut self, id: &str, hash: Result<String, String>) -> Vec<Effect> {
        match hash {
            Ok(hash) => {
                let on = Target::element("evidence", id);
                self.write(
                    &[Setting::new(&on, EvidenceField::Hash.key(), hash)],
                    "Evidence kept, with the hash of its file",
                )
            }
            Err(why) => {
                self.warn(format!("The evidence is kept, the hash of its file is not: {why}"));
                Vec::new()
            }
        }
    }

    /// Whether there is a note or a tag of one's own on a paragraph.
    #[must_use]
    pub fn is_noted(&self, paragraph: &str) -> bool {
        let on = Target::element("paragraph", paragraph);
        let has =
            |beginning: &str| self.notes.mine().is_some_and(|fold| fold.elements(&on, beginning).next().is_some());
        has("note:") || has("tag:")
    }

    /// What has the focus, as the journal names it.
    #[must_use]
    pub fn focused_target(&self) -> Target {
        use super::Pane;
        let article = &self.document.article;
        let section = self.document.outline.section_of(self.place.paragraph);
        match self.place.focus {
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
