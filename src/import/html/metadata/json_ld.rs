//! Metadata as JSON-LD in the vocabulary of schema.org.

use dom_query::Document;
use serde_json::{Map, Value};

use crate::import::html::metadata::plain::plain;
use crate::import::html::metadata::statement::Statement;

type Object = Map<String, Value>;

/// Deepest nesting in which an article is looked for.
const DEPTH: usize = 8;

/// What the page's JSON-LD says about its article; where it describes several, the first that names a title.
pub(super) fn read(page: &Document) -> Statement {
    let mut articles = Vec::new();
    let mut others = Vec::new();
    for script in page.select("script[type='application/ld+json']").nodes() {
        let Some(value) = parse(&script.text()) else { continue };
        gather(&value, DEPTH, &mut articles, &mut others);
    }
    let titled = articles.iter().position(|article| article.contains_key("headline"));
    let chosen = titled.or((!articles.is_empty()).then_some(0)).map(|at| articles.swap_remove(at));
    let mut statement = chosen.as_ref().map(article).unwrap_or_default();
    // Whether a page may be read freely is sometimes said of the page only.
    let is_free = |object: &Object| object.get("isAccessibleForFree").and_then(boolean);
    statement.is_free = statement.is_free.or_else(|| others.iter().find_map(is_free));
    if statement.outlet.is_none() {
        let by_id = chosen.as_ref().and_then(|article| reference(article.get("publisher")?));
        let publisher = by_id.and_then(|id| others.iter().find(|object| object.get("@id") == Some(&id)));
        statement.outlet = publisher.and_then(|object| text(object.get("name")));
    }
    if statement.authors.is_empty()
        && let Some(id) = chosen.as_ref().and_then(|article| reference(article.get("author")?))
    {
        let author = others.iter().find(|object| object.get("@id") == Some(&id));
        statement.authors.extend(author.and_then(|object| text(object.get("name"))));
    }
    statement
}

/// JSON as pages have it: in comments, with line ends inside strings, with a semicolon behind.
fn parse(script: &str) -> Option<Value> {
    let bare =
        script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let bare = bare.trim().trim_end_matches("-->").trim_end_matches("]]>").trim_end_matches("//").trim();
    let bare = bare.trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| {
        let mended: String = bare.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        serde_json::from_str(&mended).ok()
    })
}

/// Sorts the objects in `value` into articles and others.
fn gather(value: &Value, depth: usize, articles: &mut Vec<Object>, others: &mut Vec<Object>) {
    if depth == 0 {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, depth - 1, articles, others)),
        Value::Object(object) => {
            if types(object).any(is_article) {
                articles.push(object.clone());
                return;
            }
            others.push(object.clone());
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    gather(inner, depth - 1, articles, others);
                }
            }
        }
        _ => {}
    }
}

fn types(object: &Object) -> impl Iterator<Item = &str> {
    let given = object.get("@type");
    let one = given.and_then(Value::as_str);
    let many = given.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many).map(|name| name.rsplit(['/', ':', '#']).next().unwrap_or(name))
}

fn is_article(name: &str) -> bool {
    name.ends_with("Article") || matches!(name, "BlogPosting" | "Report" | "LiveBlogPosting" | "Review" | "ClaimReview")
}

fn article(object: &Object) -> Statement {
    Statement {
        title: text(object.get("headline")).or_else(|| text(object.get("name"))),
        subtitle: text(object.get("alternativeHeadline")),
        outlet: object.get("publisher").and_then(|publisher| names(publisher).into_iter().next()),
        authors: object.get("author").or_else(|| object.get("creator")).map(names).unwrap_or_default(),
        published: text(object.get("datePublished")).or_else(|| text(object.get("dateCreated"))),
        revised: text(object.get("dateModified")),
        url: text(object.get("url")).or_else(|| address(object.get("mainEntityOfPage")?)),
        language: object.get("inLanguage").and_then(|language| names(language).into_iter().next()),
        genre: text(object.get("genre")).or_else(|| types(object).find_map(genre).map(str::to_owned)),
        rights: text(object.get("copyrightNotice")).or_else(|| text(object.get("license"))),
        description: text(object.get("description")),
        id: text(object.get("identifier")),
        is_free: object.get("isAccessibleForFree").and_then(boolean),
        body: object.get("articleBody").and_then(Value::as_str).map(str::to_owned),
    }
}

/// What a type says about the sort of text.
fn genre(name: &str) -> Option<&'static str> {
    match name {
        "OpinionNewsArticle" => Some("opinion"),
        "AnalysisNewsArticle" => Some("analysis"),
        "BackgroundNewsArticle" => Some("background"),
        "ReviewNewsArticle" | "Review" => Some("review"),
        "AskPublicNewsArticle" => Some("call to the public"),
        "AdvertiserContentArticle" => Some("advertisement"),
        "SatiricalArticle" => Some("satire"),
        "NewsArticle" | "ReportageNewsArticle" => Some("news"),
        _ => None,
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => plain(text),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => return values.iter().find_map(|value| self::text(Some(value))),
        Value::Object(object) => return self::text(object.get("@value").or_else(|| object.get("value"))),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Names of persons or organisations, given as texts, objects or a list of either.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(names).collect(),
        Value::Object(object) => object.get("name").map(names).unwrap_or_default(),
        value => text(Some(value)).into_iter().collect(),
    }
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(_) => text(Some(value)),
        Value::Object(object) => text(object.get("@id").or_else(|| object.get("url"))),
        _ => None,
    }
}

fn reference(value: &Value) -> Option<Value> {
    match value {
        Value::Object(object) => object.get("@id").cloned(),
        Value::Array(values) => values.iter().find_map(reference),
        _ => None,
    }
}

fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(is_true) => Some(*is_true),
        Value::String(word) if word.eq_ignore_ascii_case("true") => Some(true),
        Value::String(word) if word.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_script(json: &str) -> Statement {
        read(&super::super::super::tree::parse(&format!("<script type='application/ld+json'>{json}</script>")))
    }

    #[test]
    fn an_article_in_a_graph_is_found_with_its_publisher() {
        let statement = read_script(
            r##"{"@context":"https://schema.org","@graph":[
            {"@type":"Organization","@id":"#org","name":"The Ostrow Post"},
            {"@type":"Person","@id":"#ana","name":"Ana Holm"},
            {"@type":["NewsArticle"],"headline":"Dues &amp; ferries","publisher":{"@id":"#org"},"author":{"@id":"#ana"},
             "datePublished":"2020-05-03T10:00:00+02:00","isAccessibleForFree":"False"}]}"##,
        );
        assert_eq!(statement.title.as_deref(), Some("Dues & ferries"));
        assert_eq!(statement.outlet.as_deref(), Some("The Ostrow Post"));
        assert_eq!(statement.authors, ["Ana Holm"]);
        assert_eq!(statement.genre.as_deref(), Some("news"));
        assert_eq!(statement.is_free, Some(false));
    }

    #[test]
    fn json_that_is_not_quite_json_is_read() {
        let statement = read_script(
            "<!-- [{\"@type\": \"OpinionNewsArticle\", \"headline\": \"Two\nlines\", \"author\": [\"Ana\", {\"name\": \"Bo\"}]}]; -->",
        );
        assert_eq!(statement.title.as_deref(), Some("Two lines"));
        assert_eq!(statement.authors, ["Ana", "Bo"]);
        assert_eq!(read_script("{not json"), Statement::default());
        assert_eq!(read_script("{\"@type\": \"WebSite\", \"name\": \"The Ostrow Post\"}"), Statement::default());
    }
}
