//! What the writer says of decisions, in a recording.

use serde_json::{Value, json};

use crate::codec::{article_yaml, review_jsonl};
use crate::model::journal::ActionId;
use crate::model::review::Decision;
use crate::session::article_edit::ReviewNews;

pub(crate) fn value_of(news: &ReviewNews) -> Value {
    let raw = |decisions: &[Decision]| decisions.iter().map(|decision| decision.raw.to_string()).collect::<Vec<_>>();
    match news {
        ReviewNews::Read(review, troubles) => {
            json!({"review": "read", "lines": raw(review.all()), "troubles": troubles})
        }
        ReviewNews::Decided(decisions) => json!({"review": "decided", "lines": raw(decisions)}),
        ReviewNews::Refused(id, why) => json!({"review": "refused", "ids": [id.to_string()], "why": why}),
        ReviewNews::NotDecided(ids, why) => {
            let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
            json!({"review": "not-decided", "ids": ids, "why": why})
        }
        ReviewNews::Article(content) => json!({"review": "article", "content": article_yaml::compiled(content)}),
    }
}

pub(crate) fn news_of(value: &Value) -> Option<ReviewNews> {
    let list = |key: &str| -> Option<Vec<String>> { serde_json::from_value(value.get(key)?.clone()).ok() };
    let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    let review = || Some(review_jsonl::read((list("lines")?.join("\n") + "\n").as_bytes()).review);
    let ids = || -> Option<Vec<ActionId>> { list("ids")?.iter().map(|id| ActionId::from_string(id).ok()).collect() };
    Some(match text("review")?.as_str() {
        "read" => ReviewNews::Read(review()?, list("troubles")?),
        "decided" => ReviewNews::Decided(review()?.all().to_vec()),
        "refused" => ReviewNews::Refused(*ids()?.first()?, text("why")?),
        "not-decided" => ReviewNews::NotDecided(ids()?, text("why")?),
        _ => ReviewNews::Article(Box::new(article_yaml::read_compiled(&text("content")?).ok()?)),
    })
}
