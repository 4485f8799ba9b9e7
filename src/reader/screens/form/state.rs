//! An open form and its fields.

use crate::model::journal::Seen;
use crate::model::journal::fingerprint::Fingerprint;
use crate::reader::key::Key;
use crate::reader::screens::form::forms::kind::Form;
use crate::reader::widgets::text_area::TextBox;

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
    /// Whether Esc has asked what is to become of what the form proposes.
    pub(super) asked: bool,
    /// What the fields held when it was opened.
    pub(super) opened_with: Vec<String>,
    /// What it has asked about already.
    pub(super) questions: Vec<String>,
    /// Whether its text was typed earlier, and kept as a draft.
    pub(super) is_draft: bool,
    /// The wording that it was opened on, where it is about words.
    pub(super) of: Option<Fingerprint>,
    /// The words themselves, which the article may not have any more when it is kept.
    pub(super) seen: Option<Seen>,
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
    /// Whether all of it is selected because it was there when the field got the keys.
    offered: bool,
}

/// What may be written into a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// One of these words, or nothing where the flag says so.
    Choice(Vec<&'static str>, bool),
}

impl FieldKind {
    /// One of these words.
    pub(crate) fn one_of(words: impl IntoIterator<Item = &'static str>) -> Self {
        Self::Choice(words.into_iter().collect(), false)
    }

    /// One of these words, or nothing.
    pub(crate) fn one_or_none(words: impl IntoIterator<Item = &'static str>) -> Self {
        Self::Choice(words.into_iter().collect(), true)
    }
}

impl FormField {
    /// A field with `text` in it.
    #[must_use]
    pub fn new(key: &'static str, label: &'static str, hint: &'static str, kind: FieldKind, text: &str) -> Self {
        Self { key, label, hint, kind, rare: false, text: TextBox::new(text), offered: false }
    }

    /// This field, rarely needed.
    #[must_use]
    pub fn rare(self) -> Self {
        Self { rare: true, ..self }
    }

    /// Whether typing takes the place of the text.
    #[must_use]
    pub const fn is_offered(&self) -> bool {
        self.offered
    }

    /// Selects the text, as a form does with the field that gets the keys.
    fn offer(&mut self) {
        self.offered = !matches!(self.kind, FieldKind::Choice(..)) && !self.text.is_empty();
        if self.offered {
            self.text.select_all();
        }
    }

    /// Selects nothing of it any more.
    pub(crate) fn accept(&mut self) {
        if std::mem::take(&mut self.offered) {
            self.text.unselect();
        }
    }

    /// Goes on to the next word of a choice, or the one before.
    pub(super) fn turn(&mut self, forward: bool) {
        let FieldKind::Choice(words, optional) = &self.kind else { return };
        let mut all: Vec<&str> = if *optional { vec![""] } else { Vec::new() };
        all.extend(words);
        let now = self.text.text();
        let at = all.iter().position(|word| *word == now).unwrap_or(0);
        let next = if forward { at + 1 } else { at + all.len() - 1 } % all.len().max(1);
        self.text = TextBox::new(all.get(next).copied().unwrap_or(""));
    }

    /// Takes a key of its own; answers text for the clipboard.
    pub(super) fn type_key(&mut self, key: &Key, columns: u16) -> Option<String> {
        if let FieldKind::Choice(words, _) = &self.kind {
            let digit = key.typed().and_then(|text| text.parse::<usize>().ok());
            let begins =
                |word: &&&str| key.typed().is_some_and(|text| word.to_lowercase().starts_with(&text.to_lowercase()));
            // The same letter once more goes on to the next word with it, and from the last one to the first.
            let now = self.text.text();
            let next = words.iter().position(|word| *word == now).map_or(0, |at| at + 1);
            let chosen = words[next..].iter().chain(&words[..next]).find(begins);
            let chosen = chosen.or_else(|| words.get(digit?.wrapping_sub(1)));
            match (key.0.as_str(), chosen) {
                ("Right" | "Space", _) => self.turn(true),
                ("Left", _) => self.turn(false),
                (_, Some(word)) => self.text = TextBox::new(word),
                _ => {}
            }
            return None;
        }
        // A new line comes after the text, not in its place.
        if key.0 == "Enter" {
            self.accept();
        }
        self.offered = false;
        self.text.type_key(key, columns)
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
        !self.is_draft && self.fields.iter().map(|field| field.text.text()).eq(self.opened_with.iter().cloned())
    }

    /// Whether the field that has the keys is written into, rather than chosen.
    #[must_use]
    pub fn takes_text(&self) -> bool {
        self.fields.get(self.at).is_some_and(|field| !matches!(field.kind, FieldKind::Choice(..)))
    }

    pub(super) fn step(&mut self, forward: bool) {
        let shown: Vec<usize> = self.shown().collect();
        let at = shown.iter().position(|index| *index == self.at).unwrap_or(0);
        let next = if forward { at + 1 } else { at + shown.len() - 1 } % shown.len().max(1);
        self.go_to(shown.get(next).copied().unwrap_or(0));
    }

    /// Gives the keys to a field. What it contained from the beginning is selected, so that typing takes its place and a motion
    /// keeps it.
    pub(crate) fn go_to(&mut self, at: usize) {
        if let Some(field) = self.field() {
            field.accept();
        }
        self.reselect(at);
    }

    pub(super) fn reselect(&mut self, at: usize) {
        self.at = at;
        let opened_with = self.opened_with.get(at).cloned();
        if let Some(field) = self.field().filter(|field| Some(field.text.text()) == opened_with) {
            field.offer();
        }
    }

    pub(super) fn field(&mut self) -> Option<&mut FormField> {
        self.fields.get_mut(self.at)
    }
}
