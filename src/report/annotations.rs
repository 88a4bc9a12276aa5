//! Lines that build servers show beside the text: GitHub Actions, Azure Pipelines, and the diagnostics of reviewdog.

use std::io::{self, Write};

use serde_json::json;

use crate::model::{File, Report, Severity, Span};

use super::Render;
use super::json::lines;

/// Workflow commands of GitHub Actions.
#[derive(Default)]
pub struct Github;

impl Render for Github {
    fn article(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for (line, finding) in lines(report).iter().zip(&report.findings) {
            let level = match finding.severity {
                Severity::Neutral => "notice",
                Severity::Minor => "warning",
                Severity::Major | Severity::Critical => "error",
            };
            let end = report.target.position(finding.target.span.end);
            // A column is only shown on a single line.
            let columns = if end.line == line.line {
                format!(",col={},endColumn={}", line.column, end.column)
            } else {
                String::new()
            };
            let property = |text: &str| {
                escape(
                    text,
                    &[('%', "%25"), ('\r', "%0D"), ('\n', "%0A"), (':', "%3A"), (',', "%2C")],
                )
            };
            let message = |text: &str| escape(text, &[('%', "%25"), ('\r', "%0D"), ('\n', "%0A")]);
            writeln!(
                out,
                "::{level} file={},line={},endLine={}{columns},title={}::{}",
                property(line.file),
                line.line,
                end.line,
                property(&format!("{} {}", line.code, line.check)),
                message(line.message)
            )?;
        }
        Ok(())
    }
}

/// Logging commands of Azure Pipelines.
#[derive(Default)]
pub struct Azure;

impl Render for Azure {
    fn article(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for (line, finding) in lines(report).iter().zip(&report.findings) {
            let kind = if finding.severity >= Severity::Major {
                "error"
            } else {
                "warning"
            };
            let clean = |text: &str| {
                escape(
                    text,
                    &[
                        ('%', "%AZP25"),
                        (';', "%3B"),
                        ('\r', "%0D"),
                        ('\n', "%0A"),
                        (']', "%5D"),
                    ],
                )
            };
            writeln!(
                out,
                "##vso[task.logissue type={kind};sourcepath={};linenumber={};columnnumber={};code={};]{}",
                clean(line.file),
                line.line,
                line.column,
                line.code,
                escape(line.message, &[('%', "%AZP25"), ('\r', "%0D"), ('\n', "%0A")])
            )?;
        }
        Ok(())
    }
}

fn escape(text: &str, map: &[(char, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match map.iter().find(|(from, _)| *from == c) {
            Some((_, to)) => out.push_str(to),
            None => out.push(c),
        }
    }
    out
}

/// The diagnostics of reviewdog, one JSON object a line. Its columns count bytes of UTF-8.
#[derive(Default)]
pub struct Rdjsonl;

impl Render for Rdjsonl {
    fn article(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for (line, finding) in lines(report).iter().zip(&report.findings) {
            let severity = match finding.severity {
                Severity::Neutral => "INFO",
                Severity::Minor => "WARNING",
                Severity::Major | Severity::Critical => "ERROR",
            };
            let suggestions: Vec<_> = line
                .fix
                .iter()
                .flat_map(|fix| &fix.edits)
                .map(|edit| {
                    let span = Span {
                        start: edit.start,
                        end: edit.end,
                    };
                    json!({ "range": byte_range(&report.target, span), "text": edit.insert })
                })
                .collect();
            let value = json!({
                "message": line.message,
                "location": { "path": line.file, "range": byte_range(&report.target, finding.target.span) },
                "severity": severity,
                "source": { "name": "mtlint", "url": super::HOME },
                "code": { "value": line.code, "url": super::page_of(finding.check) },
                "suggestions": suggestions,
            });
            serde_json::to_writer(&mut *out, &value)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

fn byte_range(file: &File, span: Span) -> serde_json::Value {
    let place = |offset: u64| {
        let before = file.slice(Span {
            start: file.base,
            end: offset,
        });
        let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
        json!({ "line": file.position(offset).line, "column": column + 1 })
    };
    json!({ "start": place(span.start), "end": place(span.end) })
}
