//! What a page hides from its readers.

use dom_query::NodeRef;

/// Whether an element is hidden by its attributes. What style sheets and scripts hide is not known.
pub(super) fn is_hidden(node: &NodeRef<'_>) -> bool {
    let Some(element) = node.element_ref() else { return false };
    element.attrs.iter().any(|attribute| match &*attribute.name.local {
        "hidden" => &*attribute.value != "until-found",
        "style" => hides(&attribute.value),
        // The preview of a newsletter, which its style sheet hides.
        "class" => {
            attribute.value.split_ascii_whitespace().any(|class| class.to_ascii_lowercase().contains("preheader"))
        }
        _ => false,
    })
}

fn hides(style: &str) -> bool {
    style.split(';').any(|rule| {
        let Some((property, value)) = rule.split_once(':') else { return false };
        let value = value.trim().trim_end_matches("!important").trim();
        match property.trim().to_ascii_lowercase().as_str() {
            "display" => value.eq_ignore_ascii_case("none"),
            "visibility" => value.eq_ignore_ascii_case("hidden"),
            "mso-hide" => value.eq_ignore_ascii_case("all"),
            "font-size" | "max-height" => matches!(value, "0" | "0px" | "1px"),
            _ => false,
        }
    })
}
