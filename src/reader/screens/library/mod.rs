//! The library as a screen: one row for each article, and a search through all of them.

pub(crate) mod act;
pub(crate) mod draw;
pub(crate) mod folder_queue;
pub(crate) mod linked;
pub(crate) mod page;
pub(crate) mod pages;
pub(crate) mod screen;
pub mod state;

pub use crate::reader::screens::library::page::{ArticleRow, ArticlesPage, columns};
