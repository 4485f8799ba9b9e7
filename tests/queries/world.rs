//! An article on harbour dues, with notes by Ana and Bo.

use std::collections::BTreeMap;

use nutgraf::codec::journal_jsonl::{timestamp, write_set};
use nutgraf::model::annotation::Notes;
use nutgraf::model::article::Article;
use nutgraf::model::journal::fingerprint::Fingerprint;
use nutgraf::model::journal::{ActionId, Change, Line, Target};
use nutgraf::model::query::{Asker, ClaimQuery, Query, QueryError, Vocabulary};
use serde_json::{Value, json};

/// An annotation: the author, the claim, the field, the value.
pub(crate) type Said = (&'static str, &'static str, &'static str, Value);

pub(crate) struct World {
    pub(crate) article: Article,
    pub(crate) notes: Notes,
}

pub(crate) fn harbour() -> Article {
    nutgraf::codec::article_yaml::read("harbour", include_bytes!("../journeys/harbour.yaml")).unwrap()
}

fn line(article: &Article, number: u64, (by, claim, field, to): &Said) -> Line {
    let of = article.claims().find(|(_, other)| other.id == *claim).map(|(_, claim)| Fingerprint::of_claim(claim));
    let on = Target::claim(claim);
    let change = Change { on, of, field: (*field).into(), was: Value::Null, to: to.clone(), after: vec![] };
    let id = ActionId::from_parts(1_772_000_000_000 + number, u128::from(number) * 7919);
    write_set(id, &timestamp(1_772_000_000_000), by, &[change], &BTreeMap::new())
}

impl World {
    /// The notes in these lines, read by Ana.
    pub(crate) fn of(said: &[Said]) -> Self {
        let article = harbour();
        let lines = said.iter().zip(0..).map(|(said, number)| line(&article, number, said)).collect();
        Self { notes: Notes::new(Some("ana".to_owned()), lines), article }
    }

    /// Ana refutes p1.c1 with a reason and a tag and supports p3.c2; Bo supports both, and refutes p4.c1 alone.
    pub(crate) fn new() -> Self {
        Self::of(&[
            ("ana", "p1.c1", "verdict", json!("refuted")),
            ("ana", "p1.c1", "confidence", json!("high")),
            ("ana", "p1.c1", "why", json!("The tariff names one fee.")),
            ("ana", "p1.c1", "tag:fees", json!(true)),
            ("ana", "p3.c2", "verdict", json!("supported")),
            ("ana", "p2.c1", "priority", json!("high")),
            ("ana", "p2.c1", "note:01K0000000000000000000000A", json!("Ask the guild.")),
            ("bo", "p1.c1", "verdict", json!("supported")),
            ("bo", "p3.c2", "verdict", json!("supported")),
            ("bo", "p4.c1", "verdict", json!("refuted")),
        ])
    }

    pub(crate) fn reader(&self) -> Asker<'_> {
        Asker::reader(&self.article, &self.notes)
    }

    /// Ids of the matching claims, in order.
    pub(crate) fn passing(&self, query: &Query, asker: Asker<'_>) -> Vec<String> {
        let query = ClaimQuery::new(query, asker);
        let claims = self.article.claims().filter(|(paragraph, claim)| query.passes(paragraph, claim));
        claims.map(|(_, claim)| claim.id.clone()).collect()
    }

    /// The same, separated by blanks, from Ana's point of view.
    pub(crate) fn finds(&self, query: &str) -> String {
        self.passing(&read(query), self.reader()).join(" ")
    }
}

pub(crate) fn vocabulary() -> Vocabulary {
    let saved =
        [("urgent", "priority:high -is:judged"), ("money", "section:money"), ("loop", "@loop"), ("bad", "verdct:x")];
    let saved = saved.map(|(name, query)| (name.to_owned(), query.to_owned()));
    Vocabulary::of_claims().with_saved(saved.into())
}

pub(crate) fn read(query: &str) -> Query {
    Query::parse(query, &vocabulary()).unwrap_or_else(|errors| panic!("{query}: {errors:?}"))
}

pub(crate) fn errors(query: &str) -> Vec<QueryError> {
    Query::parse(query, &vocabulary()).expect_err(query)
}
