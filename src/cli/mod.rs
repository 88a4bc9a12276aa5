//! The command line: opens, hands over, prints. It decides nothing about language.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::model::{Lang, Severity};

mod align;
mod check;
mod explain;
mod lexicon;

/// Nothing found.
const CLEAN: u8 = 0;
/// Findings at or above the threshold.
const FOUND: u8 = 1;
/// The work could not be done.
const FAILED: u8 = 2;

#[derive(Parser)]
#[command(name = "mtlint", version, about, max_term_width = 100)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check translated articles, alone or with their source
    Check(CheckArgs),
    /// Align a source and its translation, and print the beads
    Align(AlignArgs),
    /// Explain a check: what it flags, why, and examples
    Explain {
        /// A code (L101) or a name (misplaced-quote)
        check: String,
    },
    /// List the checks
    Checks,
    /// Show what the lexicon of concepts knows for a pair of languages: concept, source forms, target forms
    Lexicon {
        /// The source language, as a BCP 47 tag
        #[arg(value_parser = tag)]
        source: Lang,
        /// The target language, as a BCP 47 tag
        #[arg(value_parser = tag)]
        target: Lang,
        /// Only concepts whose forms in either language hold this text
        #[arg(long, value_name = "TEXT")]
        find: Option<String>,
    },
    /// Print the JSON schema of the reports
    Schema,
}

#[derive(clap::Args)]
struct CheckArgs {
    /// Translations: plain text, Markdown, or .jsonl records of paired segments; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The source of the translation (with one PATH)
    #[arg(long, value_name = "FILE")]
    source: Option<PathBuf>,
    /// The language of the source, as a BCP 47 tag
    #[arg(long, value_name = "TAG", value_parser = tag)]
    source_lang: Option<Lang>,
    /// The language of the translation, as a BCP 47 tag
    #[arg(long, value_name = "TAG", value_parser = tag)]
    lang: Option<Lang>,
    /// The form of the report
    #[arg(long, value_name = "NAME", default_value = "full")]
    format: ReportForm,
    /// Run only these checks: codes, names, categories, or the beginning of a code
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave these checks out
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Run the checks that have not yet earned their place, too
    #[arg(long)]
    preview: bool,
    /// The least confidence of what is told, in per cent; without it, 60 for the stable checks
    #[arg(long, value_name = "PER_CENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    min_confidence: Option<u8>,
    /// The least severity that makes the run fail: neutral, minor, major or critical
    #[arg(long, value_name = "SEVERITY", default_value = "minor")]
    fail_on: Severity,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Colour,
    /// How many articles are looked at in parallel; 0 is as many as there are processors
    #[arg(long, value_name = "N", default_value_t = 0)]
    threads: usize,
}

#[derive(clap::Args)]
struct AlignArgs {
    /// The text that was translated
    #[arg(required_unless_present = "manifest")]
    source: Option<PathBuf>,
    /// Its translation
    #[arg(required_unless_present = "manifest")]
    target: Option<PathBuf>,
    /// Align many pairs, which teach each other: lines of source, target, source language, target language and output
    /// file, separated by tabs
    #[arg(long, value_name = "FILE", conflicts_with_all = ["source", "target", "source_lang", "lang"])]
    manifest: Option<PathBuf>,
    /// Words and their translations: lines of source word, tab, target word
    #[arg(long, value_name = "FILE")]
    dictionary: Option<PathBuf>,
    /// The language of the source, as a BCP 47 tag
    #[arg(long, value_name = "TAG", value_parser = tag)]
    source_lang: Option<Lang>,
    /// The language of the translation, as a BCP 47 tag
    #[arg(long, value_name = "TAG", value_parser = tag)]
    lang: Option<Lang>,
    /// The form of the output
    #[arg(long, value_name = "NAME", default_value = "text")]
    format: AlignForm,
    /// What the segments are: sentences that are found, or the lines as given
    #[arg(long, value_name = "NAME", default_value = "sentences")]
    segments: Segments,
}

#[derive(Clone, Copy, ValueEnum)]
enum ReportForm {
    /// Annotated excerpts of target and source
    Full,
    /// One line per finding
    Concise,
    /// One JSON document
    Json,
    /// One JSON object per finding
    Jsonl,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
enum AlignForm {
    /// Side by side
    Text,
    /// Numbers of sentences from zero: sources, tab, targets
    Tsv,
    /// One JSON object per bead
    Jsonl,
    /// Translation memory exchange, version 1.4: the links, without gaps
    Tmx,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
enum Segments {
    /// Sentences
    Sentences,
    /// Lines as given
    Lines,
}

#[derive(Clone, Copy, ValueEnum)]
enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    fn wanted(self) -> bool {
        match self {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => match anstream::AutoStream::choice(&io::stdout()) {
                anstream::ColorChoice::Never => false,
                anstream::ColorChoice::Always | anstream::ColorChoice::AlwaysAnsi => true,
                anstream::ColorChoice::Auto => io::stdout().is_terminal(),
            },
        }
    }
}

fn tag(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| format!("`{text}` is not a BCP 47 tag like de, pt-BR or zh-Hant"))
}

/// Runs the command line.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let result = match args.command {
        Command::Check(args) => check::run(&args, &mut out),
        Command::Align(args) => align::run(&args, &mut out),
        Command::Explain { check } => explain::explain(&check, &mut out),
        Command::Checks => explain::list(&mut out),
        Command::Lexicon { source, target, find } => lexicon::show(source, target, find.as_deref(), &mut out),
        Command::Schema => out.write_all(crate::report::json::schema().as_bytes()).map(|()| CLEAN),
    };
    match result.and_then(|code| out.flush().map(|()| code)) {
        Ok(code) => ExitCode::from(code),
        // Who reads the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(CLEAN),
        Err(error) => {
            complain(&format!("cannot write the report: {error}"));
            ExitCode::from(FAILED)
        }
    }
}

/// Says on standard error what went wrong.
fn complain(message: &str) {
    eprintln!("mtlint: {message}");
}
