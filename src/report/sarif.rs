//! SARIF 2.1.0 (OASIS), for code scanning services and editors.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::check::CHECKS;
use crate::model::{File, Place, Report, Severity, Span, Summary};

use super::json::lines;
use super::{HOME, Render, page_of};

/// One log with one run.
#[derive(Default)]
pub struct Sarif {
    results: Vec<Value>,
}

impl Render for Sarif {
    fn article(&mut self, report: &Report, _: &mut dyn Write) -> io::Result<()> {
        for (line, finding) in lines(report).into_iter().zip(&report.findings) {
            let rule = CHECKS.iter().position(|c| c.code == line.code);
            let source = report.source.as_deref().zip(finding.source.as_ref());
            let related: Vec<Value> = source
                .map(|(file, place)| location(file, place, Some("source")))
                .into_iter()
                .collect();
            let mut result = json!({
                "ruleId": line.code,
                "level": level(finding.severity),
                "message": { "text": line.message },
                "locations": [location(&report.target, &finding.target, None)],
                "partialFingerprints": { "mtlint/v1": line.fingerprint },
                "properties": { "confidence": line.confidence, "mqm": line.mqm, "severity": line.severity, "category": line.category },
            });
            if let Some(rule) = rule {
                result["ruleIndex"] = json!(rule);
            }
            if !related.is_empty() {
                result["relatedLocations"] = json!(related);
            }
            if let Some(fix) = &line.fix {
                let replacements: Vec<Value> = fix
                    .edits
                    .iter()
                    .map(|edit| {
                        json!({
                            "deletedRegion": region(&report.target, Span { start: edit.start, end: edit.end }),
                            "insertedContent": { "text": edit.insert },
                        })
                    })
                    .collect();
                result["fixes"] = json!([{
                    "description": { "text": fix.title },
                    "artifactChanges": [{ "artifactLocation": { "uri": uri(&report.target.name) }, "replacements": replacements }],
                }]);
            }
            self.results.push(result);
        }
        Ok(())
    }

    fn end(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let rules: Vec<Value> = CHECKS
            .iter()
            .map(|check| {
                json!({
                    "id": check.code,
                    "name": check.name,
                    "shortDescription": { "text": check.summary() },
                    "fullDescription": { "text": check.summary() },
                    "help": { "text": check.docs.trim(), "markdown": check.docs.trim() },
                    "helpUri": page_of(check),
                    "defaultConfiguration": { "level": level(check.severity) },
                    "properties": { "tags": [check.category.name(), check.mqm.name()], "precision": precision(check.confidence) },
                })
            })
            .collect();
        let log = json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "mtlint", "version": env!("CARGO_PKG_VERSION"), "informationUri": HOME, "rules": rules,
                } },
                "columnKind": "unicodeCodePoints",
                "results": std::mem::take(&mut self.results),
            }],
        });
        serde_json::to_writer_pretty(&mut *out, &log)?;
        out.write_all(b"\n")
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Neutral => "note",
        Severity::Minor => "warning",
        Severity::Major | Severity::Critical => "error",
    }
}

/// The classes of GitHub's code scanning.
fn precision(confidence: u8) -> &'static str {
    match confidence {
        90.. => "very-high",
        80.. => "high",
        60.. => "medium",
        _ => "low",
    }
}

fn location(file: &File, place: &Place, message: Option<&str>) -> Value {
    let mut region = region(file, place.span);
    region["snippet"] = json!({ "text": file.slice(place.span) });
    let mut value = json!({
        "physicalLocation": { "artifactLocation": { "uri": uri(&file.name) }, "region": region },
    });
    if let Some(text) = message {
        value["message"] = json!({ "text": text });
    }
    value
}

fn region(file: &File, span: Span) -> Value {
    let (start, end) = (file.position(span.start), file.position(span.end));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

/// A name as a relative reference (RFC 3986).
fn uri(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
