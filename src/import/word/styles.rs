//! Styles of a Word document: what a paragraph is, whether its letters are bold or large.

use std::collections::HashMap;

use crate::import::error::ImportError;
use crate::import::markup::{Element, xml};
use crate::import::passage::Style;

/// Styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Look>);

/// What a style says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) style: Style,
    pub(super) is_bold: bool,
    /// Size of letters in half points, where the style sets it.
    pub(super) size: Option<u32>,
}

impl Styles {
    /// Reads `word/styles.xml`.
    ///
    /// # Errors
    ///
    /// When it is no XML.
    pub(super) fn read(text: &str) -> Result<Self, ImportError> {
        let xml = xml::parse(text);
        if let Some(error) = xml.error {
            return Err(error);
        }
        let mut styles = HashMap::new();
        let mut based = Vec::new();
        for element in xml.tree.document().descendants().filter(|element| element.name() == "style") {
            let Some(id) = element.attribute("styleId") else { continue };
            styles.insert(id.to_owned(), look(element));
            if let Some(base) = element.child("basedOn").and_then(|base| base.attribute("val")) {
                based.push((id.to_owned(), base.to_owned()));
            }
        }
        inherit(&mut styles, &based);
        Ok(Self(styles))
    }

    /// What the style of that id says.
    pub(super) fn look(&self, id: &str) -> Look {
        self.0.get(id).copied().unwrap_or_default()
    }
}

/// Styles take from those that they are based on what they do not set themselves.
fn inherit(styles: &mut HashMap<String, Look>, based: &[(String, String)]) {
    // Chains are short; a circle ends here too.
    const LONGEST_CHAIN: usize = 8;
    for _ in 0..LONGEST_CHAIN {
        for (id, base) in based {
            let Some(base) = styles.get(base).copied() else { continue };
            let Some(look) = styles.get_mut(id) else { continue };
            if look.style == Style::Text {
                look.style = base.style;
            }
            look.size = look.size.or(base.size);
            look.is_bold |= base.is_bold;
        }
    }
}

fn look(style: Element<'_>) -> Look {
    let name = style.child("name").and_then(|name| name.attribute("val")).unwrap_or_default().to_lowercase();
    let letters = style.child("rPr");
    let size = letters.and_then(|letters| letters.child("sz")).and_then(|size| size.attribute("val"));
    let outline = style.find("outlineLvl").and_then(|level| level.attribute("val")?.parse().ok());
    Look {
        style: outline.filter(|level| *level < 9).map_or_else(|| by_name(&name), |level: u8| Style::Heading(level + 1)),
        is_bold: letters.and_then(|letters| letters.child("b")).is_some_and(is_on),
        size: size.and_then(|size| size.parse().ok()),
    }
}

/// Whether a switch such as `<w:b/>` is on.
fn is_on(element: Element<'_>) -> bool {
    element.attribute("val").is_none_or(|value| !matches!(value, "0" | "false" | "off" | "none"))
}

/// Names are English in the file, whatever the language of the program that wrote it.
fn by_name(name: &str) -> Style {
    if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.parse().ok()) {
        return Style::Heading(level);
    }
    match name {
        "title" => Style::Title,
        "subtitle" => Style::Subtitle,
        "quote" | "intense quote" | "block text" | "quotations" => Style::Quote,
        "caption" => Style::Caption,
        name if name.starts_with("list bullet") || name.starts_with("list number") => Style::List,
        _ => Style::Text,
    }
}
