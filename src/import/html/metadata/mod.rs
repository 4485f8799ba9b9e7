//! What a page says about its article: JSON-LD first, then `<meta>`, microdata, and what readers see.

mod byline;
mod days;
mod json_ld;
mod meta_tags;
mod microdata;
mod plain;
mod saved;
mod statement;
mod title;
mod visible;

use dom_query::Document;

use crate::import::document::{Field, Metadata};
use crate::import::html::address::{host, is_web, resolve};
pub(super) use crate::import::html::metadata::byline::is_marked_byline;
use crate::import::html::snapshot::original;

use crate::import::html::metadata::statement::Statement;
use crate::import::html::metadata::title::Titles;

/// What is known about a page's article beside its text.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) metadata: Metadata,
    /// The article's own id in its outlet's system.
    pub(super) id: Option<String>,
    /// The address against which links are resolved; that of the archived copy where it is one.
    pub(super) base: Option<String>,
    /// Whether the page says that everybody may read the article.
    pub(super) is_free: Option<bool>,
    /// The text as the metadata repeats it.
    pub(super) body: Option<String>,
    /// A summary, which may be printed as the subtitle.
    pub(super) description: Option<String>,
}

/// Reads what `page` says, which was parsed from `html`; `address` is where it was saved from, if that is known.
pub(super) fn read(page: &Document, html: &str, address: Option<&str>) -> Facts {
    let saved = saved::read(html, address);
    let statements = [json_ld::read(page), meta_tags::read(page), microdata::read(page)];
    let first = |field: fn(&Statement) -> Option<&String>| statements.iter().find_map(field).cloned();
    let address = saved.url.as_deref().or(address).filter(|address| is_public(address));
    let url = url(&statements, address);
    let outlet = first(|said| said.outlet.as_ref());
    let window = visible::window_title(page);
    let title = find_title(&statements, page, window.as_deref(), outlet.as_deref());
    let guessed_outlet = || title::outlet_of_window(window.as_deref()?, &title.as_ref()?.value);
    let published = published(&statements, page, url.as_ref());
    let revised = first(|said| said.revised.as_ref()).and_then(|time| days::day(&time));
    let revised = revised.filter(|day| published.as_ref().is_none_or(|published| *day > published.value));
    let metadata = Metadata {
        subtitle: subtitle(&statements, title.as_ref()),
        outlet: outlet.as_deref().and_then(Field::stated).or_else(guessed_outlet),
        byline: byline(&statements, page, outlet.as_deref()),
        published,
        revised: revised.as_deref().and_then(Field::stated),
        language: language(&statements, page),
        genre: first(|said| said.genre.as_ref()).as_deref().and_then(Field::stated),
        rights: first(|said| said.rights.as_ref()).as_deref().and_then(Field::stated),
        archived: saved.archived.as_deref().and_then(Field::stated),
        retrieved: saved.day.as_deref().and_then(Field::stated),
        title,
        url,
    };
    Facts {
        base: saved.archived.or_else(|| base(page, address, &metadata)),
        id: first(|said| said.id.as_ref()),
        is_free: statements.iter().find_map(|said| said.is_free),
        body: first(|said| said.body.as_ref()),
        description: first(|said| said.description.as_ref()),
        metadata,
    }
}

fn find_title(statements: &[Statement], page: &Document, window: Option<&str>, outlet: Option<&str>) -> Option<Field> {
    let stated: Vec<&str> = statements.iter().filter_map(|said| said.title.as_deref()).collect();
    title::title(&Titles { stated: &stated, headings: &visible::top_headings(page), window, outlet })
}

/// The address that the page gives itself; else the one it was saved from. Parameters that only count visitors
/// are left out.
fn url(statements: &[Statement], address: Option<&str>) -> Option<Field> {
    // `<link rel=canonical>` stands in the second statement and is surer than JSON-LD, which often names the site.
    let of_meta = statements.get(1).and_then(|said| said.url.as_deref());
    let stated = of_meta.into_iter().chain(statements.iter().filter_map(|said| said.url.as_deref()));
    let absolute = stated.filter_map(|url| resolve(address, url)).map(|url| original(&url));
    let mut own = absolute.filter(|url| is_public(url) && !is_front_page(url));
    let url = own.next().or_else(|| address.map(str::to_owned))?;
    Field::stated(&without_trackers(&url))
}

fn is_front_page(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, rest)| rest.trim_end_matches('/').find(['/', '?']).is_none())
}

/// Whether an address leads to the web and not through a library's proxy, which would name the user's library.
fn is_public(address: &str) -> bool {
    let names_proxy = |host: String| host.split(['.', '-']).any(|part| part.contains("proxy"));
    is_web(address) && !host(address).is_some_and(names_proxy)
}

fn without_trackers(url: &str) -> String {
    let Some((page, rest)) = url.split_once('?') else { return url.split('#').next().unwrap_or(url).to_owned() };
    let is_tracker = |part: &&str| {
        let key = part.split('=').next().unwrap_or_default();
        key.starts_with("utm_")
            || matches!(key, "fbclid" | "gclid" | "mc_cid" | "mc_eid" | "ref" | "cmpid" | "CMP" | "igshid")
    };
    let query = rest.split('#').next().unwrap_or_default();
    let kept: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !is_tracker(part)).collect();
    if kept.is_empty() { page.to_owned() } else { format!("{page}?{}", kept.join("&")) }
}

fn base(page: &Document, address: Option<&str>, metadata: &Metadata) -> Option<String> {
    let page_address = address.map(str::to_owned).or_else(|| metadata.url.as_ref().map(|url| url.value.clone()));
    let given = page.select_single("base[href]").attr("href");
    given.and_then(|href| resolve(page_address.as_deref(), &href)).or(page_address)
}

fn subtitle(statements: &[Statement], title: Option<&Field>) -> Option<Field> {
    let stated = statements.iter().find_map(|said| said.subtitle.as_deref())?;
    Field::stated(stated).filter(|subtitle| title.is_none_or(|title| title.value != subtitle.value))
}

fn byline(statements: &[Statement], page: &Document, outlet: Option<&str>) -> Option<Field> {
    let usable = |said: &Statement| {
        let mut names: Vec<String> = Vec::new();
        for name in said.authors.iter().filter_map(|name| byline::stated(name)) {
            let is_outlet = outlet.is_some_and(|outlet| outlet.eq_ignore_ascii_case(&name));
            if !is_outlet && !names.contains(&name) {
                names.push(name);
            }
        }
        (!names.is_empty()).then(|| names.join(", "))
    };
    let stated = statements.iter().find_map(usable).and_then(|names| Field::stated(&names));
    stated.or_else(|| Field::guessed(&visible::authors(page)?))
}

fn published(statements: &[Statement], page: &Document, url: Option<&Field>) -> Option<Field> {
    let stated = statements.iter().filter_map(|said| said.published.as_deref()).find_map(days::day);
    let of_url = || url.and_then(|url| visible::day_of_address(&url.value));
    stated
        .as_deref()
        .and_then(Field::stated)
        .or_else(|| Field::guessed(&of_url().or_else(|| visible::published(page))?))
}

/// The language as a BCP 47 tag: `en_US` becomes `en-US`.
fn language(statements: &[Statement], page: &Document) -> Option<Field> {
    let of_page = page.select_single("html").attr("lang").or_else(|| page.select_single("html").attr("xml:lang"));
    let given = of_page.map(|tag| tag.to_string()).into_iter();
    let mut given = given.chain(statements.iter().filter_map(|said| said.language.clone()));
    given.find_map(|tag| Field::stated(&tag_of(&tag)?))
}

fn tag_of(text: &str) -> Option<String> {
    let tag = text.split([',', ';']).next()?.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next().filter(|part| matches!(part.len(), 2 | 3))?.to_ascii_lowercase();
    let rest_fits = parts.clone().all(|part| (1..=8).contains(&part.len()));
    let is_tag = tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') && rest_fits;
    let rest = tag.get(language.len()..).unwrap_or_default();
    is_tag.then(|| match rest.len() {
        // A region of two letters is written in capitals.
        3 => format!("{language}{}", rest.to_ascii_uppercase()),
        _ => format!("{language}{rest}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::tree;

    fn facts(html: &str, address: Option<&str>) -> Facts {
        read(&tree::parse(html), html, address)
    }

    fn value(field: Option<&Field>) -> Option<(&str, bool)> {
        field.map(|field| (field.value.as_str(), field.guessed))
    }

    #[test]
    fn what_is_stated_wins_over_what_is_seen_and_a_guess_is_marked() {
        let stated = facts(
            "<html lang=en_gb><title>Dues rise | The Ostrow Post</title><meta property=og:title content='Dues rise'>\
             <script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Dues rise\",\"author\":[\"Ana Holm\",\"Bo Ek\"],\
             \"datePublished\":\"2020-05-03T01:00Z\",\"dateModified\":\"2020-05-04\"}</script><h1>Dues rise!</h1><time>1 May 2019</time>",
            None,
        );
        let metadata = stated.metadata;
        assert_eq!(value(metadata.title.as_ref()), Some(("Dues rise!", false)));
        assert_eq!(value(metadata.outlet.as_ref()), Some(("The Ostrow Post", true)));
        assert_eq!(value(metadata.byline.as_ref()), Some(("Ana Holm, Bo Ek", false)));
        assert_eq!(value(metadata.published.as_ref()), Some(("2020-05-03", false)));
        assert_eq!(value(metadata.revised.as_ref()), Some(("2020-05-04", false)));
        assert_eq!(value(metadata.language.as_ref()), Some(("en-GB", false)));
        assert_eq!(value(metadata.genre.as_ref()), Some(("news", false)));
        let seen = facts(
            "<title>Dues rise – The Ostrow Post</title><h1>Dues rise</h1><p class=byline>By Ana Holm<time>3 May 2020</time>",
            None,
        );
        assert_eq!(value(seen.metadata.outlet.as_ref()), Some(("The Ostrow Post", true)));
        assert_eq!(value(seen.metadata.byline.as_ref()), Some(("Ana Holm", true)));
        assert_eq!(value(seen.metadata.published.as_ref()), Some(("2020-05-03", true)));
        let nothing = facts("<p>Text</p>", None);
        assert_eq!(nothing.metadata, Metadata::default());
    }

    #[test]
    fn addresses_are_the_pages_own_without_proxies_and_trackers() {
        let url =
            |html: &str, address| value(facts(html, address).metadata.url.as_ref()).map(|(url, _)| url.to_owned());
        let own = Some("https://port.example/dues?id=7".to_owned());
        assert_eq!(
            url("<link rel=canonical href='/dues?utm_source=x&amp;id=7#top'>", Some("https://port.example/x")),
            own
        );
        assert_eq!(url("<link rel=canonical href='https://port.example/'>", own.as_deref()), own);
        assert_eq!(url("", Some("https://port-example.ezproxy.uni.example/dues")), None);
        assert_eq!(url("", Some("file:///home/ana/dues.html")), None);
    }

    #[test]
    fn an_archived_copy_keeps_both_addresses() {
        let copy = "https://web.archive.org/web/20200503101112/https://port.example/dues";
        let page = facts(&format!("<link rel=canonical href='{copy}'>"), Some(copy));
        assert_eq!(value(page.metadata.url.as_ref()), Some(("https://port.example/dues", false)));
        assert_eq!(value(page.metadata.archived.as_ref()), Some((copy, false)));
        assert_eq!(value(page.metadata.retrieved.as_ref()), Some(("2020-05-03", false)));
        assert_eq!(page.base.as_deref(), Some(copy));
    }
}
