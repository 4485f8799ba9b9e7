//! The arguments that open a file at a place, for each editor.

use std::ffi::OsString;
use std::path::Path;

/// The arguments that open `path` at a line and column, both counted from 1. For an unknown editor, the file alone.
pub(super) fn arguments(program: &str, path: &Path, line: usize, column: usize) -> Vec<OsString> {
    let name = Path::new(program).file_stem().map_or("", |name| name.to_str().unwrap_or(""));
    let file = path.as_os_str().to_owned();
    let with_place = || {
        let mut joined = file.clone();
        joined.push(format!(":{line}:{column}"));
        joined
    };
    match name {
        "vi" | "vim" | "nvim" | "gvim" | "view" | "ex" | "joe" | "mcedit" | "ne" | "jed" | "mg" => {
            vec![format!("+{line}").into(), file]
        }
        "nano" => vec![format!("+{line},{column}").into(), file],
        "emacs" | "emacsclient" | "kak" | "micro" => vec![format!("+{line}:{column}").into(), file],
        "hx" | "helix" | "subl" | "zed" => vec![with_place()],
        "code" | "codium" | "code-insiders" => vec!["--goto".into(), with_place()],
        _ => vec![file],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_gets_the_place_in_its_own_syntax() {
        let of = |program: &str| {
            let arguments = arguments(program, Path::new("a b.yaml"), 12, 5);
            arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(of("/usr/bin/vim"), ["+12", "a b.yaml"]);
        assert_eq!(of("nano"), ["+12,5", "a b.yaml"]);
        assert_eq!(of("emacsclient"), ["+12:5", "a b.yaml"]);
        assert_eq!(of("hx"), ["a b.yaml:12:5"]);
        assert_eq!(of("code"), ["--goto", "a b.yaml:12:5"]);
        assert_eq!(of("my-editor"), ["a b.yaml"]);
    }
}
