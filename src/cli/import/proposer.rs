//! What an import proposes for each article.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::model::article::Article;
use crate::model::article::entity::Entity;
use crate::storage::config::entity_lists::known_in;
use crate::storage::files::folders::folder_of;

use crate::cli::Failure;
use crate::cli::import::Arguments;
use crate::workspace::candidates;
use crate::workspace::candidates::Confirm;

/// The options of an import that concern candidates, and the entities that are known in each folder of its sources.
#[derive(Default)]
pub(super) struct Proposer {
    /// None where no candidates are wanted.
    confirm: Option<Confirm>,
    known: HashMap<PathBuf, Vec<Entity>>,
}

impl Proposer {
    /// Reads the lists of entities in the folders of these sources; standard input belongs to the current folder.
    pub(super) fn of<'a>(
        arguments: &Arguments,
        sources: impl Iterator<Item = Option<&'a Path>>,
    ) -> Result<Self, Failure> {
        if arguments.no_candidates {
            return Ok(Self::default());
        }
        let mut known = HashMap::new();
        for folder in sources.map(folder) {
            if let Entry::Vacant(place) = known.entry(folder) {
                let list = known_in(place.key())?;
                place.insert(list);
            }
        }
        Ok(Self { confirm: Some(arguments.confirm), known })
    }

    /// The entities that are known where a source lies.
    pub(super) fn known(&self, source: Option<&Path>) -> &[Entity] {
        self.known.get(&folder(source)).map_or(&[], Vec::as_slice)
    }

    /// The article with its candidates.
    pub(super) fn with_candidates(&self, article: &Article, source: Option<&Path>) -> Article {
        let mut article = article.clone();
        if let Some(confirm) = self.confirm {
            candidates::add_all(&mut article, self.known(source), confirm);
        }
        article
    }

    /// Adds candidates for these paragraphs of an article that took in the next version of its source; what people have
    /// decided on does not come back. The article is in the file at `path`.
    pub(super) fn add_to(
        &self,
        article: &mut Article,
        paragraphs: &HashSet<&str>,
        path: &Path,
        source: Option<&Path>,
    ) -> Result<(), Failure> {
        let Some(confirm) = self.confirm else { return Ok(()) };
        let decided = candidates::decided(path, article)?;
        candidates::add_to(article, paragraphs, self.known(source), &decided, confirm);
        Ok(())
    }
}

fn folder(source: Option<&Path>) -> PathBuf {
    source.map_or_else(|| PathBuf::from("."), folder_of)
}
