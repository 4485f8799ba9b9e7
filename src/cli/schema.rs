//! `nutgraf schema`: the JSON Schema of the article file.

use crate::codec::json_schema::article_text;

use crate::cli::{Failure, print};

pub(super) fn run() -> Result<u8, Failure> {
    print(&article_text())?;
    Ok(0)
}
