//! `mtlint compare`: two versions of a translation.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::path::Path;

use crate::model::{Finding, Report};

use super::job::Looked;
use super::project::Project;
use super::{CLEAN, Choices, FAILED, FOUND, Sides, complain};

/// Findings that an old version has and a new one has not, the other way round, and those of both.
pub(super) fn compare(old: &Path, new: &Path, sides: &Sides, choices: &Choices, out: &mut dyn Write) -> io::Result<u8> {
    let read = |path: &Path| -> Result<Report, String> {
        let mut project = Project::default();
        let jobs = project.jobs(&[path.to_owned()])?;
        let [job] = jobs.as_slice() else {
            return Err(format!("{}: is a folder; name a file", path.display()));
        };
        let mut warnings = Vec::new();
        let looked = Looked::new(job, sides, choices, true, &mut warnings)?;
        for warning in warnings {
            complain(&warning);
        }
        Ok(looked.report)
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
