//! `mtlint check`: opens files, lints articles in parallel, prints reports in the order of the input.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::align::Dictionary;
use crate::baseline::{self, Baseline, Entry, Ledger};
use crate::config::Config;
use crate::diff::Changes;
use crate::model::{Article, Document, LangOrigin, Report, Severity, Summary};
use crate::read::{self, Format, jsonl};
use crate::report::{Render, Statistics};
use crate::{fix, lint, suppress};

use super::output::{self, Output};
use super::project::{self, Job, Loaded, Project};
use super::{CLEAN, CheckArgs, FAILED, FOUND, ReportForm, changes, complain};

/// How many articles are read before they are looked at together.
const BATCH: usize = 64;
/// How many records are read before they are looked at together.
const BATCH_RECORDS: usize = 4_096;

/// A run of the command.
struct Session<'a> {
    args: &'a CheckArgs,
    render: Box<dyn Render>,
    outputs: Vec<Output>,
    out: &'a mut dyn Write,
    summary: Summary,
    failed: bool,
    found: bool,
    known: Option<Known>,
    changes: Option<Changes>,
    statistics: Statistics,
    project: Project,
}

/// The baseline of a run.
struct Known {
    path: PathBuf,
    baseline: Baseline,
    ledger: Ledger,
    /// What a new baseline will hold.
    entries: Vec<Entry>,
    looked_at: HashSet<String>,
    taken: usize,
}

pub(super) fn run(args: &CheckArgs, out: &mut dyn Write) -> io::Result<u8> {
    let mut session = match Session::new(args, out) {
        Ok(session) => session,
        Err(message) => {
            complain(&message);
            return Ok(FAILED);
        }
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.threads).build();
    let pool = match pool {
        Ok(pool) => pool,
        Err(error) => {
            complain(&format!("cannot start {} threads: {error}", args.threads));
            return Ok(FAILED);
        }
    };
    session.render.begin(session.out)?;
    let mut rest = args.paths.as_slice();
    while let Some((path, behind)) = rest.split_first() {
        if is_records(path) {
            session.records(path, &pool)?;
            rest = behind;
            continue;
        }
        let many = rest.iter().take_while(|p| !is_records(p)).count();
        match session.project.jobs(&rest[..many]) {
            Ok(jobs) => {
                if jobs.is_empty() {
                    complain("nothing to check: no .md or .txt file there");
                }
                for batch in jobs.chunks(BATCH) {
                    session.articles(batch, &pool)?;
                }
            }
            Err(message) => {
                complain(&message);
                session.failed = true;
            }
        }
        rest = &rest[many..];
    }
    session.end()
}

/// The columns of the terminal, as its own variable tells; a fixed width elsewhere, so that reports do not differ.
pub(super) fn terminal_width() -> usize {
    use std::io::IsTerminal;
    if !io::stdout().is_terminal() {
        return 140;
    }
    std::env::var("COLUMNS")
        .ok()
        .and_then(|c| c.parse().ok())
        .filter(|&c: &usize| c >= 40)
        .unwrap_or(140)
}

fn is_records(path: &Path) -> bool {
    Format::of_name(&path.to_string_lossy()) == Format::Jsonl
}

impl<'a> Session<'a> {
    fn new(args: &'a CheckArgs, out: &'a mut dyn Write) -> Result<Session<'a>, String> {
        if args.source.is_some() && args.paths.len() != 1 {
            return Err(
                "--source goes with one PATH: give each translation its own run, or use .jsonl records".to_owned(),
            );
        }
        // Names are looked at before any file is.
        Config::new(&args.select, &args.ignore, args.preview)?;
        Config::new(&args.extend_select, &[], false)?;
        let mut project = Project {
            given: args.config.clone(),
            isolated: args.isolated,
            ..Project::default()
        };
        let mut outputs = Vec::new();
        for (form, path) in &args.output {
            outputs.push(Output::begin(*form, path)?);
        }
        let here = project.of(Path::new("."))?;
        let baseline = args
            .baseline
            .clone()
            .or_else(|| here.settings.baseline.clone().map(PathBuf::from));
        let known = match (args.write_baseline, baseline) {
            (true, path) => Some(Known::new(
                path.unwrap_or_else(|| PathBuf::from(BASELINE)),
                Baseline::default(),
            )),
            (false, Some(path)) => {
                let name = path.display().to_string();
                let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
                    io::ErrorKind::NotFound => format!("{name}: no such baseline; --write-baseline makes one"),
                    _ => unreadable(&name, &error),
                })?;
                let baseline = Baseline::parse(&text).map_err(|error| format!("{name}: {error}"))?;
                Some(Known::new(path, baseline))
            }
            (false, None) => None,
        };
        let changes = changes::wanted(args.since.as_deref(), args.staged, args.diff_file.as_deref())?;
        Ok(Session {
            args,
            render: output::form(args.format, args.color.wanted(), terminal_width()),
            outputs,
            out,
            summary: Summary::default(),
            failed: false,
            found: false,
            known,
            changes,
            statistics: Statistics::default(),
            project,
        })
    }

    /// Whether reports need the passages of the text.
    fn wants_passages(&self) -> bool {
        let html = matches!(self.args.format, ReportForm::Html)
            || self
                .args
                .output
                .iter()
                .any(|(form, _)| matches!(form, ReportForm::Html));
        html || self.known.is_some() || self.changes.is_some()
    }

    fn articles(&mut self, jobs: &[Job], pool: &rayon::ThreadPool) -> io::Result<()> {
        let (args, passages) = (self.args, self.wants_passages());
        let outcomes: Vec<Result<Outcome, String>> =
            pool.install(|| jobs.par_iter().map(|job| outcome(args, job, passages)).collect());
        for outcome in outcomes {
            match outcome {
                Ok(outcome) => {
                    for warning in outcome.warnings {
                        complain(&warning);
                    }
                    self.summary.files += 1;
                    self.failed |= outcome.failed;
                    if !outcome.diff.is_empty() {
                        self.out.write_all(outcome.diff.as_bytes())?;
                    }
                    self.summary.mended += outcome.mended;
                    self.print(outcome.report, outcome.fail_on)?;
                }
                Err(message) => {
                    complain(&message);
                    self.failed = true;
                }
            }
        }
        Ok(())
    }

    fn print(&mut self, mut report: Report, fail_on: Severity) -> io::Result<()> {
        for note in &report.notes {
            complain(&format!("{}: {note}", report.target.name));
        }
        if matches!(self.args.format, ReportForm::Full) {
            let (lang, origin) = report.lang;
            if origin != LangOrigin::Declared && !lang.is_und() {
                complain(&format!("{}: language {lang} ({origin})", report.target.name));
            }
            if let Some((lang, origin)) = report.source_lang
                && origin != LangOrigin::Declared
                && !lang.is_und()
            {
                let name = report.source.as_ref().map_or("", |f| &f.name);
                complain(&format!("{name}: language {lang} ({origin})"));
            }
        }
        if let Some(changes) = &self.changes {
            changes::keep(changes, &mut report);
        }
        if let Some(known) = &mut self.known {
            known.looked_at.insert(report.target.name.to_string());
            if self.args.write_baseline {
                known
                    .entries
                    .extend(report.findings.iter().map(|f| baseline::entry(&report, f, "")));
                return Ok(());
            }
            known.taken += known.ledger.settle(&mut report);
        }
        self.summary.add(&report);
        self.statistics.add(&report);
        self.found |= report.findings.iter().any(|f| f.severity >= fail_on);
        for output in &mut self.outputs {
            output.article(&report)?;
        }
        if self.args.fix_only || self.args.diff {
            return Ok(());
        }
        self.render.article(&report, self.out)
    }

    fn end(mut self) -> io::Result<u8> {
        if !(self.args.write_baseline || self.args.fix_only || self.args.diff) {
            self.render.end(&self.summary, self.out)?;
        }
        if self.args.statistics {
            self.statistics.write(&self.summary, self.out)?;
        }
        for output in std::mem::take(&mut self.outputs) {
            self.failed |= !output.end(&self.summary);
        }
        if let Some(known) = &self.known {
            self.failed |= !known.end(self.args, self.failed);
        }
        if self.args.fix || self.args.fix_only {
            complain(&format!(
                "{} mended",
                crate::report::count(self.summary.mended, "finding")
            ));
        }
        let penalty = self.statistics.penalty(self.summary.words);
        let over = self.args.fail_over.is_some_and(|most| penalty > most);
        if over {
            complain(&format!(
                "the penalty of {penalty:.1} per 1,000 words is over the limit of {}",
                self.args.fail_over.unwrap_or(0.0)
            ));
        }
        let found = match self.args.fail_over {
            Some(_) => over,
            None => self.found && !self.args.fix_only && !self.args.exit_zero,
        };
        Ok(if self.failed {
            FAILED
        } else if found {
            FOUND
        } else {
            CLEAN
        })
    }

    /// Streams a file of records: reads a batch, looks at it in parallel, prints it.
    fn records(&mut self, path: &Path, pool: &rayon::ThreadPool) -> io::Result<()> {
        let name = path.to_string_lossy().into_owned();
        if path.is_dir() {
            complain(&format!("{name}: is a folder; name the files in it"));
            self.failed = true;
            return Ok(());
        }
        let input: Box<dyn BufRead> = match fs::File::open(path) {
            Ok(file) => Box::new(BufReader::with_capacity(1 << 20, file)),
            Err(error) => {
                complain(&unreadable(&name, &error));
                self.failed = true;
                return Ok(());
            }
        };
        let loaded = match self.project.of(path
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new(".")))
        {
            Ok(loaded) => loaded,
            Err(message) => {
                complain(&message);
                self.failed = true;
                return Ok(());
            }
        };
        let mut reader = jsonl::Reader::new(input, &name);
        self.summary.files += 1;
        let mut any = false;
        loop {
            let mut batch = Vec::new();
            let mut held = 0;
            let mut ended = false;
            while held < BATCH_RECORDS {
                match reader.next_article() {
                    Ok(Some((records, errors))) => {
                        for error in errors {
                            complain(&format!(
                                "{name}:{}: {}; the record was left out",
                                error.line, error.message
                            ));
                            self.failed = true;
                        }
                        if let Some(records) = records {
                            held += records.target.records.len();
                            batch.push(records);
                        }
                    }
                    Ok(None) => {
                        ended = true;
                        break;
                    }
                    Err(error) => {
                        complain(&unreadable(&name, &error));
                        self.failed = true;
                        ended = true;
                        break;
                    }
                }
            }
            any |= !batch.is_empty();
            let args = self.args;
            let config = match config_for(args, &loaded, &name, (args.source_lang, args.lang)) {
                Ok(mut config) => {
                    config.passages = self.wants_passages();
                    config
                }
                Err(message) => {
                    complain(&message);
                    self.failed = true;
                    break;
                }
            };
            let config = &config;
            let reports: Vec<Report> = pool.install(|| {
                batch
                    .into_par_iter()
                    .map(|records| {
                        let article = lint::records(records, args.source_lang, args.lang);
                        lint::lint(&article, config)
                    })
                    .collect()
            });
            for report in reports {
                self.print(report, config.fail_on)?;
            }
            if ended {
                break;
            }
        }
        if !any && !self.failed {
            complain(&format!("{name}: holds no record"));
        }
        Ok(())
    }
}

/// What became of a job.
struct Outcome {
    report: Report,
    warnings: Vec<String>,
    fail_on: Severity,
    diff: String,
    mended: usize,
    failed: bool,
}

/// Opens, lints and mends one translation.
fn outcome(args: &CheckArgs, job: &Job, passages: bool) -> Result<Outcome, String> {
    let mut warnings = Vec::new();
    let lang = args.lang.or(job.lang);
    let target = Text::read(&job.target, &mut warnings)?;
    let source = match args.source.as_ref().or(job.source.as_ref()) {
        Some(path) => Some(load(path, args.source_lang.or(job.source_lang), &mut warnings)?),
        None => None,
    };
    let name = project::relative(&job.target, &job.loaded.root);
    let pair = (source.as_ref().map(|s| s.lang), lang);
    let mut config = config_for(args, &job.loaded, &name, pair)?;
    config.passages = passages;
    config.beside = beside(&job.target)?;
    let dictionary = dictionary_for(args, &job.loaded)?;
    let look = |text: String, source: Option<Document>, warnings: &mut Vec<String>| -> Result<Report, String> {
        let article = pair_up(target.document(text, lang), source, &dictionary, warnings)?;
        Ok(lint::lint(&article, &config))
    };
    let again = |warnings: &mut Vec<String>| match args.source.as_ref().or(job.source.as_ref()) {
        Some(path) => load(path, args.source_lang.or(job.source_lang), warnings).map(Some),
        None => Ok(None),
    };
    let mut report = look(target.text.clone(), source, &mut warnings)?;
    let (mut mended, mut diff, mut failed) = (0, String::new(), false);
    if args.fix || args.fix_only || args.diff {
        let mut text = target.text.clone();
        // Mending one fault may uncover another; a fix that undoes another one must not go on for ever.
        for _ in 0..ROUNDS {
            let (edits, count) = fix::plan(&report.findings, args.unsafe_fixes);
            let Some(next) = fix::apply(&report.target, &edits).filter(|next| *next != text) else {
                break;
            };
            mended += count;
            text = next;
            let mut quiet = Vec::new();
            let source = again(&mut quiet)?;
            report = look(text.clone(), source, &mut quiet)?;
        }
        if args.diff {
            diff = crate::diff::unified(&report.target.name, &target.text, &text);
        } else if text != target.text
            && let Err(message) = target.write(&text)
        {
            warnings.push(message);
            failed = true;
            mended = 0;
        }
    }
    Ok(Outcome {
        report,
        warnings,
        fail_on: args.fail_on.unwrap_or(config.fail_on),
        diff,
        mended,
        failed,
    })
}

/// How often a text is mended and looked at again.
const ROUNDS: usize = 10;
/// The file of known findings, when none is named.
pub(super) const BASELINE: &str = "mtlint-baseline.json";

/// The choices for a file: the settings, then the command line on top.
pub(super) fn config_for(
    args: &CheckArgs,
    loaded: &Loaded,
    name: &str,
    pair: (Option<crate::Lang>, Option<crate::Lang>),
) -> Result<Config, String> {
    let mut settings = loaded.settings.clone();
    if !args.select.is_empty() {
        settings.select = Some(args.select.clone());
        settings.extend_select.clear();
    }
    settings.extend_select.extend(args.extend_select.iter().cloned());
    settings.ignore.extend(args.ignore.iter().cloned());
    if args.preview {
        settings.preview = Some(true);
    }
    let mut config = settings.config(name, pair)?;
    config.min_confidence = args.min_confidence.or(config.min_confidence);
    config.fail_on = args.fail_on.unwrap_or(config.fail_on);
    config.own = loaded.own.clone();
    Ok(config)
}

/// The words that help to pair sentences: those of the settings and those of the command line.
pub(super) fn dictionary_for(args: &CheckArgs, loaded: &Loaded) -> Result<Dictionary, String> {
    let mut dictionary = loaded.dictionary.clone();
    for path in &args.dictionary {
        dictionary.pairs.extend(super::align::dictionary(path)?.pairs);
    }
    Ok(dictionary)
}

/// The suppressions that stand beside a text.
pub(super) fn beside(target: &Path) -> Result<Vec<suppress::Sidecar>, String> {
    let path = PathBuf::from(format!("{}.mtlint", target.display()));
    let name = path.display().to_string();
    match fs::read_to_string(&path) {
        Ok(text) => suppress::sidecar(&text).map_err(|(line, message)| format!("{name}:{line}: {message}")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(unreadable(&name, &error)),
    }
}

/// A text as it was read.
pub(super) struct Text {
    path: PathBuf,
    name: String,
    /// The decoded text.
    pub text: String,
    bytes: Option<Vec<u8>>,
}

impl Text {
    pub(super) fn read(path: &Path, warnings: &mut Vec<String>) -> Result<Text, String> {
        let (name, text) = read_text(path, warnings)?;
        if text.trim().is_empty() {
            warnings.push(format!("{name}: holds no text"));
        }
        let bytes = (name != "<stdin>").then(|| text.as_bytes().to_vec());
        Ok(Text {
            path: path.to_owned(),
            name,
            text,
            bytes,
        })
    }

    pub(super) fn document(&self, text: String, lang: Option<crate::Lang>) -> Document {
        let format = Format::of_name(&self.name);
        lint::document(lint::read(&self.name, text, format), lang)
    }

    /// Writes the mended text, unless the file changed since it was read or is not written in UTF-8.
    pub(super) fn write(&self, text: &str) -> Result<(), String> {
        let Some(bytes) = &self.bytes else {
            return Err(format!("{}: standard input cannot be mended; use --diff", self.name));
        };
        let now = fs::read(&self.path).map_err(|error| unreadable(&self.name, &error))?;
        if now != *bytes {
            let why = if String::from_utf8(now).is_err() {
                "is not UTF-8"
            } else {
                "changed while it was looked at"
            };
            return Err(format!("{}: {why} and was not mended", self.name));
        }
        output::write(&self.path, text.as_bytes()).map_err(|error| format!("{}: cannot be mended: {error}", self.name))
    }
}

impl Known {
    fn new(path: PathBuf, baseline: Baseline) -> Known {
        Known {
            path,
            ledger: baseline.ledger(),
            baseline,
            entries: Vec::new(),
            looked_at: HashSet::new(),
            taken: 0,
        }
    }

    /// Writes a new baseline, or prunes the old one; whether that went well.
    fn end(&self, args: &CheckArgs, failed: bool) -> bool {
        let name = self.path.display();
        let (new, told) = if args.write_baseline {
            if failed {
                complain(&format!("{name}: not written, since not all files could be looked at"));
                return false;
            }
            let new = Baseline::of(self.entries.clone());
            let told = format!("{name}: {} known", crate::report::count(self.entries.len(), "finding"));
            (new, told)
        } else {
            if self.taken > 0 {
                complain(&format!(
                    "{} in {name} not told again",
                    crate::report::count(self.taken, "finding")
                ));
            }
            let new = self.baseline.pruned(&self.ledger, |file| self.looked_at.contains(file));
            let gone = self.baseline.entries().len() - new.entries().len();
            if gone == 0 || self.changes_only(args) {
                return true;
            }
            if std::env::var_os("CI").is_some() {
                complain(&format!(
                    "{name}: {gone} no longer needed; a run outside of CI takes them out"
                ));
                return true;
            }
            (new, format!("{name}: {gone} no longer needed and taken out"))
        };
        match output::write(&self.path, new.text().as_bytes()) {
            Ok(()) => {
                complain(&told);
                true
            }
            Err(error) => {
                complain(&format!("{name}: cannot be written: {error}"));
                false
            }
        }
    }

    fn changes_only(&self, args: &CheckArgs) -> bool {
        args.since.is_some()
            || args.staged
            || args.diff_file.is_some()
            || !args.select.is_empty()
            || !args.ignore.is_empty()
    }
}

/// Makes an article of a translation and its source.
pub(super) fn pair_up(
    target: Document,
    source: Option<Document>,
    dictionary: &Dictionary,
    warnings: &mut Vec<String>,
) -> Result<Article, String> {
    let Some(source) = source else {
        return Ok(Article::Alone(Box::new(target)));
    };
    if source.text() == target.text() {
        return Err(format!(
            "{} and {} hold the same text: give the source to --source and the translation as PATH",
            source.file.name, target.file.name
        ));
    }
    // The declared languages against what the texts themselves say.
    let seen = |document: &Document| crate::detect::detect(document.text()).0;
    let (source_seen, target_seen) = (seen(&source), seen(&target));
    let differs = |declared: crate::Lang, seen: crate::Lang| !seen.is_und() && !declared.same_language(seen);
    if differs(source.lang, source_seen)
        && source_seen.same_language(target.lang)
        && differs(target.lang, target_seen)
        && target_seen.same_language(source.lang)
    {
        return Err(format!(
            "{} looks like {} and {} like {}: source and translation seem to be exchanged",
            source.file.name, source_seen, target.file.name, target_seen
        ));
    }
    if differs(source.lang, source_seen) && source.lang_origin != LangOrigin::Unknown {
        warnings.push(format!(
            "{}: is said to be {} but looks like {}; check --source-lang",
            source.file.name, source.lang, source_seen
        ));
    }
    if source_seen.same_language(target_seen) && !source_seen.is_und() {
        warnings.push(format!(
            "{} and {} are both {}: the source is left aside and the translation checked alone",
            source.file.name, target.file.name, source_seen
        ));
        return Ok(Article::Alone(Box::new(target)));
    }
    Ok(lint::paired_with(source, target, dictionary))
}

/// Reads one file into a document.
pub(super) fn load(path: &Path, lang: Option<crate::Lang>, warnings: &mut Vec<String>) -> Result<Document, String> {
    let (name, text) = read_text(path, warnings)?;
    let format = Format::of_name(&name);
    if text.trim().is_empty() {
        warnings.push(format!("{name}: holds no text"));
    }
    Ok(lint::document(lint::read(&name, text, format), lang))
}

/// Reads one file, or standard input for `-`, and decodes it.
pub(super) fn read_text(path: &Path, warnings: &mut Vec<String>) -> Result<(String, String), String> {
    let mut name = path.to_string_lossy().into_owned();
    let mut bytes = Vec::new();
    if name == "-" {
        name = "<stdin>".to_owned();
        io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(&name, &error))?;
    } else {
        if path.is_dir() {
            return Err(format!("{name}: is a folder; name the files in it"));
        }
        bytes = fs::read(path).map_err(|error| unreadable(&name, &error))?;
    }
    let decoded = read::decode(bytes).map_err(|error| format!("{name}: {}", error.advice()))?;
    if let Some(encoding) = decoded.encoding {
        warnings.push(format!(
            "{name}: is not UTF-8 and was read as {encoding}; offsets count bytes of the decoded text"
        ));
    }
    Ok((name, decoded.text))
}

pub(super) fn unreadable(name: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => format!("{name}: no such file"),
        io::ErrorKind::PermissionDenied => format!("{name}: may not be read"),
        _ => format!("{name}: cannot be read: {error}"),
    }
}
