//! The layout of a packet: the default, the full one, or a newsroom's template.

use std::path::PathBuf;

// One flag of the command line is one bool.
#[allow(clippy::struct_excessive_bools, reason = "each is an option")]
#[derive(clap::Args, Debug, Clone)]
pub(super) struct Layout {
    /// Put every claim into the packet, in the order of the article, with all its annotations: the format markdown-full.
    #[arg(long)]
    pub(super) full: bool,
    /// Print the packet without front matter and comments, to be pasted into a mail.
    #[arg(long, conflicts_with_all = ["jsonl", "check"])]
    pub(super) mail: bool,
    /// Use a template of your own. Its name says what it writes: Markdown (report.md), HTML (report.html) or text (report.txt).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "full", "jsonl", "check"])]
    pub(super) template: Option<PathBuf>,
    /// Print the template of the packet, to start your own from.
    #[arg(long, conflicts_with_all = ["format", "template", "jsonl", "check"])]
    pub(super) print_template: bool,
    /// Draw the template on standard input; see `drawing`.
    #[arg(long, hide = true)]
    pub(super) draw_template: bool,
}
