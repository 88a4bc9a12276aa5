//! `mtlint check`: opens files, lints articles in parallel, prints reports in the order of the input.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::align::Dictionary;
use crate::baseline::Baseline;
use crate::config::Config;
use crate::diff::Changes;
use crate::lint;
use crate::model::{LangOrigin, Report, Severity, Summary};
use crate::read::{Format, jsonl};
use crate::report::{Render, Statistics, count};

use super::atomic::folder;
use super::input::unreadable;
use super::job::{self, Outcome};
use super::known::{self, Known};
use super::output::{self, Output};
use super::project::{Job, Project};
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
    noted: HashSet<(Arc<str>, String)>,
    known: Option<Known>,
    changes: Option<Changes>,
    statistics: Statistics,
    project: Project,
}

pub(super) fn run(args: &CheckArgs, out: &mut dyn Write) -> io::Result<u8> {
    let mut session = match Session::new(args, out) {
        Ok(session) => session,
        Err(message) => {
            complain(&message);
            return Ok(FAILED);
        }
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads)
        .use_current_thread()
        .build();
    let pool = match pool {
        Ok(pool) => pool,
        Err(error) => {
            complain(&format!("cannot start {} threads: {error}", args.threads));
            return Ok(FAILED);
        }
    };
    if session.reports() {
        session.render.begin(session.out)?;
    }
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

fn is_records(path: &Path) -> bool {
    Format::of_name(&path.to_string_lossy()) == Format::Jsonl
}

impl<'a> Session<'a> {
    fn new(args: &'a CheckArgs, out: &'a mut dyn Write) -> Result<Session<'a>, String> {
        if args.sides.source.is_some() && args.paths.len() != 1 {
            return Err(
                "--source goes with one PATH: give each translation its own run, or use .jsonl records".to_owned(),
            );
        }
        // Names are looked at before any file is.
        let choices = &args.choices;
        Config::new(&choices.select, &choices.ignore, choices.preview)?;
        Config::new(&choices.extend_select, &[], false)?;
        let mut dictionary = Dictionary::default();
        for path in &args.dictionary {
            dictionary.pairs.extend(super::align::dictionary(path)?.pairs);
        }
        let mut project = Project::new(args.config.clone(), args.isolated, dictionary);
        let mut outputs = Vec::new();
        for (form, path) in &args.output {
            outputs.push(Output::begin(*form, path)?);
        }
        let settings = &project.of(Path::new("."))?.settings;
        let preview = settings.preview.unwrap_or(false);
        let set = settings.baseline.clone();
        let is_set = set.is_some();
        let baseline = args.baseline.clone().or(set.map(PathBuf::from));
        let known = match (args.write_baseline, baseline) {
            (true, path) => {
                let path = path.unwrap_or_else(|| PathBuf::from(known::FILE));
                Some(Known::new(path, Baseline::default(), preview, is_set))
            }
            (false, Some(path)) => {
                let baseline = known::read(&path)?
                    .ok_or_else(|| format!("{}: no such baseline; --write-baseline makes one", path.display()))?;
                Some(Known::new(path, baseline, preview, is_set))
            }
            (false, None) => None,
        };
        let changes = changes::wanted(args.since.as_deref(), args.staged, args.diff_file.as_deref())?;
        Ok(Session {
            args,
            render: output::form(args.format, args.color.wanted(), output::terminal_width()),
            outputs,
            out,
            summary: Summary::default(),
            failed: false,
            found: false,
            noted: HashSet::new(),
            known,
            changes,
            statistics: Statistics::default(),
            project,
        })
    }

    /// Whether the run prints a report.
    fn reports(&self) -> bool {
        !(self.args.write_baseline || self.args.fix_only || self.args.diff)
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
            pool.install(|| jobs.par_iter().map(|job| job::outcome(args, job, passages)).collect());
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
                    self.print(outcome.looked.report, outcome.looked.config.fail_on)?;
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
        // Records of one file share their notes.
        for note in &report.notes {
            if self.noted.insert((report.target.name.clone(), note.clone())) {
                complain(&format!("{}: {note}", report.target.name));
            }
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
            known.settle(&mut report, self.args.write_baseline);
        }
        if self.args.write_baseline {
            return Ok(());
        }
        self.summary.add(&report);
        self.statistics.add(&report);
        self.found |= report.findings.iter().any(|f| f.severity >= fail_on);
        for output in &mut self.outputs {
            output.article(&report)?;
        }
        if self.reports() {
            self.render.article(&report, self.out)?;
        }
        Ok(())
    }

    fn end(mut self) -> io::Result<u8> {
        if self.reports() {
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
            complain(&format!("{} mended", count(self.summary.mended, "finding")));
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
            None => self.found && !self.args.fix_only,
        };
        Ok(if self.failed {
            FAILED
        } else if found && !self.args.exit_zero {
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
        let (source_lang, lang) = (self.args.sides.source_lang, self.args.sides.lang);
        let loaded = self.project.of(folder(path));
        let config = loaded.and_then(|loaded| loaded.config(&self.args.choices, &name, (source_lang, lang)));
        let config = match config {
            Ok(mut config) => {
                config.passages = self.wants_passages();
                config
            }
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
            let reports: Vec<Report> = pool.install(|| {
                batch
                    .into_par_iter()
                    .map(|records| lint::lint(&lint::records(records, source_lang, lang), &config))
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
