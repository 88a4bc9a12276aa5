//! `mtlint apply-review`: what a reviewer decided on the review page.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::baseline::{self, Baseline};
use crate::fix;
use crate::model::Finding;
use crate::report::{count, fingerprints};

use super::input::unreadable;
use super::job::Looked;
use super::project::Project;
use super::{CLEAN, Choices, FAILED, Sides, atomic, complain, known};

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

/// Reads the decisions of a review.
fn decisions_of(path: &Path) -> Result<Decisions, String> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(&name, &error))?;
    let decisions: Decisions = serde_json::from_str(&text)
        .map_err(|error| format!("{name}:{}: no decisions of a review: {error}", error.line()))?;
    if decisions.version != 1 {
        return Err(format!(
            "{name}: is of version {}; this mtlint knows version 1",
            decisions.version
        ));
    }
    Ok(decisions)
}

/// Turns rejections into known findings with their reason, and accepted fixes into edits.
pub(super) fn apply(
    decisions: &Path,
    paths: &[PathBuf],
    sides: &Sides,
    choices: &Choices,
    baseline_path: &Path,
    out: &mut dyn Write,
) -> io::Result<u8> {
    let mut project = Project::default();
    let read = decisions_of(decisions)
        .and_then(|decisions| Ok((decisions, known::read(baseline_path)?, project.jobs(paths)?)));
    let (decisions, baseline, jobs) = match read {
        Ok(read) => read,
        Err(message) => {
            complain(&message);
            return Ok(FAILED);
        }
    };
    let mut by_file: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
    for decision in &decisions.decisions {
        by_file.entry(&decision.file).or_default().push(decision);
    }
    let mut entries = baseline.map_or_else(Vec::new, |b| b.entries().to_vec());
    let (mut failed, mut mended, mut rejected) = (false, 0, 0);
    for (file, decisions) in by_file {
        let own = || {
            project
                .jobs(&[PathBuf::from(file)])
                .ok()
                .and_then(|mut jobs| jobs.pop())
        };
        let named = jobs
            .iter()
            .find(|j| j.target.to_string_lossy().replace('\\', "/") == file)
            .cloned();
        let Some(job) = named.or_else(own) else { continue };
        let mut warnings = Vec::new();
        let looked = Looked::new(&job, sides, choices, true, &mut warnings);
        for warning in warnings {
            complain(&warning);
        }
        let (report, text) = match looked {
            Ok(looked) => (looked.report, looked.target),
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
        let (edits, fixes) = fix::plan(&accepted, true);
        if let Some(new) = fix::apply(&report.target, &edits).filter(|new| *new != text.text) {
            match text.write(&new) {
                Ok(()) => mended += fixes,
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
        if let Err(error) = atomic::write(baseline_path, Baseline::of(entries).text().as_bytes()) {
            complain(&format!("{}: cannot be written: {error}", baseline_path.display()));
            failed = true;
        }
    }
    writeln!(
        out,
        "{} mended, {} added to {}",
        count(mended, "finding"),
        count(rejected, "rejection"),
        baseline_path.display()
    )?;
    Ok(if failed { FAILED } else { CLEAN })
}
