//! A query finds the same claims in the cache as in the article and its notes.

use nutgraf::corpus::encode::encode;
use nutgraf::corpus::fields::vocabulary;
use nutgraf::corpus::record::{PassageKind, Record};
use nutgraf::corpus::row::Row;
use nutgraf::corpus::search::{Articles, Limits, Search, Viewer};
use nutgraf::model::annotation::Notes;
use nutgraf::model::annotation::orphan::orphans;
use nutgraf::model::article::Article;
use nutgraf::model::journal::anchor::Locator;
use nutgraf::model::query::{Asker, ClaimQuery, Query, Vocabulary};

const HARBOUR: &str = include_str!("../journeys/harbour.yaml");

struct One(Row, Vec<u8>, Vec<u8>);

impl Articles for One {
    fn count(&self) -> usize {
        1
    }
    fn row(&self, _: usize) -> &Row {
        &self.0
    }
    fn words<'a>(&'a self, _: usize, _: &'a mut Vec<u8>) -> &'a [u8] {
        &self.1
    }
    fn record<'a>(&'a self, _: usize, _: &'a mut Vec<u8>) -> Option<&'a [u8]> {
        Some(&self.2)
    }
}

/// Two annotators who judge, give reasons, tag, ask and add notes.
fn notes(article: &Article) -> Notes {
    let mut text = String::new();
    let mut number = 0;
    let ids: Vec<String> = article.claims().map(|(_, claim)| claim.id.clone()).collect();
    let mut say = |by: &str, claim: usize, field: &str, to: &str| {
        number += 1;
        let (id, on) = (format!("01KAXXXXXXXXXXXXXXXXXX{number:04}"), &ids[claim % ids.len()]);
        let (_, claim) = article.claims().find(|(_, claim)| claim.id == *on).unwrap();
        let of = nutgraf::model::journal::fingerprint::Fingerprint::of_claim(claim).as_str().to_owned();
        let line = format!(
            "{{\"v\":1,\"id\":\"{id}\",\"at\":\"2026-11-24T03:46:12Z\",\"by\":\"{by}\",\"set\":[{{\"on\":\"claim:{on}\",\"of\":\"{of}\",\"field\":\"{field}\",\"to\":{to}}}]}}\n"
        );
        text.push_str(&line);
    };
    say("ana", 0, "verdict", "\"refuted\"");
    say("ana", 0, "why", "\"the register says otherwise\"");
    say("ana", 0, "confidence", "\"high\"");
    say("ana", 1, "verdict", "\"supported\"");
    say("ana", 1, "tag:money", "true");
    say("ana", 2, "status", "\"waiting\"");
    say("ana", 2, "reply:01KAXXXXXXXXXXXXXXXXXX9001", "{\"who\":\"the ministry\",\"due\":\"2026-12-01\"}");
    say("ana", 3, "status", "\"not-checkable\"");
    say("ana", 3, "priority", "\"high\"");
    say("ben", 0, "verdict", "\"supported\"");
    say("ben", 1, "verdict", "\"supported\"");
    say("ben", 2, "verdict", "\"misleading\"");
    say("ben", 4, "note:01KAXXXXXXXXXXXXXXXXXX9002", "\"ask the pilot about cranes\"");
    say("ben", 4, "correction", "\"eleven crowns\"");
    say(
        "ben",
        0,
        "settled",
        "{\"verdict\":\"refuted\",\"because\":\"the register\",\"between\":[\"01KAXXXXXXXXXXXXXXXXXX0001\"]}",
    );
    let earlier = format!(
        "{{\"v\":1,\"id\":\"01KAXXXXXXXXXXXXXXXXXX8000\",\"at\":\"2026-11-24T03:46:12Z\",\"by\":\"ana\",\"set\":[{{\"on\":\
         \"claim:{}\",\"of\":\"000000000000\",\"field\":\"verdict\",\"to\":\"conflicting\"}}]}}\n",
        ids[5]
    );
    text.push_str(&earlier);
    let read = nutgraf::codec::journal_jsonl::read_owned(text.into_bytes());
    assert!(read.bad.is_empty(), "{:?}", read.bad);
    Notes::new(Some("ana".to_owned()), read.lines)
}

const QUERIES: [&str; 44] = [
    "verdict:conflicting",
    "-verdict:none is:changed",
    "verdict:refuted",
    "verdict:supported",
    "verdict:misleading,refuted",
    "verdict:none",
    "-verdict:none kind:fact",
    "confidence:high",
    "confidence:none",
    "said:none",
    "status:to-do",
    "status:waiting",
    "status:not-checkable",
    "status:done",
    "priority:high",
    "priority:low",
    "kind:numerical",
    "kind:fact",
    "certainty:stated",
    "certainty:probable",
    "speaker:author",
    "speaker:unclear",
    "tag:money is:judged",
    "by:ana",
    "by:ben",
    "by:me",
    "has:figure",
    "has:date",
    "has:note",
    "has:reply",
    "has:correction",
    "has:reason",
    "has:relation",
    "has:tag",
    "is:judged",
    "is:disagreed",
    "is:changed",
    "is:implied",
    "is:own",
    "is:settled",
    "-is:settled is:judged",
    "date:2010..2030",
    "verdict:refuted OR status:waiting",
    "-(is:judged) kind:fact,numerical",
];

#[test]
fn fields_of_claims_find_the_same_in_the_cache_as_in_the_article() {
    let article = nutgraf::codec::article_yaml::read("harbour.yaml", HARBOUR.as_bytes()).unwrap();
    let notes = notes(&article);
    let encoded = encode(&article, &notes);
    let one = One(Row { path: "harbour.yaml".to_owned(), ..encoded.row }, encoded.words, encoded.record);
    let mut some = 0;
    for (everyone, sees_all) in [(false, false), (true, true)] {
        let viewer = Viewer { me: Some("ana".to_owned()), sees_all, asks_everyone: everyone };
        for text in QUERIES {
            let asker = if everyone { Asker::everyone(&article, &notes) } else { Asker::reader(&article, &notes) };
            let of_claims = Query::parse(text, &Vocabulary::of_claims()).unwrap();
            let claim_query = ClaimQuery::new(&of_claims, asker);
            let mut wanted: Vec<&str> = article
                .claims()
                .filter(|(paragraph, claim)| claim_query.passes(paragraph, claim))
                .map(|(_, claim)| claim.id.as_str())
                .collect();
            let query = Query::parse(text, &vocabulary()).unwrap();
            let found = Search::new(&query, &viewer, false).run(&one, Limits { hits: 999, articles: 9 });
            let hits = found.hits.iter().filter(|hit| hit.kind == PassageKind::Claim);
            let mut ids: Vec<&str> = hits.map(|hit| hit.id.as_str()).collect();
            ids.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(ids, wanted, "{text}, everyone {everyone}");
            some += usize::from(!ids.is_empty());
        }
    }
    assert!(some > 45, "only {some} queries found anything");
}

#[test]
fn claims_whose_words_are_gone_are_found_as_in_the_article_with_what_was_said_of_them() {
    let article = nutgraf::codec::article_yaml::read("harbour.yaml", HARBOUR.as_bytes()).unwrap();
    let line = |(number, field, to): (u32, &str, &str)| {
        format!(
            "{{\"v\":1,\"id\":\"01KAXXXXXXXXXXXXXXXXXX{number:04}\",\"at\":\"2026-11-24T03:46:12Z\",\"by\":\"ana\",\
             \"set\":[{{\"on\":\"claim:p9.c1\",\"of\":\"9f2c41d7a0b3\",\"field\":\"{field}\",\"to\":\"{to}\"}}],\"seen\":\
             {{\"9f2c41d7a0b3\":{{\"paragraph\":\"p9\",\"text\":\"A third fee is due.\",\"quote\":\"a third fee\",\
             \"before\":\"\",\"after\":\"\"}}}}}}\n"
        )
    };
    let text: String = [(1, "verdict", "refuted"), (2, "why", "the register had no such fee")].map(line).concat();
    let notes = Notes::new(Some("ana".to_owned()), nutgraf::codec::journal_jsonl::read_owned(text.into_bytes()).lines);
    let orphans = orphans(&Locator::new(&article), notes.mine().unwrap());
    assert_eq!(orphans.len(), 1);
    let encoded = encode(&article, &notes);
    let one = One(encoded.row, encoded.words, encoded.record);
    let viewer = Viewer { me: Some("ana".to_owned()), sees_all: false, asks_everyone: false };
    let queries =
        ["is:orphaned", "is:orphaned verdict:refuted", "is:orphaned verdict:supported", "is:orphaned has:reason"];
    for (text, wanted) in queries.iter().zip([1, 1, 0, 1]) {
        let of_claims = Query::parse(text, &Vocabulary::of_claims()).unwrap();
        let asked = ClaimQuery::new(&of_claims, Asker::reader(&article, &notes));
        let passes = asked.passes_orphan(&orphans[0], ("ana", notes.mine().unwrap()));
        let query = Query::parse(text, &vocabulary()).unwrap();
        let hits = Search::new(&query, &viewer, false).run(&one, Limits { hits: 9, articles: 9 }).hits;
        assert_eq!((hits.len(), usize::from(passes)), (wanted, wanted), "{text}");
        assert!(hits.iter().all(|hit| hit.kind == PassageKind::Gone && hit.id == "p9.c1"), "{hits:?}");
    }
    let query = Query::parse("\"third fee\"", &vocabulary()).unwrap();
    assert_eq!(Search::new(&query, &viewer, false).run(&one, Limits { hits: 9, articles: 9 }).hits.len(), 1);
}

#[test]
fn a_tag_on_an_article_finds_the_article() {
    let article = nutgraf::codec::article_yaml::read("harbour.yaml", HARBOUR.as_bytes()).unwrap();
    let line = "{\"v\":1,\"id\":\"01KAXXXXXXXXXXXXXXXXXX0001\",\"at\":\"2026-11-24T03:46:12Z\",\"by\":\"ana\",\"set\":\
                [{\"on\":\"article\",\"field\":\"tag:ports\",\"to\":true}]}\n";
    let lines = nutgraf::codec::journal_jsonl::read_owned(line.as_bytes().to_vec()).lines;
    let encoded = encode(&article, &Notes::new(Some("ana".to_owned()), lines));
    assert_eq!(encoded.row.work_of(Some("ana")).tags, ["ports"]);
    let one = One(encoded.row, encoded.words, encoded.record);
    let found = |me: &str, text: &str| {
        let viewer = Viewer { me: Some(me.to_owned()), sees_all: false, asks_everyone: false };
        let query = Query::parse(text, &vocabulary()).unwrap();
        Search::new(&query, &viewer, false).run(&one, Limits { hits: 9, articles: 9 }).hits
    };
    let hits = found("ana", "tag:ports outlet:mooring");
    assert!(hits.len() == 1 && hits[0].kind == PassageKind::Article, "{hits:?}");
    assert_eq!((found("ana", "tag:ships").len(), found("ben", "tag:ports").len()), (0, 0));
}

#[test]
fn a_query_of_claims_takes_the_fields_of_their_articles() {
    let article = nutgraf::codec::article_yaml::read("harbour.yaml", HARBOUR.as_bytes()).unwrap();
    let encoded = encode(&article, &notes(&article));
    let one = One(encoded.row, encoded.words, encoded.record);
    let viewer = Viewer { me: Some("ana".to_owned()), sees_all: true, asks_everyone: false };
    let found = |text: &str| {
        let query = Query::parse(text, &vocabulary()).unwrap();
        Search::of_claims(&query, &viewer).run(&one, Limits { hits: 99, articles: 9 }).hits.len()
    };
    let all = article.claims().count();
    assert_eq!((found("outlet:mooring"), found("outlet:gazette"), found("-outlet:gazette")), (all, 0, all));
    assert_eq!(found("outlet:mooring verdict:refuted"), 1);
}

#[test]
fn what_others_say_of_a_claim_is_found_once_one_has_judged_it() {
    let article = nutgraf::codec::article_yaml::read("harbour.yaml", HARBOUR.as_bytes()).unwrap();
    let encoded = encode(&article, &notes(&article));
    let one = One(encoded.row, encoded.words, encoded.record);
    let found = |me: &str, sees_all: bool, text: &str| {
        let viewer = Viewer { me: Some(me.to_owned()), sees_all, asks_everyone: false };
        let query = Query::parse(text, &vocabulary()).unwrap();
        let found = Search::new(&query, &viewer, false).run(&one, Limits { hits: 9, articles: 9 });
        found.hits.iter().map(|hit| (hit.id.clone(), hit.verdicts.len())).collect::<Vec<_>>()
    };
    assert_eq!(found("ana", false, "\"about cranes\"").len(), 0);
    assert_eq!(found("ben", false, "\"about cranes\"").len(), 1);
    assert_eq!(found("ana", true, "\"about cranes\"").len(), 1);
    let first = article.claims().next().unwrap().1.id.clone();
    assert_eq!(found("ana", false, &format!("id:{first} kind:fact,numerical,causal,intent,stance,opinion"))[0].1, 2);
}

#[test]
fn fields_ask_for_every_judgement_that_one_may_see_and_hits_name_them() {
    let article = nutgraf::codec::article_yaml::read("harbour.yaml", HARBOUR.as_bytes()).unwrap();
    let encoded = encode(&article, &notes(&article));
    let one = One(encoded.row, encoded.words, encoded.record);
    let ids: Vec<&str> = article.claims().map(|(_, claim)| claim.id.as_str()).collect();
    let found = |me: &str, text: &str| {
        let query = Query::parse(text, &vocabulary()).unwrap();
        let found =
            Search::new(&query, &Viewer::of(Some(me.to_owned())), false).run(&one, Limits { hits: 9, articles: 9 });
        let hits = found.hits.iter().map(|hit| (hit.id.clone(), hit.judgements()));
        (hits.collect::<Vec<_>>(), found.hidden)
    };
    let both = (ids[0].to_owned(), "ana: refuted, ben: supported".to_owned());
    assert_eq!(found("ana", "verdict:supported").0[0], both);
    assert_eq!(found("ben", "verdict:refuted"), (vec![both], 0));
    // Ana has not judged the claim that Ben calls misleading.
    assert_eq!(found("ana", "verdict:misleading"), (Vec::new(), 1));
}

#[test]
fn all_words_must_be_in_one_passage_and_rare_ones_and_claims_come_first() {
    let article = nutgraf::codec::article_yaml::read("harbour.yaml", HARBOUR.as_bytes()).unwrap();
    let encoded = encode(&article, &Notes::default());
    let record = Record::decode(&encoded.record).unwrap();
    assert_eq!(record.passages.iter().filter(|passage| passage.claim.is_some()).count(), article.claims().count());
    let one = One(encoded.row, encoded.words, encoded.record);
    let viewer = Viewer { sees_all: true, asks_everyone: true, ..Viewer::default() };
    let run = |text: &str| {
        let query = Query::parse(text, &vocabulary()).unwrap();
        Search::new(&query, &viewer, false).run(&one, Limits { hits: 99, articles: 9 }).hits
    };
    let (paragraph, claim) = article.claims().next().unwrap();
    let word = claim.text.split(' ').find(|word| word.len() > 4 && paragraph.text.contains(word)).unwrap();
    let hits = run(word);
    assert_eq!(hits[0].kind, PassageKind::Claim, "{word}");
    assert!(hits.iter().all(|hit| !hit.spans.is_empty() || hit.kind == PassageKind::Claim));
    // A query with nothing but negations is tested on whole articles.
    assert_eq!(run("-zebra").len(), 1);
    assert_eq!(run(&format!("-{word}")).len(), 0);
}

proptest::proptest! {
    #[test]
    fn no_query_panics_whatever_it_asks(text in "[-a-z:\"() *,.>@0-9O R]{0,30}") {
        if let Ok(query) = Query::parse(&text, &vocabulary()) {
            let article = nutgraf::codec::article_yaml::read("harbour.yaml", HARBOUR.as_bytes()).unwrap();
            let encoded = encode(&article, &Notes::default());
            let one = One(encoded.row, encoded.words, encoded.record);
            for hit in Search::new(&query, &Viewer::default(), true).run(&one, Limits { hits: 5, articles: 1 }).hits {
                let context = hit.context(10, 20);
                proptest::prop_assert!(nutgraf::text::cells::width(&context.left) <= 10, "{context:?}");
            }
        }
    }
}
