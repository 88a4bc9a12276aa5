//! Forms for people who read them elsewhere: grouped by file on a terminal, Markdown for a pull request.

use std::io::{self, Write};

use crate::model::{Report, Summary};

use super::{Render, count, page_of};

/// Findings under the name of their file.
#[derive(Default)]
pub struct Grouped;

impl Render for Grouped {
    fn article(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        if report.findings.is_empty() {
            return Ok(());
        }
        writeln!(out, "{}", report.target.name)?;
        let places: Vec<String> = report
            .findings
            .iter()
            .map(|f| {
                let at = report.target.position(f.target.span.start);
                format!("{}:{}", at.line, at.column)
            })
            .collect();
        let width = places.iter().map(String::len).max().unwrap_or(0);
        for (finding, place) in report.findings.iter().zip(&places) {
            let fix = if finding.fix.is_some() { " [*]" } else { "" };
            writeln!(
                out,
                "  {place:>width$}  {:<8} {} {}{fix}: {}",
                finding.severity.name(),
                finding.check.code,
                finding.check.name,
                finding.message
            )?;
        }
        writeln!(out)
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "{} in {}, {} with a fix [*]",
            count(summary.findings(), "finding"),
            count(summary.files, "file"),
            summary.fixable
        )
    }
}

/// A table per file, for a comment on a pull request.
#[derive(Default)]
pub struct Markdown;

impl Render for Markdown {
    fn article(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        if report.findings.is_empty() {
            return Ok(());
        }
        writeln!(out, "### `{}`\n", report.target.name.replace('`', "'"))?;
        writeln!(out, "| Line | Check | Severity | Finding |\n|---:|---|---|---|")?;
        for finding in &report.findings {
            let at = report.target.position(finding.target.span.start);
            writeln!(
                out,
                "| {} | [{} {}]({}) | {} | {} |",
                at.line,
                finding.check.code,
                finding.check.name,
                page_of(finding.check),
                finding.severity.name(),
                escaped(&finding.message)
            )?;
        }
        writeln!(out)
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "**{}** in {} of {}.",
            count(summary.findings(), "finding"),
            count(summary.files, "file"),
            count(summary.words, "word")
        )
    }
}

/// Text that Markdown shows as it stands.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
