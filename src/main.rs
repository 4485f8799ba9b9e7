//! The `nutgraf` program: parses its arguments, runs, and says how it ended.

use std::process::ExitCode;

fn main() -> ExitCode {
    nutgraf::cli::main()
}
