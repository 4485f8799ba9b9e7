//! Metadata in `<meta>` and `<link>`: Open Graph, Dublin Core, Highwire and the keys of common systems.

use dom_query::Document;

use crate::import::html::metadata::plain::plain;
use crate::import::html::metadata::statement::Statement;

/// Keys of each field, the surest first. Keys are compared in lower case.
mod keys {
    pub(super) const TITLE: &[&str] = &[
        "og:title",
        "citation_title",
        "dc.title",
        "dcterms.title",
        "parsely-title",
        "sailthru.title",
        "twitter:title",
        "title",
    ];
    pub(super) const OUTLET: &[&str] = &[
        "og:site_name",
        "citation_journal_title",
        "dc.publisher",
        "dcterms.publisher",
        "article:publisher",
        "application-name",
    ];
    pub(super) const AUTHOR: &[&str] = &[
        "author",
        "article:author",
        "citation_author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "byl",
    ];
    pub(super) const PUBLISHED: &[&str] = &[
        "article:published_time",
        "og:article:published_time",
        "citation_publication_date",
        "citation_date",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date.created",
        "dc.date",
        "dcterms.date",
        "datepublished",
        "publishdate",
        "publish-date",
        "publication_date",
        "pubdate",
        "article.published",
        "cxenseparse:recs:publishtime",
        "date",
    ];
    pub(super) const REVISED: &[&str] = &[
        "article:modified_time",
        "og:article:modified_time",
        "og:updated_time",
        "dcterms.modified",
        "dc.date.modified",
        "datemodified",
        "lastmod",
        "last-modified",
        "article.updated",
    ];
    pub(super) const LANGUAGE: &[&str] =
        &["dc.language", "dcterms.language", "citation_language", "og:locale", "content-language", "language"];
    pub(super) const RIGHTS: &[&str] = &["dc.rights", "dcterms.rights", "copyright", "rights"];
    pub(super) const DESCRIPTION: &[&str] =
        &["og:description", "description", "dc.description", "dcterms.description", "twitter:description"];
    pub(super) const SECTION: &[&str] = &["article:section", "parsely-section"];
    pub(super) const ID: &[&str] =
        &["parsely-post-id", "article-id", "article:id", "dc.identifier", "dcterms.identifier"];
    pub(super) const TIER: &[&str] = &["article:content_tier"];
}

/// What the page's `<meta>` and `<link>` say.
pub(super) fn read(page: &Document) -> Statement {
    let tags = Tags::of(page);
    Statement {
        title: tags.first(keys::TITLE),
        outlet: tags.first(keys::OUTLET).filter(|outlet| !is_address(outlet)),
        authors: authors(&tags),
        published: tags.first(keys::PUBLISHED),
        revised: tags.first(keys::REVISED),
        url: link(page, "canonical").or_else(|| tags.first(&["og:url"])),
        language: tags.first(keys::LANGUAGE),
        genre: tags.first(keys::SECTION).and_then(|section| genre(&section)),
        rights: tags.first(keys::RIGHTS).or_else(|| link(page, "license")),
        description: tags.first(keys::DESCRIPTION),
        id: tags.first(keys::ID).filter(|id| !is_address(id)),
        is_free: tags.first(keys::TIER).and_then(|tier| match tier.as_str() {
            "free" => Some(true),
            "locked" => Some(false),
            _ => None,
        }),
        ..Statement::default()
    }
}

struct Tags(Vec<(String, String)>);

impl Tags {
    fn of(page: &Document) -> Self {
        let mut tags = Vec::new();
        for tag in page.select("meta[content]").nodes() {
            let key = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| tag.attr(key));
            let (Some(key), Some(content)) = (key, tag.attr("content")) else { continue };
            if !content.trim().is_empty() {
                tags.push((
                    key.trim().to_ascii_lowercase().replace("dc:", "dc.").replace("dcterms:", "dcterms."),
                    content.to_string(),
                ));
            }
        }
        Self(tags)
    }

    fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = String> + 'a {
        self.0.iter().filter(move |(name, _)| name == key).map(|(_, content)| plain(content))
    }

    fn first(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.all(key).find(|content| !content.is_empty()))
    }
}

fn authors(tags: &Tags) -> Vec<String> {
    let of_key = |key: &&str| tags.all(key).filter(|name| !is_address(name)).collect::<Vec<_>>();
    keys::AUTHOR.iter().map(of_key).find(|names| !names.is_empty()).unwrap_or_default()
}

fn link(page: &Document, rel: &str) -> Option<String> {
    let links = page.select("link[rel][href]");
    let link = links.nodes().iter().find(|link| {
        link.attr("rel").is_some_and(|given| given.split_whitespace().any(|word| word.eq_ignore_ascii_case(rel)))
    })?;
    link.attr("href").map(|href| href.trim().to_owned()).filter(|href| !href.is_empty())
}

fn is_address(text: &str) -> bool {
    text.contains("://")
        || text.starts_with("www.")
        || text.starts_with('@')
        || text.contains('@') && !text.contains(' ')
}

/// A section of the outlet that is a sort of text.
fn genre(section: &str) -> Option<String> {
    let section = section.to_lowercase();
    let words =
        ["opinion", "analysis", "commentary", "editorial", "review", "interview", "fact check", "obituary", "column"];
    let known = words.iter().find(|word| section == **word || section == format!("{word}s"));
    known.map(|word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surest_key_wins() {
        let page = super::super::super::tree::parse(
            "<meta name=twitter:title content=Short><meta property='og:title' content='The whole &amp; title'>\
             <meta name=author content='https://port.example/ana'><meta property=article:author content='Ana Holm'>\
             <meta name='DC.rights' content='CC BY'><link rel='canonical' href=https://port.example/1>\
             <meta name=date content=''>",
        );
        let statement = read(&page);
        assert_eq!(statement.title.as_deref(), Some("The whole & title"));
        assert_eq!(statement.authors, ["Ana Holm"]);
        assert_eq!(statement.rights.as_deref(), Some("CC BY"));
        assert_eq!(statement.url.as_deref(), Some("https://port.example/1"));
        assert_eq!(statement.published, None);
    }
}
