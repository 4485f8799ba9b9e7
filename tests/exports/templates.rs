//! Packets by templates: the built-in one, and a newsroom's, which may neither read files nor run for ever.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use nutgraf::export::Request;
use nutgraf::export::packet::draw::{MAX_TEMPLATE_BYTES, Markup, TemplateError};
use nutgraf::export::packet::{TEMPLATE, draw_values, finished, values};
use serde_json::Value;

use crate::places;
use crate::rich::ferry;

/// A template drawn from the values of an article.
pub(crate) fn by_template(request: &Request<'_>, template: &str, markup: Markup) -> Result<String, TemplateError> {
    let claims = request.article.claims().count();
    let drawn = draw_values(template, markup, &values(request), claims)?;
    Ok(finished(request, drawn, markup))
}

fn drawn(template: &str, markup: Markup) -> Result<String, TemplateError> {
    by_template(&ferry().request(), template, markup)
}

fn refused(template: &str) -> String {
    drawn(template, Markup::Markdown).expect_err(template).to_string()
}

#[test]
fn the_packet_is_what_its_own_template_draws() {
    // What later runs compare is in another order.
    let cut = |text: &str| text.split("\n<!-- nutgraf article ").next().unwrap().to_owned();
    for (name, desk) in places::all() {
        let packet = desk.export("markdown");
        let own = by_template(&desk.request(), TEMPLATE, Markup::Markdown).unwrap();
        assert_eq!(cut(&packet), cut(&own), "{name}");
    }
}

#[test]
fn endless_loops_are_stopped_and_their_line_is_named() {
    let text_that_grows = format!("{{% set x = 'grow' %}}{}{{{{ x | length }}}}", "{% set x = x ~ x %}\n".repeat(60));
    let templates = [
        "a\n{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}",
        "{% macro again(n) %}{{ again(n + 1) }}{{ again(n + 1) }}{% endmacro %}\n{{ again(0) }}",
        "{{ 'x' * 100000000 }}{{ 'x' * 100000000 }}{{ 'x' * 100000000 }}{{ 'x' * 100000000 }}",
        &text_that_grows,
    ];
    for template in templates {
        let start = Instant::now();
        let why = refused(template);
        assert!(start.elapsed() < Duration::from_secs(20), "{template}");
        assert!(why.starts_with("line "), "{template}: {why}");
        assert!(why.contains("too many steps or too much memory") || why.contains("recursion"), "{template}: {why}");
    }
    assert_eq!(refused(&" ".repeat(MAX_TEMPLATE_BYTES + 1)), "it is larger than 1 MiB");
}

#[test]
fn no_template_reads_a_file_or_another_template() {
    for template in [
        "{% include '/etc/passwd' %}",
        "{% import 'x' as x %}",
        "{% from 'x' import y %}",
        "{% extends 'x' %}",
        "{{ open('/etc/passwd') }}",
        "{{ article.__class__ }}",
        "{{ env('HOME') }}",
    ] {
        let why = refused(template);
        assert!(why.starts_with("line 1: "), "{template}: {why}");
    }
}

#[test]
fn a_misspelt_name_is_an_error_with_its_line() {
    let why = refused("# {{ article.title }}\n\n{% for claim in change %}{{ claim.verdct }}{% endfor %}");
    assert!(why.starts_with("line 3: a name in “{% for claim in change %}") && why.contains("claim.verdct"), "{why}");
    assert!(refused("{{ article.titel }}").starts_with("line 1: "));
    assert!(refused("\n{% for claim in change %}").contains("unexpected end"));
}

#[test]
fn values_are_escaped_for_what_the_template_writes() {
    let desk = crate::places::hostile();
    let template = "{{ article.title }}|{% for claim in not_judged %}{{ claim.text }}{% endfor %}";
    let page = by_template(&desk.request(), template, Markup::Html).unwrap();
    assert!(!page.contains("<script") && page.contains("&lt;script"), "{page}");
    let packet = by_template(&desk.request(), template, Markup::Markdown).unwrap();
    assert!(!packet.replace("\\<", "").contains("<script"), "{packet}");
    assert_eq!(drawn("{{ article.url | link }}", Markup::Plain).unwrap(), "https://courier.example/night-ferry");
    assert_eq!(
        drawn("{{ article.url | link }}", Markup::Html).unwrap(),
        "<a href=\"https://courier.example/night-ferry\">https://courier.example/night-ferry</a>"
    );
}

/// All keys of a value, at any depth.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

#[test]
fn the_guide_lists_every_value_of_a_template() {
    let guide = include_str!("../../docs/templates.md");
    let mut found = BTreeSet::new();
    for (_, desk) in places::all() {
        keys(&values(&desk.request()), &mut found);
    }
    let missing: Vec<&String> = found.iter().filter(|key| !guide.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "docs/templates.md says nothing of {missing:?}");
}
