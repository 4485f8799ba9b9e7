//! The question whether to leave; everything that it shows is in the [save status](crate::reader::save_status).

/// The open question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeaveQuestion;
