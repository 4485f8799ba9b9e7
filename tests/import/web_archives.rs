//! WARC: records, chunks, compression.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use nutgraf::import::input::Input;

use crate::reading::{field, outline, read, refused_as, try_import, values};

const IANA: &[u8] = include_bytes!("samples/iana-chunked.warc");

fn page(title: &str) -> String {
    let sentence =
        "Ships have paid dues twice in the harbour of Ostrow since the first of May, the harbour master said.";
    let paragraph = format!("<p>{sentence} {sentence}</p>");
    format!(
        "<!doctype html><html lang=\"en\"><head><title>{title}</title></head><body><nav><a href=\"/\">Home</a></nav>\
         <article><h1>{title}</h1>{}<h2>The captains</h2>{}</article></body></html>",
        paragraph.repeat(3),
        paragraph.repeat(3)
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn record(kind: &str, address: &str, media_type: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:7>\r\nWARC-Target-URI: {address}\r\n\
         WARC-Date: 2014-05-20T06:00:00Z\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        content.len()
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let content = [head.as_bytes(), b"\r\n\r\n", body].concat();
    record("response", address, "application/http; msgtype=response", &content)
}

fn chunked(body: &[u8]) -> Vec<u8> {
    let mut chunks = Vec::new();
    for chunk in body.chunks(100) {
        chunks.extend(format!("{:x}\r\n", chunk.len()).bytes());
        chunks.extend(chunk);
        chunks.extend(b"\r\n");
    }
    chunks.extend(b"0\r\n\r\n");
    chunks
}

fn web_archive() -> Vec<Vec<u8>> {
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8";
    vec![
        record("warcinfo", "", "application/warc-fields", b"software: test\r\n"),
        record("request", "https://tide.example/1", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        response("https://tide.example/1", html, page("Dues rise").as_bytes()),
        response(
            "https://tide.example/2",
            &format!("{html}\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip"),
            &chunked(&gzip(page("A tug").as_bytes())),
        ),
        response("https://tide.example/3", &format!("{html}\r\nContent-Encoding: br"), b"\x0b\x02\x80"),
        response("https://tide.example/4", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html", b"<p>Not found"),
        response("https://tide.example/a.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        record("resource", "https://tide.example/5", "text/html", page("A ferry").as_bytes()),
    ]
}

#[test]
fn pages_are_read_whether_chunked_gzipped_or_plain() {
    let imported = read("warc", &web_archive().concat());
    assert_eq!(imported.drafts.len(), 4);
    let titles: Vec<_> = imported.drafts.iter().flatten().map(|draft| field(draft, "title")).collect();
    assert_eq!(titles, ["Dues rise", "A tug", "A ferry"]);
    let first = imported.drafts[0].as_ref().unwrap();
    assert_eq!(values(first, ["url", "retrieved"]), ["https://tide.example/1", "2014-05-20"]);
    let lines = outline(first);
    assert_eq!((lines.len(), lines[3].as_str()), (7, "# The captains"));
    assert!(imported.notices[0].message.contains("4 records that are no pages"), "{:?}", imported.notices);
}

#[test]
fn unknown_compression_is_an_error_with_its_line() {
    let imported = read("warc", &web_archive().concat());
    let error = imported.drafts[2].as_ref().unwrap_err();
    assert!(error.to_string().contains("compressed as br"), "{error}");
    assert!(error.line().unwrap() > 40);
}

#[test]
fn an_archive_may_be_gzipped_record_by_record() {
    let zipped: Vec<u8> = web_archive().iter().flat_map(|record| gzip(record)).collect();
    assert_eq!(read("warc", &zipped).drafts.len(), 4);
    let other = gzip(b"no archive of the web");
    assert!(try_import(&Input::new(&other)).unwrap_err().to_string().contains("gunzip"));
}

#[test]
fn a_published_archive_without_an_article_says_so() {
    let imported = read("warc", IANA);
    let error = imported.drafts[0].as_ref().map(outline);
    assert!(imported.drafts.len() == 1, "{error:?}");
}

#[test]
fn an_archive_that_breaks_off_gives_what_comes_before() {
    let mut bytes = web_archive().concat();
    bytes.truncate(bytes.len() - 500);
    let imported = read("warc", &bytes);
    assert!(imported.drafts[0].is_ok());
    assert!(imported.drafts.last().unwrap().as_ref().unwrap_err().to_string().contains("ends in a record"));
    assert_eq!(refused_as("warc", b"WARC/1.0\r\nWARC-Type: response\r\n").kind(), "malformed");
    assert_eq!(refused_as("warc", b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\nx").kind(), "malformed");
    let nothing = record("warcinfo", "", "application/warc-fields", b"x");
    assert_eq!(refused_as("warc", &nothing).kind(), "no-article");
}

#[test]
fn a_body_that_unpacks_without_end_is_refused() {
    let bomb = gzip(&vec![b' '; 65 * 1024 * 1024]);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip";
    let archive = response("https://tide.example/1", head, &bomb);
    assert_eq!(try_import(&Input::new(&archive)).unwrap_err().kind(), "too-large");
}
