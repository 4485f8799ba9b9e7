//! What newsletters have around their text: invitations to read online, footers, links that name the reader.

pub(super) mod footer;
pub(super) mod links;
pub(super) mod text;
