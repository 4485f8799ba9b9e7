//! What pages wait for that is worked out beside the screen: the comparison of versions, claims checked before.

use std::rc::Rc;

use crate::corpus::similar::page::SimilarClaims;
use crate::corpus::versions::report::Report;

/// Something that was asked for.
#[derive(Debug, Clone, Default)]
pub enum Answer<T> {
    /// It is being worked out.
    #[default]
    Awaited,
    /// There is none, and why.
    Failed(String),
    /// It is there.
    Known(Rc<T>),
}

impl<T> Answer<T> {
    /// What came of it.
    pub(crate) fn of(result: Result<Box<T>, String>) -> Self {
        match result {
            Ok(known) => Self::Known(Rc::from(known)),
            Err(why) => Self::Failed(why),
        }
    }
}

/// What was asked for last, of each kind.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// How the article differs from the version before.
    pub versions: Answer<Report>,
    /// Claims elsewhere that are similar to the one that was selected.
    pub similar: Answer<SimilarClaims>,
}
