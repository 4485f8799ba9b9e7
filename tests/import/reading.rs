//! The result of an import in a form that is easy to compare.

use nutgraf::import::error::ImportError;
use nutgraf::import::input::Input;
use nutgraf::import::notice::{Notice, NoticeKind};
use nutgraf::import::{Draft, Imported, Options, import, sources};
use nutgraf::model::article::ParagraphKind;

const TODAY: &str = "2026-11-26";

pub(crate) fn try_import(input: &Input<'_>) -> Result<Imported, ImportError> {
    import(input, &Options { from: None, repair: true, today: TODAY })
}

/// Imports bytes, which must be of this format.
pub(crate) fn read(format: &str, bytes: &[u8]) -> Imported {
    let imported = try_import(&Input::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(imported.format, format);
    imported
}

/// The only article of an input, which must be of this format.
pub(crate) fn read_one(format: &str, bytes: &[u8]) -> Draft {
    let mut drafts = read(format, bytes).drafts;
    assert_eq!(drafts.len(), 1);
    drafts.remove(0).unwrap_or_else(|error| panic!("{error}"))
}

/// Why an input is refused in a format.
pub(crate) fn refused_as(format: &str, bytes: &[u8]) -> ImportError {
    let options = Options { from: Some(sources::named(format).unwrap()), repair: true, today: TODAY };
    import(&Input::new(bytes), &options).map(|imported| imported.format).unwrap_err()
}

/// Headings as `# …`, lists as `- …`, quotations as `> …`, captions as `[…]`, paragraphs unchanged.
pub(crate) fn outline(draft: &Draft) -> Vec<String> {
    let mut lines = Vec::new();
    for section in &draft.article.sections {
        lines.extend(section.heading.iter().map(|heading| format!("# {heading}")));
        lines.extend(section.paragraphs.iter().map(|paragraph| match paragraph.kind {
            Some(ParagraphKind::List) => format!("- {}", paragraph.text),
            Some(ParagraphKind::Quote) => format!("> {}", paragraph.text),
            Some(ParagraphKind::Caption) => format!("[{}]", paragraph.text),
            None => paragraph.text.clone(),
        }));
    }
    lines
}

/// A field of the article by its key; empty if there is none.
pub(crate) fn field(draft: &Draft, key: &str) -> String {
    let fields = draft.document.metadata.by_key();
    let (_, field) = fields.iter().find(|(name, _)| *name == key).unwrap();
    field.as_ref().map_or(String::new(), |field| field.value.clone())
}

/// Several fields at once.
pub(crate) fn values<const N: usize>(draft: &Draft, keys: [&str; N]) -> [String; N] {
    keys.map(|key| field(draft, key))
}

pub(crate) fn source_id(draft: &Draft) -> &str {
    draft.document.source_id.as_deref().unwrap_or_default()
}

/// Notices of one kind.
pub(crate) fn notices(draft: &Draft, kind: NoticeKind) -> Vec<&Notice> {
    draft.document.notices.iter().filter(|notice| notice.kind == kind).collect()
}

/// The article file with all its fields, for checking what it must not contain.
pub(crate) fn written(draft: &Draft) -> String {
    nutgraf::codec::article_yaml::write::write(&draft.article, "schema.json")
}
