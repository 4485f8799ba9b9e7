//! An article of a folder, as lists of a folder need it.

use crate::analysis::workload::Workload;
use crate::model::article::Article;

/// An article of a folder: its path, itself, and how far somebody is.
pub type Entry<'a> = (String, &'a Article, Workload);
