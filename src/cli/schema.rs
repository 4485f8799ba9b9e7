//! `nutgraf schema`: the JSON Schema of the article file.

use crate::format::schema::article_text;

use super::{Failure, print};

pub(super) fn run() -> Result<u8, Failure> {
    print(&article_text())?;
    Ok(0)
}
