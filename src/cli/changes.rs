//! Which lines changed, as git or a diff tells it.

use std::path::Path;
use std::process::Command;

use crate::diff::Changes;
use crate::model::{File, Report, Span};

/// The changes that the user asks for, if any.
pub(super) fn wanted(since: Option<&str>, staged: bool, diff: Option<&Path>) -> Result<Option<Changes>, String> {
    if let Some(path) = diff {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| super::input::unreadable(&name, &error))?;
        return Changes::parse(&text)
            .map(Some)
            .map_err(|error| format!("{name}: {error}"));
    }
    let mut args = vec![
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--relative",
        "--src-prefix=a/",
        "--dst-prefix=b/",
    ];
    match (since, staged) {
        (None, false) => return Ok(None),
        (Some(commit), _) => {
            if commit.starts_with('-') {
                return Err(format!("`{commit}` is no commit"));
            }
            args.push(commit);
        }
        (None, true) => args.push("--cached"),
    }
    args.push("--");
    let out = Command::new("git")
        .args(["-c", "core.quotePath=false"])
        .args(&args)
        .output()
        .map_err(|error| format!("git cannot be run: {error}; --diff-file reads a diff from a file"))?;
    if !out.status.success() {
        let why = String::from_utf8_lossy(&out.stderr);
        return Err(format!(
            "git does not tell what changed: {}",
            why.lines().next().unwrap_or("no reason given")
        ));
    }
    Changes::parse(&String::from_utf8_lossy(&out.stdout)).map(Some)
}

/// Keeps the findings of passages that changed, in the translation or in the source.
pub(super) fn keep(changes: &Changes, report: &mut Report) {
    let touched = |file: &File, span: Span| {
        let (from, to) = (file.position(span.start).line, file.position(span.end).line);
        changes.touch(file.name.trim_start_matches("./"), from..=to)
    };
    let keep: Vec<bool> = report
        .findings
        .iter()
        .map(|finding| {
            let passage = report.passage_of(finding).map(|i| report.passages[i]);
            let theirs = passage
                .and_then(|p| p.source)
                .or(finding.source.as_ref().map(|s| s.span));
            touched(&report.target, finding.target.span)
                || passage.is_some_and(|p| touched(&report.target, p.target))
                || theirs
                    .zip(report.source.as_ref())
                    .is_some_and(|(span, file)| touched(file, span))
        })
        .collect();
    let mut keep = keep.into_iter();
    report.findings.retain(|_| keep.next().unwrap_or(true));
}
