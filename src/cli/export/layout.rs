//! The layout of a packet: the default, the full one, or a newsroom's template.

use std::path::PathBuf;

// One flag of the command line is one bool.
#[allow(clippy::struct_excessive_bools, reason = "each is an option")]
#[derive(clap::Args, Debug, Clone)]
pub(super) struct Layout {
    /// Export the packet with every claim in the order of the article, and all annotations of it.
    #[arg(long)]
    pub(super) full: bool,
    /// Print the packet without front matter and comments, to paste it into a mail.
    #[arg(long, conflicts_with_all = ["jsonl", "check"])]
    pub(super) mail: bool,
    /// Draw the export by a template of your own; its name says what it writes: report.md, report.html, report.txt.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "full", "jsonl", "check"])]
    pub(super) template: Option<PathBuf>,
    /// Print the packet's own template, as a start for yours.
    #[arg(long, conflicts_with_all = ["format", "template", "jsonl", "check"])]
    pub(super) print_template: bool,
    /// Draw the template on standard input; see `drawing`.
    #[arg(long, hide = true)]
    pub(super) draw_template: bool,
}
