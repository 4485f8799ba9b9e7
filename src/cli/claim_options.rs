//! The options by which `export`, `notes` and `print` choose claims: all of them are terms of one query.

use std::collections::BTreeMap;

use crate::corpus::fields::vocabulary;
use crate::model::annotation::judgement::{Status, Verdict};
use crate::model::query::{Asker, ClaimQuery, Query, QueryError, Vocabulary, quoted, report};
use crate::storage::config::saved_queries;
use crate::storage::journal::notes_files::Source;
use crate::text::suggestion::instead;

use crate::cli::{Choice, Failure, complain, verdict, verdict_words, words};

/// Which claims.
#[derive(clap::Args, Debug, Default)]
pub(super) struct ClaimOptions {
    /// Only claims that match this query, such as `priority:high -is:judged`; `@NAME` is a query saved in nutgraf.toml.
    #[arg(long, value_name = "QUERY")]
    query: Option<String>,
    /// Only claims with one of these verdicts, separated by commas: supported, refuted, not-enough, conflicting,
    /// misleading; `none` for claims without one.
    #[arg(long, value_delimiter = ',', value_parser = words(verdict, verdict_words()), hide_possible_values = true)]
    verdict: Vec<Choice>,
    /// Only claims with one of these statuses, separated by commas: to-do, checking, waiting, done, not-checkable.
    #[arg(long, value_delimiter = ',', value_parser = words(status, Status::ALL.map(Status::stored)), hide_possible_values = true)]
    status: Vec<Status>,
    /// Only these sections, by id or heading, separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    section: Vec<String>,
    /// Only claims with this tag; if you repeat it, claims with any of the tags.
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
}

fn status(word: &str) -> Result<Status, String> {
    Status::from_stored(word).ok_or_else(|| format!("not a status; {}", instead(word, Status::ALL.map(Status::stored))))
}

impl ClaimOptions {
    /// Whether any of them is given.
    pub(super) fn choose(&self) -> bool {
        let Self { query, verdict, status, section, tag } = self;
        query.is_some() || !(verdict.is_empty() && status.is_empty() && section.is_empty() && tag.is_empty())
    }

    /// The query that they make, asked of that article with its notes. What is wrong with saved queries, and that no claim
    /// matches, goes to stderr.
    ///
    /// # Errors
    ///
    /// The query with everything that is wrong with it, each mistake at its place.
    pub(super) fn query(&self, source: &Source, asker: &Asker<'_>) -> Result<Query, Failure> {
        let saved = if self.query.is_some() { saved(source) } else { BTreeMap::new() };
        let query = self.query_with(&Vocabulary::of_claims().with_saved(saved), asker)?;
        if self.choose() && ClaimQuery::new(&query, asker.clone()).passing_ids().is_empty() {
            complain(&Failure::from("no claim of the article matches the options that choose claims"));
        }
        Ok(query)
    }

    /// The query for one of several articles, which need not know every name in it.
    pub(super) fn query_anywhere(&self, source: &Source) -> Result<Query, Failure> {
        let saved = if self.query.is_some() { saved_queries::read(source).0 } else { BTreeMap::new() };
        self.read(&Vocabulary::of_claims().with_saved(saved), &|_| Vec::new())
    }

    /// The query for the claims of all articles of a library, which have the fields of their articles too.
    pub(super) fn query_in_library(&self, source: &Source) -> Result<Query, Failure> {
        let saved = if self.query.is_some() { saved(source) } else { BTreeMap::new() };
        self.read(&vocabulary().with_saved(saved), &|_| Vec::new())
    }

    /// The query in this vocabulary; names that the article does not know are mistakes.
    pub(super) fn query_with(&self, vocabulary: &Vocabulary, asker: &Asker<'_>) -> Result<Query, Failure> {
        self.read(vocabulary, &|query| ClaimQuery::new(query, asker.clone()).unknown_names())
    }

    /// Reads what was typed, and asks for more that is wrong with it.
    fn read(&self, vocabulary: &Vocabulary, wrong: &dyn Fn(&Query) -> Vec<QueryError>) -> Result<Query, Failure> {
        let read = |text: &str| {
            let query = Query::parse(text, vocabulary)?;
            let errors = wrong(&query);
            if errors.is_empty() { Ok(query) } else { Err(errors) }
        };
        let by_options = read(&self.terms()).map_err(|errors| {
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            Failure(errors.join("\n"))
        })?;
        let typed = self.query.as_deref().unwrap_or("");
        let typed =
            read(typed).map_err(|errors| Failure(format!("the query has errors:\n{}", report(typed, &errors))))?;
        Ok(by_options.and(typed))
    }

    /// The other options as terms.
    fn terms(&self) -> String {
        let verdicts = self.verdict.iter().map(|choice| choice.0.map_or("none", Verdict::stored));
        let statuses = self.status.iter().map(|status| status.stored());
        let fields = [
            ("verdict", verdicts.map(str::to_owned).collect()),
            ("status", statuses.map(str::to_owned).collect()),
            ("section", self.section.iter().map(|id| quoted(id)).collect()),
            ("tag", self.tag.iter().map(|tag| quoted(tag)).collect::<Vec<_>>()),
        ];
        let term =
            |(name, values): (&str, Vec<String>)| (!values.is_empty()).then(|| format!("{name}:{}", values.join(",")));
        fields.into_iter().filter_map(term).collect::<Vec<_>>().join(" ")
    }
}

/// The queries that are saved; what is wrong with them goes to stderr.
fn saved(source: &Source) -> BTreeMap<String, String> {
    let (saved, troubles) = saved_queries::read(source);
    for trouble in troubles {
        complain(&Failure(trouble));
    }
    saved
}
