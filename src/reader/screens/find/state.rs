//! The line into which the words to find are typed.

use crate::reader::place::Place;
use crate::reader::screens::find::matches::found::Found;
use crate::reader::widgets::text_input::Field;

/// The line in which one types what to find.
pub struct FindForm {
    /// What was typed so far.
    pub field: Field,
    /// Where the reader was before.
    pub(super) origin: Place,
    /// What was marked before.
    pub(super) before: Option<Found>,
}
