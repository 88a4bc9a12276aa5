//! The command line: opens, hands over, prints. It decides nothing about language.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::check::nearest;
use crate::model::{Lang, Severity};

mod align;
mod atomic;
mod changes;
mod check;
mod compare;
mod examples;
mod explain;
mod glossary;
mod input;
mod job;
mod known;
mod lexicon;
mod output;
mod project;
mod review;
mod settings;

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
    #[command(after_long_help = examples::CHECK)]
    Check(Box<CheckArgs>),
    /// Align a source and its translation, and print the beads
    #[command(after_long_help = examples::ALIGN)]
    Align(AlignArgs),
    /// Explain a check: what it flags, why, and examples
    #[command(after_long_help = examples::EXPLAIN)]
    Explain {
        /// A code (L101) or a name (misplaced-quote)
        check: String,
    },
    /// List the checks
    Checks,
    /// Show what the lexicon of concepts knows for a pair of languages, or learn words of your own
    #[command(after_long_help = examples::LEXICON)]
    Lexicon(LexiconArgs),
    /// Compare the findings of two translations of one source, or of two versions of one translation
    #[command(after_long_help = examples::COMPARE)]
    Compare {
        /// The old version
        old: PathBuf,
        /// The new version
        new: PathBuf,
        #[command(flatten)]
        sides: Sides,
        /// Run the checks that have not yet earned their place, too
        #[arg(long)]
        preview: bool,
    },
    /// Apply the decisions of a review page: rejections become known findings, accepted fixes become edits
    #[command(after_long_help = examples::APPLY_REVIEW)]
    ApplyReview {
        /// The decisions that the page exported
        decisions: PathBuf,
        /// The translations or folders that were reviewed; without them, the files that the decisions name
        paths: Vec<PathBuf>,
        #[command(flatten)]
        sides: Sides,
        /// Run the checks that have not yet earned their place, too, as the review did
        #[arg(long)]
        preview: bool,
        /// The file of known findings [default: mtlint-baseline.json]
        #[arg(long, value_name = "FILE")]
        baseline: Option<PathBuf>,
    },
    /// Show which files are translations of which, and why
    #[command(after_long_help = examples::PAIRS)]
    Pairs {
        /// Folders
        #[arg(default_value = ".")]
        paths: Vec<PathBuf>,
    },
    /// List the suppressions that translations hold
    Suppressions {
        /// Files or folders
        #[arg(default_value = ".")]
        paths: Vec<PathBuf>,
    },
    /// Write a first mtlint.toml
    Init {
        /// The folder
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// The settings that are in force
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Run the examples of your own checks
    Test {
        /// The folder whose settings hold them
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Print the completions for a shell
    #[command(after_long_help = examples::COMPLETIONS)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or that of a command
    Man {
        /// The command
        command: Option<String>,
    },
    /// Print the JSON schema of the reports
    Schema,
}

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
struct LexiconArgs {
    #[command(subcommand)]
    command: Option<LexiconCommand>,
    /// The source language, as a BCP 47 tag
    #[arg(value_parser = tag, required = true)]
    source: Option<Lang>,
    /// The target language, as a BCP 47 tag
    #[arg(value_parser = tag, required = true)]
    target: Option<Lang>,
    /// Only concepts whose forms in either language hold this text
    #[arg(long, value_name = "TEXT")]
    find: Option<String>,
}

#[derive(Subcommand)]
enum LexiconCommand {
    /// Learn a dictionary for --dictionary and mtlint.toml from text that is aligned already
    Learn {
        /// Lines of source segment, tab, target segment
        bitext: PathBuf,
        /// The language of the source, as a BCP 47 tag
        #[arg(long, value_name = "TAG", value_parser = tag)]
        source_lang: Option<Lang>,
        /// The language of the translation, as a BCP 47 tag
        #[arg(long, value_name = "TAG", value_parser = tag)]
        lang: Option<Lang>,
        /// The dictionary; standard output if nowhere else
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// Print what is set for a file or folder, and where
    Show {
        /// The file or folder
        #[arg(default_value = ".")]
        path: PathBuf,
        /// The settings to use instead of the nearest mtlint.toml
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Print the JSON schema of mtlint.toml
    Schema,
}

/// The source and the languages of both sides.
#[derive(clap::Args, Default)]
struct Sides {
    /// The source of the translation, where there is a single one
    #[arg(long, value_name = "FILE")]
    source: Option<PathBuf>,
    /// The language of the source, as a BCP 47 tag
    #[arg(long, value_name = "TAG", value_parser = tag)]
    source_lang: Option<Lang>,
    /// The language of the translation, as a BCP 47 tag
    #[arg(long, value_name = "TAG", value_parser = tag)]
    lang: Option<Lang>,
}

/// Which checks run, and which findings count. What is left open, the settings decide.
#[derive(clap::Args, Default)]
struct Choices {
    /// Run only these checks: codes, names, categories, or the beginning of a code
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    select: Vec<String>,
    /// Run these checks, too
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    extend_select: Vec<String>,
    /// Leave these checks out
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Run the checks that have not yet earned their place, too
    #[arg(long)]
    preview: bool,
    /// The least confidence of what is told, in per cent; without it, 60 for the stable checks
    #[arg(long, value_name = "PER_CENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    min_confidence: Option<u8>,
    /// The least severity that makes the run fail: neutral, minor, major or critical [default: minor]
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<Severity>,
}

#[derive(clap::Args)]
struct CheckArgs {
    /// Translations: plain text, Markdown, or .jsonl records of paired segments; - is standard input. Folders are walked,
    /// and their files paired by the languages in their names (`mtlint pairs` shows how)
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    sides: Sides,
    /// The form of the report
    #[arg(long, value_name = "NAME", default_value = "full")]
    format: ReportForm,
    /// Write a report to a file, too; may be given several times
    #[arg(long, value_name = "NAME=FILE", value_parser = output_pair)]
    output: Vec<(ReportForm, PathBuf)>,
    /// The settings to use instead of the nearest mtlint.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Read no mtlint.toml
    #[arg(long, conflicts_with = "config")]
    isolated: bool,
    /// Words and their translations, which help to pair sentences: lines of source word, tab, target word
    #[arg(long, value_name = "FILE")]
    dictionary: Vec<PathBuf>,
    #[command(flatten)]
    choices: Choices,
    /// Fail by the penalty per 1,000 words (minor 1, major 5, critical 25) instead of by severity
    #[arg(long, value_name = "PENALTY")]
    fail_over: Option<f64>,
    /// Do not fail because of findings, nor of their penalty
    #[arg(long)]
    exit_zero: bool,
    /// Mend what can be mended safely
    #[arg(long)]
    fix: bool,
    /// Mend what wants a look, too
    #[arg(long)]
    unsafe_fixes: bool,
    /// Mend and report nothing
    #[arg(long, conflicts_with = "diff")]
    fix_only: bool,
    /// Show what --fix would change and leave the files alone
    #[arg(long, conflicts_with = "fix")]
    diff: bool,
    /// A file of known findings, which are not told
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings to the baseline [default: mtlint-baseline.json]
    #[arg(long)]
    write_baseline: bool,
    /// Tell only findings whose passage changed since this commit, in the translation or in the source
    #[arg(long, value_name = "COMMIT", conflicts_with_all = ["staged", "diff_file"])]
    since: Option<String>,
    /// Tell only findings whose passage is staged
    #[arg(long, conflicts_with = "diff_file")]
    staged: bool,
    /// Tell only findings whose passage a unified diff changes
    #[arg(long, value_name = "FILE")]
    diff_file: Option<PathBuf>,
    /// Count the findings by check
    #[arg(long)]
    statistics: bool,
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
    /// Findings under the name of their file
    Grouped,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// JUnit's XML
    Junit,
    /// Checkstyle's XML
    Checkstyle,
    /// Diagnostics of reviewdog, one JSON object a line
    Rdjsonl,
    /// Logging commands of Azure Pipelines
    Azure,
    /// Tables for a comment on a pull request
    Markdown,
    /// Comma-separated values
    Csv,
    /// The review page: one file for the browser
    Html,
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

impl Choices {
    fn of(preview: bool) -> Choices {
        Choices {
            preview,
            ..Choices::default()
        }
    }
}

/// Prints a manual page.
fn man(command: Option<&str>, out: &mut dyn Write) -> io::Result<u8> {
    let mut whole = Args::command();
    whole.build();
    let page = match command {
        None => whole,
        Some(name) => match whole.find_subcommand(name) {
            Some(found) => found.clone(),
            None => {
                complain(&format!("no command `{name}`"));
                return Ok(FAILED);
            }
        },
    };
    clap_mangen::Man::new(page).render(out)?;
    Ok(CLEAN)
}

fn output_pair(text: &str) -> Result<(ReportForm, PathBuf), String> {
    let (name, path) = text
        .split_once('=')
        .ok_or("wants NAME=FILE, as in sarif=report.sarif")?;
    let form = ReportForm::from_str(name, true).map_err(|_| {
        let forms: Vec<_> = ReportForm::value_variants()
            .iter()
            .filter_map(ValueEnum::to_possible_value)
            .collect();
        let best = nearest(name, forms.iter().map(|form| form.get_name())).unwrap_or("");
        format!("`{name}` is no form of report; did you mean `{best}`?")
    })?;
    Ok((form, PathBuf::from(path)))
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
        Command::Lexicon(args) => match (args.command, args.source, args.target) {
            (
                Some(LexiconCommand::Learn {
                    bitext,
                    source_lang,
                    lang,
                    output,
                }),
                ..,
            ) => lexicon::learn(&bitext, source_lang, lang, output.as_deref(), &mut out),
            (None, Some(source), Some(target)) => lexicon::show(source, target, args.find.as_deref(), &mut out),
            (None, ..) => unreachable!("clap asks for both languages"),
        },
        Command::Compare {
            old,
            new,
            sides,
            preview,
        } => compare::compare(&old, &new, &sides, &Choices::of(preview), &mut out),
        Command::ApplyReview {
            decisions,
            paths,
            sides,
            preview,
            baseline,
        } => {
            let baseline = baseline.unwrap_or_else(|| PathBuf::from(known::FILE));
            review::apply(&decisions, &paths, &sides, &Choices::of(preview), &baseline, &mut out)
        }
        Command::Pairs { paths } => settings::pairs(&paths, &mut out),
        Command::Suppressions { paths } => settings::suppressions(&paths, &mut out),
        Command::Init { folder } => settings::init(&folder, &mut out),
        Command::Config(ConfigCommand::Show { path, config }) => settings::show(&path, config.as_ref(), &mut out),
        Command::Config(ConfigCommand::Schema) => out
            .write_all(crate::config::settings::schema().as_bytes())
            .map(|()| CLEAN),
        Command::Test { folder } => settings::test(&folder, &mut out),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "mtlint", &mut out);
            Ok(CLEAN)
        }
        Command::Man { command } => man(command.as_deref(), &mut out),
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
