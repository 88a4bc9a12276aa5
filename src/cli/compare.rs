//! `mtlint compare` and `mtlint apply-review`: two versions of a translation, and what a reviewer decided.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::baseline::{self, Baseline};
use crate::model::{Finding, Report};
use crate::report::fingerprints;
use crate::{fix, lint};

use super::check::{self, Text, config_for};
use super::project::{Job, Project};
use super::{CLEAN, CheckArgs, FAILED, FOUND, complain, output};

/// Findings that an old version has and a new one has not, the other way round, and those of both.
pub(super) fn compare(args: &CheckArgs, old: &Path, new: &Path, out: &mut dyn Write) -> io::Result<u8> {
    let read = |path: &Path| -> Result<Report, String> {
        let mut project = Project::default();
        let jobs = project.jobs(&[path.to_owned()])?;
        let [job] = jobs.as_slice() else {
            return Err(format!("{}: is a folder; name a file", path.display()));
        };
        let (report, _) = look(args, job)?;
        Ok(report)
    };
    let (old, new) = match (read(old), read(new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            for message in [old.err(), new.err()].into_iter().flatten() {
                complain(&message);
            }
            return Ok(FAILED);
        }
    };
    // A finding is the same one when check and source passage agree; without a source, when check and text agree.
    let about = |report: &Report, finding: &Finding| {
        let source = report
            .passage_of(finding)
            .and_then(|i| report.passages[i].source)
            .zip(report.source.as_ref());
        let text = source.map_or_else(
            || report.target.slice(finding.target.span),
            |(span, file)| file.slice(span),
        );
        (
            finding.check.code,
            text.split_whitespace().collect::<Vec<_>>().join(" "),
        )
    };
    let mut left: HashMap<_, usize> = HashMap::new();
    for finding in &old.findings {
        *left.entry(about(&old, finding)).or_default() += 1;
    }
    let mut rows: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    let mut fresh = Vec::new();
    for finding in &new.findings {
        let row = rows.entry((finding.check.code, finding.check.name)).or_default();
        match left.get_mut(&about(&new, finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                row[2] += 1;
            }
            _ => {
                row[0] += 1;
                fresh.push(finding);
            }
        }
    }
    let mut gone = Vec::new();
    for finding in &old.findings {
        if let Some(count) = left.get_mut(&about(&old, finding)).filter(|c| **c > 0) {
            *count -= 1;
            rows.entry((finding.check.code, finding.check.name)).or_default()[1] += 1;
            gone.push(finding);
        }
    }
    for (sign, report, findings) in [("+", &new, &fresh), ("-", &old, &gone)] {
        for finding in findings {
            let at = report.target.position(finding.target.span.start);
            writeln!(
                out,
                "{sign} {}:{}:{}: {} {}: {}",
                report.target.name, at.line, at.column, finding.check.code, finding.check.name, finding.message
            )?;
        }
    }
    writeln!(out, "{:>6} {:>6} {:>6}  check", "new", "fixed", "kept")?;
    let mut sums = [0; 3];
    for ((code, name), row) in &rows {
        writeln!(out, "{:>6} {:>6} {:>6}  {code} {name}", row[0], row[1], row[2])?;
        for (sum, count) in sums.iter_mut().zip(row) {
            *sum += count;
        }
    }
    writeln!(out, "{:>6} {:>6} {:>6}  all", sums[0], sums[1], sums[2])?;
    Ok(if sums[0] > 0 { FOUND } else { CLEAN })
}

/// Lints one translation with its passages.
fn look(args: &CheckArgs, job: &Job) -> Result<(Report, Text), String> {
    let mut warnings = Vec::new();
    let target = Text::read(&job.target, &mut warnings)?;
    let lang = args.lang.or(job.lang);
    let source = match args.source.as_ref().or(job.source.as_ref()) {
        Some(path) => Some(check::load(path, args.source_lang.or(job.source_lang), &mut warnings)?),
        None => None,
    };
    let name = super::project::relative(&job.target, &job.loaded.root);
    let mut config = config_for(args, &job.loaded, &name, (source.as_ref().map(|s| s.lang), lang))?;
    config.passages = true;
    config.beside = check::beside(&job.target)?;
    let dictionary = check::dictionary_for(args, &job.loaded)?;
    let article = check::pair_up(
        target.document(target.text.clone(), lang),
        source,
        &dictionary,
        &mut warnings,
    )?;
    for warning in warnings {
        complain(&warning);
    }
    Ok((lint::lint(&article, &config), target))
}

/// What the review page exports.
#[derive(Deserialize)]
struct Decisions {
    version: u32,
    decisions: Vec<Decision>,
}

#[derive(Deserialize)]
struct Decision {
    id: String,
    file: String,
    state: State,
    #[serde(default)]
    note: String,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum State {
    Accepted,
    Rejected,
}

/// Turns rejections into known findings with their reason, and accepted fixes into edits.
pub(super) fn apply_review(args: &CheckArgs, path: &Path, out: &mut dyn Write) -> io::Result<u8> {
    let name = path.display().to_string();
    let decisions = std::fs::read_to_string(path)
        .map_err(|error| check::unreadable(&name, &error))
        .and_then(|text| {
            serde_json::from_str::<Decisions>(&text)
                .map_err(|error| format!("{name}:{}: no decisions of a review: {error}", error.line()))
        })
        .and_then(|d| {
            if d.version == 1 {
                Ok(d)
            } else {
                Err(format!(
                    "{name}: is of version {}; this mtlint knows version 1",
                    d.version
                ))
            }
        });
    let decisions = match decisions {
        Ok(decisions) => decisions,
        Err(message) => {
            complain(&message);
            return Ok(FAILED);
        }
    };
    let mut by_file: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
    for decision in &decisions.decisions {
        by_file.entry(&decision.file).or_default().push(decision);
    }
    let baseline_path = args.baseline.clone().unwrap_or_else(|| PathBuf::from(check::BASELINE));
    let mut entries = match std::fs::read_to_string(&baseline_path) {
        Ok(text) => match Baseline::parse(&text) {
            Ok(baseline) => baseline.entries().to_vec(),
            Err(error) => {
                complain(&format!("{}: {error}", baseline_path.display()));
                return Ok(FAILED);
            }
        },
        Err(_) => Vec::new(),
    };
    let mut project = Project::default();
    let all_jobs = match project.jobs(&args.paths) {
        Ok(jobs) => jobs,
        Err(message) => {
            complain(&message);
            return Ok(FAILED);
        }
    };
    let (mut failed, mut mended, mut rejected) = (false, 0, 0);
    for (file, decisions) in by_file {
        let own = || {
            project
                .jobs(&[PathBuf::from(file)])
                .ok()
                .and_then(|mut jobs| jobs.pop())
        };
        let named = all_jobs
            .iter()
            .find(|j| j.target.to_string_lossy().replace('\\', "/") == file)
            .cloned();
        let Some(job) = named.or_else(own) else { continue };
        let looked = look(args, &job);
        let (report, text) = match looked {
            Ok(looked) => looked,
            Err(message) => {
                complain(&message);
                failed = true;
                continue;
            }
        };
        let ids = fingerprints(&report);
        let of = |decision: &Decision| {
            ids.iter()
                .position(|id| *id == decision.id)
                .map(|i| &report.findings[i])
        };
        let mut accepted: Vec<Finding> = Vec::new();
        for decision in decisions {
            let Some(finding) = of(decision) else {
                complain(&format!(
                    "{file}: finding {} is no longer there; the decision was left aside",
                    decision.id
                ));
                continue;
            };
            match decision.state {
                State::Rejected => {
                    entries.push(baseline::entry(&report, finding, &decision.note));
                    rejected += 1;
                }
                State::Accepted if finding.fix.is_some() => accepted.push(finding.clone()),
                State::Accepted => {}
            }
        }
        let (edits, count) = fix::plan(&accepted, true);
        if let Some(new) = fix::apply(&report.target, &edits).filter(|new| *new != text.text) {
            match text.write(&new) {
                Ok(()) => mended += count,
                Err(message) => {
                    complain(&message);
                    failed = true;
                }
            }
        }
    }
    if rejected > 0 {
        entries.sort();
        entries.dedup_by(|b, a| (&a.file, &a.check, &a.key) == (&b.file, &b.check, &b.key));
        if let Err(error) = output::write(&baseline_path, Baseline::of(entries).text().as_bytes()) {
            complain(&format!("{}: cannot be written: {error}", baseline_path.display()));
            failed = true;
        }
    }
    writeln!(
        out,
        "{} mended, {} added to {}",
        crate::report::count(mended, "finding"),
        crate::report::count(rejected, "rejection"),
        baseline_path.display()
    )?;
    Ok(if failed { FAILED } else { CLEAN })
}
