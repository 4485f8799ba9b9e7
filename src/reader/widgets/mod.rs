//! Parts that screens are made of: canvas, scrolling, text to type into, themes, title and footer.

pub(crate) mod ascii;
pub(crate) mod canvas;
pub(crate) mod footer;
pub mod hints;
pub(crate) mod question;
pub mod row_cache;
pub mod scroll;
pub mod text_area;
pub mod text_input;
pub mod text_window;
pub mod theme;
pub(crate) mod title;
