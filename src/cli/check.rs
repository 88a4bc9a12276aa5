//! `mtlint check`: opens files, lints articles in parallel, prints reports in the order of the input.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use rayon::prelude::*;

use crate::config::Config;
use crate::lint;
use crate::model::{Article, Document, LangOrigin, Report, Summary};
use crate::read::{self, Format, jsonl};
use crate::report::{Concise, Full, Json, Jsonl, Render};

use super::{CLEAN, CheckArgs, FAILED, FOUND, ReportForm, complain};

/// How many articles are read before they are looked at together.
const BATCH: usize = 64;
/// How many records are read before they are looked at together.
const BATCH_RECORDS: usize = 4_096;

/// A run of the command.
struct Session<'a> {
    args: &'a CheckArgs,
    config: Config,
    render: Box<dyn Render>,
    out: &'a mut dyn Write,
    summary: Summary,
    failed: bool,
    found: bool,
}

pub(super) fn run(args: &CheckArgs, out: &mut dyn Write) -> io::Result<u8> {
    let config = match Config::new(&args.select, &args.ignore, args.preview) {
        Ok(mut config) => {
            config.fail_on = args.fail_on;
            config.min_confidence = args.min_confidence;
            config
        }
        Err(message) => {
            complain(&message);
            return Ok(FAILED);
        }
    };
    if args.source.is_some() && args.paths.len() != 1 {
        complain("--source goes with one PATH: give each translation its own run, or use .jsonl records");
        return Ok(FAILED);
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.threads).build();
    let pool = match pool {
        Ok(pool) => pool,
        Err(error) => {
            complain(&format!("cannot start {} threads: {error}", args.threads));
            return Ok(FAILED);
        }
    };
    let width = terminal_width();
    let render: Box<dyn Render> = match args.format {
        ReportForm::Full => Box::new(Full::new(args.color.wanted(), width)),
        ReportForm::Concise => Box::new(Concise),
        ReportForm::Json => Box::<Json>::default(),
        ReportForm::Jsonl => Box::<Jsonl>::default(),
    };
    let mut session = Session {
        args,
        config,
        render,
        out,
        summary: Summary::default(),
        failed: false,
        found: false,
    };
    session.render.begin(session.out)?;
    let mut rest = args.paths.as_slice();
    while let Some((path, behind)) = rest.split_first() {
        if is_records(path) {
            session.records(path, &pool)?;
            rest = behind;
            continue;
        }
        let many = rest.iter().take(BATCH).take_while(|p| !is_records(p)).count();
        session.articles(&rest[..many], &pool)?;
        rest = &rest[many..];
    }
    session.render.end(&session.summary, session.out)?;
    Ok(if session.failed {
        FAILED
    } else if session.found {
        FOUND
    } else {
        CLEAN
    })
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

impl Session<'_> {
    fn articles(&mut self, paths: &[std::path::PathBuf], pool: &rayon::ThreadPool) -> io::Result<()> {
        let (args, config) = (self.args, &self.config);
        let outcomes: Vec<Result<(Report, Vec<String>), String>> = pool.install(|| {
            paths
                .par_iter()
                .map(|path| {
                    let (article, warnings) = open(args, path)?;
                    Ok((lint::lint(&article, config), warnings))
                })
                .collect()
        });
        for outcome in outcomes {
            match outcome {
                Ok((report, warnings)) => {
                    for warning in warnings {
                        complain(&warning);
                    }
                    self.summary.files += 1;
                    self.print(&report)?;
                }
                Err(message) => {
                    complain(&message);
                    self.failed = true;
                }
            }
        }
        Ok(())
    }

    fn print(&mut self, report: &Report) -> io::Result<()> {
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
        self.summary.add(report);
        self.found |= report.findings.iter().any(|f| f.severity >= self.config.fail_on);
        self.render.article(report, self.out)
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
            let (args, config) = (self.args, &self.config);
            let reports: Vec<Report> = pool.install(|| {
                batch
                    .into_par_iter()
                    .map(|records| {
                        let article = lint::records(records, args.source_lang, args.lang);
                        lint::lint(&article, config)
                    })
                    .collect()
            });
            for report in &reports {
                self.print(report)?;
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

/// Opens a translation and its source and makes an article of them, with warnings.
fn open(args: &CheckArgs, path: &Path) -> Result<(Article, Vec<String>), String> {
    let mut warnings = Vec::new();
    let target = load(path, args.lang, &mut warnings)?;
    let Some(source_path) = &args.source else {
        return Ok((Article::Alone(Box::new(target)), warnings));
    };
    let source = load(source_path, args.source_lang, &mut warnings)?;
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
        return Ok((Article::Alone(Box::new(target)), warnings));
    }
    Ok((lint::paired(source, target), warnings))
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

fn unreadable(name: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => format!("{name}: no such file"),
        io::ErrorKind::PermissionDenied => format!("{name}: may not be read"),
        _ => format!("{name}: cannot be read: {error}"),
    }
}
