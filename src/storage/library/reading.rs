//! Going through the records of all articles, with what is damaged in the cache read again.

use crate::corpus::record::Record;
use crate::corpus::row::Row;
use crate::corpus::search::{Found, Limits, Search};

use crate::storage::library::Library;

impl Library {
    /// Shows every article that can be read, in the order of paths; those whose records are damaged in the cache are read
    /// again and come last.
    pub fn for_each(&mut self, take: &mut dyn FnMut(&Row, &Record<'_>)) {
        self.for_each_of(&|_| true, take);
    }

    /// Shows the articles whose rows `pick` accepts, in the order of [`Self::for_each`].
    pub fn for_each_of(&mut self, pick: &dyn Fn(&Row) -> bool, take: &mut dyn FnMut(&Row, &Record<'_>)) {
        let (mut damaged, mut room) = (Vec::new(), Vec::new());
        for (row, stored) in self.articles().filter(|(row, _)| pick(row)) {
            if !self.show(row, &stored, &mut room, take) {
                damaged.push(row.path.clone());
            }
        }
        if damaged.is_empty() {
            return;
        }
        self.read_again(&damaged);
        for path in damaged {
            let article = self.articles().find(|(row, _)| row.path == path);
            if let Some((row, stored)) = article {
                self.show(row, &stored, &mut room, take);
            }
        }
    }

    /// Shows one article; false where its record is damaged.
    fn show(
        &self,
        row: &Row,
        stored: &crate::storage::library::Stored,
        room: &mut Vec<u8>,
        take: &mut dyn FnMut(&Row, &Record<'_>),
    ) -> bool {
        let Some(bytes) = self.record_in(stored, room) else { return false };
        let Some(record) = Record::decode(bytes) else { return false };
        take(row, &record);
        true
    }

    /// Searches all articles, and once more where a part of the cache was damaged.
    pub fn search(&mut self, search: &Search<'_>, limits: Limits) -> Found {
        let found = search.run(&self.shelf(), limits);
        if found.damaged.is_empty() {
            return found;
        }
        self.read_again(&found.damaged);
        search.run(&self.shelf(), limits)
    }

    /// Reads articles again whose part of the cache is damaged.
    fn read_again(&mut self, paths: &[String]) {
        for path in paths {
            self.forget(path);
        }
        self.refresh(&mut |_| true);
    }

    /// Whether any article can be read.
    #[must_use]
    pub fn has_articles(&self) -> bool {
        self.articles().next().is_some()
    }
}
