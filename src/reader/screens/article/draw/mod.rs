//! How the panes are drawn, a file each.

pub(crate) mod claims;
pub(crate) mod details;
pub(crate) mod entities;
pub(crate) mod narrow;
pub(crate) mod sections;
pub(crate) mod text;
