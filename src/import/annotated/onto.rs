//! The text that annotations speak about when it comes in a file of its own.

use crate::import::document::Document;
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::sources;

/// The article of `--onto FILE`, in whatever format.
///
/// # Errors
///
/// When there is no such file, or no article in it.
pub(in crate::import) fn document(input: &Input<'_>) -> Result<Document, ImportError> {
    let bytes = input.base_text().ok_or(ImportError::TextMissing)?;
    let base = Input::new(bytes);
    let source = sources::recognise(&base).ok_or(ImportError::UnknownFormat)?;
    let mut documents = source.parse(&base)?.documents;
    match documents.len() {
        0 => Err(ImportError::no_article("the file named with `--onto` has no text")),
        1 => documents.remove(0),
        count => {
            let why = format!("the file named with `--onto` has {count} articles; name one with a single article");
            Err(ImportError::no_article(why))
        }
    }
}
