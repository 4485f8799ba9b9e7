//! What is wrong with JSON, in words for people, where the parser names what it expected to read.

use serde_json::Error;
use serde_json::error::Category;

/// What is wrong, without a place: "it is not JSON: a comma or `}` is missing".
#[must_use]
pub fn what(error: &Error) -> String {
    let said = error.to_string();
    // The parser ends with its own place, which may be that of a line on its own.
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    match error.classify() {
        Category::Data => field(said),
        Category::Syntax | Category::Eof | Category::Io => format!("it is not JSON: {}", syntax(said)),
    }
}

/// What is wrong with a line that was parsed alone, and the column, counted from 1.
#[must_use]
pub fn in_line(error: &Error) -> String {
    match (error.column(), error.classify()) {
        (0, _) | (_, Category::Data | Category::Eof) => what(error),
        (column, _) => format!("{}, at column {column}", what(error)),
    }
}

/// What is wrong with a text of several lines, after its line and column, both counted from 1.
#[must_use]
pub fn in_text(error: &Error) -> String {
    match error.line() {
        0 => what(error),
        line => format!("line {line}, column {}: {}", error.column(), what(error)),
    }
}

fn syntax(said: &str) -> String {
    let words = match said {
        "EOF while parsing a value" | "EOF while parsing an object" | "EOF while parsing a list" => {
            "it is cut off before its end"
        }
        "EOF while parsing a string" => "a text in quotation marks does not end",
        "expected ident" => "only `true`, `false` and `null` may be without quotation marks",
        "expected value" => "a value is missing: a number, a text in quotation marks, a list or an object",
        "expected `:`" => "a colon is missing after a key",
        "expected `,` or `]`" => "a comma or `]` is missing",
        "expected `,` or `}`" => "a comma or `}` is missing",
        "key must be a string" => "a key is not in quotation marks",
        "trailing comma" => "there is a comma after the last item",
        "trailing characters" => "there is more text after its end",
        "invalid escape" => "a backslash is followed by a letter that means nothing there",
        "invalid number" | "number out of range" => "a number cannot be read",
        "invalid unicode code point" | "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            "`\\u` is followed by digits that are no letter"
        }
        "recursion limit exceeded" => "too many lists or objects lie in each other",
        _ if said.starts_with("control character") => "a text in quotation marks has a line break or tab in it",
        other => other,
    };
    words.to_owned()
}

/// What a decoder says of a field, in our words where it says more than that.
fn field(said: &str) -> String {
    if let Some(name) = said.strip_prefix("missing field ") {
        return format!("{name} is missing");
    }
    if let Some(name) = said.strip_prefix("duplicate field ") {
        return format!("{name} is there twice");
    }
    let unknown = said.strip_prefix("unknown field ").map(|rest| ("field", rest));
    let unknown = unknown.or_else(|| said.strip_prefix("unknown variant ").map(|rest| ("value", rest)));
    if let Some((kind, rest)) = unknown {
        let (name, known) = rest.split_once(", expected ").unwrap_or((rest, ""));
        let known = known.strip_prefix("one of ").unwrap_or(known);
        let known = if known.is_empty() { String::new() } else { format!("; choose one of: {known}") };
        return format!("there is no {kind} {name}{known}");
    }
    if let Some(rest) = said.strip_prefix("invalid type: ").or_else(|| said.strip_prefix("invalid value: ")) {
        let (found, wanted) = rest.split_once(", expected ").unwrap_or((rest, ""));
        return format!("{found} is in the place of {}", in_words(wanted));
    }
    said.to_owned()
}

/// A type of the decoder, named for people.
fn in_words(wanted: &str) -> &str {
    match wanted {
        "a string" | "a borrowed string" | "string" => "a text",
        "a sequence" => "a list",
        "a map" => "an object",
        "a boolean" => "`true` or `false`",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a number from 0 on",
        "i64" | "f64" => "a number",
        _ if wanted.starts_with("struct ") => "an object",
        _ if wanted.starts_with("a tuple") => "a list",
        other => other,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// The fault of a text that is no JSON.
    fn told(text: &str) -> String {
        in_line(&serde_json::from_str::<Value>(text).unwrap_err())
    }

    #[test]
    fn faults_are_told_without_the_words_of_the_parser() {
        for (text, words) in [
            ("nonsense", "it is not JSON: only `true`, `false` and `null` may be without quotation marks, at column 2"),
            ("{\"a\" 1}", "it is not JSON: a colon is missing after a key, at column 6"),
            ("{\"a\": 1", "it is not JSON: it is cut off before its end"),
            ("{\"a\": 1} x", "it is not JSON: there is more text after its end, at column 10"),
            ("{a: 1}", "it is not JSON: a key is not in quotation marks, at column 2"),
        ] {
            assert_eq!(told(text), words);
        }
    }

    #[test]
    fn no_fault_of_syntax_names_an_expectation_or_a_line() {
        let texts =
            ["", "{", "[", "[1", "[1,]", "[1 2]", "{\"a\":}", "{\"a\":1,}", "\"\\q\"", "\"\\ud800\"", "\"a\nb\"", "01"];
        for text in texts {
            let words = told(text);
            assert!(!words.contains("expected") && !words.contains("EOF") && !words.contains("at line"), "{words}");
        }
    }

    #[test]
    fn fields_are_named_with_what_they_may_be() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Row {
            #[serde(rename = "on")]
            _on: String,
            #[serde(rename = "nth")]
            _nth: u32,
        }
        let told = |text: &str| what(&serde_json::from_str::<Row>(text).unwrap_err());
        assert_eq!(told("{\"on\": \"x\"}"), "`nth` is missing");
        assert_eq!(told("{\"no\": 1}"), "there is no field `no`; choose one of: `on` or `nth`");
        assert_eq!(told("{\"on\": 7, \"nth\": 1}"), "integer `7` is in the place of a text");
    }
}
