//! Builds Word documents for tests.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A DOCX under construction.
#[derive(Default)]
pub(crate) struct WordBuilder {
    body: String,
    links: Vec<String>,
    bookmarks: usize,
}

/// A run: text, and whether it is bold.
pub(crate) type Run<'a> = (&'a str, bool);

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn run((text, is_bold): Run<'_>) -> String {
    let bold = if is_bold { "<w:b/>" } else { "" };
    let pieces: Vec<String> =
        text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(line))).collect();
    format!("<w:r><w:rPr>{bold}<w:sz w:val=\"20\"/></w:rPr>{}</w:r>", pieces.join("<w:br/>"))
}

impl WordBuilder {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A paragraph of runs.
    pub(crate) fn runs(mut self, runs: &[Run<'_>]) -> Self {
        let runs: String = runs.iter().map(|found| run(*found)).collect();
        self.body
            .push_str(&format!("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"9\"/></w:tabs></w:pPr>{runs}</w:p>"));
        self
    }

    pub(crate) fn text(self, text: &str) -> Self {
        self.runs(&[(text, false)])
    }

    pub(crate) fn bold(self, text: &str) -> Self {
        self.runs(&[(text, true)])
    }

    /// A paragraph with a style.
    pub(crate) fn styled(mut self, style: &str, text: &str) -> Self {
        let runs = run((text, false));
        self.body.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>"));
        self
    }

    /// A bold label with its value after a no-break space.
    pub(crate) fn label(self, label: &str, value: &str) -> Self {
        self.runs(&[(&format!("{label}:"), true), (&format!("\u{a0}{value}"), false)])
    }

    /// A paragraph that begins with a bookmark.
    pub(crate) fn bookmarked(mut self, name: &str, text: &str, is_bold: bool) -> Self {
        self.bookmarks += 1;
        let number = self.bookmarks;
        let run = run((text, is_bold));
        self.body.push_str(&format!(
            "<w:p><w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{number}\"/>{run}</w:p>"
        ));
        self
    }

    /// A paragraph with words before a link, the linked words, and words after it.
    pub(crate) fn linked(mut self, before: &str, words: &str, behind: &str, address: &str) -> Self {
        self.links.push(address.to_owned());
        let id = self.links.len();
        let (before, words, behind) = (run((before, false)), run((words, true)), run((behind, false)));
        self.body.push_str(&format!("<w:p>{before}<w:hyperlink r:id=\"rId{id}\">{words}</w:hyperlink>{behind}</w:p>"));
        self
    }

    /// Any XML between paragraphs.
    pub(crate) fn xml(mut self, xml: &str) -> Self {
        self.body.push_str(xml);
        self
    }

    pub(crate) fn section_break(self) -> Self {
        self.xml("<w:p><w:pPr><w:sectPr/></w:pPr></w:p>")
    }

    pub(crate) fn document_xml(&self) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
             xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
             xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{}</w:body>\
             </w:document>",
            self.body
        )
    }

    pub(crate) fn build(self) -> Vec<u8> {
        self.build_with(&[])
    }

    /// The archive, with further parts.
    pub(crate) fn build_with(self, parts: &[(&str, &str)]) -> Vec<u8> {
        let links: String = self
            .links
            .iter()
            .enumerate()
            .map(|(index, address)| {
                let address = escape(address);
                format!("<Relationship Id=\"rId{}\" TargetMode=\"External\" Target=\"{address}\"/>", index + 1)
            })
            .collect();
        let document = self.document_xml();
        let links = format!("<Relationships>{links}</Relationships>");
        let own = [("word/document.xml", document.as_str()), ("word/_rels/document.xml.rels", links.as_str())];
        archive(own.iter().chain(parts))
    }
}

/// A ZIP archive of these parts.
pub(crate) fn archive<'a>(parts: impl IntoIterator<Item = &'a (&'a str, &'a str)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
