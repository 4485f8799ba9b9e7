//! Names of elements and what HTML says about them.

/// Elements that have no content and no end tag.
pub(in crate::import) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose content is no markup.
pub(in crate::import) fn is_raw_text(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "textarea"
            | "title"
            | "noscript"
            | "iframe"
            | "noembed"
            | "noframes"
            | "xmp"
            | "plaintext"
            | "template"
    )
}

/// Elements that change the looks of words; the standard reopens them where they were left open.
pub(super) fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

/// Elements whose start tag ends an open paragraph.
pub(in crate::import) fn ends_paragraph(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "center"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "header"
                | "hgroup"
                | "hr"
                | "li"
                | "dt"
                | "dd"
                | "listing"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "section"
                | "summary"
                | "table"
                | "ul"
        )
}

/// Elements that begin a block of their own.
pub(in crate::import) fn is_block(name: &str) -> bool {
    ends_paragraph(name)
        || matches!(
            name,
            "body" | "html" | "caption" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "legend" | "optgroup"
        )
}

/// `h1` to `h6`.
pub(in crate::import) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Elements whose content is not read as text of a page.
pub(in crate::import) fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "iframe"
            | "object"
            | "embed"
            | "applet"
            | "audio"
            | "video"
            | "canvas"
            | "svg"
            | "map"
            | "input"
            | "select"
            | "textarea"
            | "button"
            | "datalist"
            | "progress"
            | "meter"
            | "dialog"
            | "amp-ad"
            | "amp-analytics"
            | "amp-consent"
            | "amp-embed"
            | "amp-iframe"
            | "amp-lightbox"
            | "amp-list"
            | "amp-next-page"
            | "amp-sidebar"
            | "amp-social-share"
            | "amp-sticky-ad"
            | "amp-user-notification"
    )
}
