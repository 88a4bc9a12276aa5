//! Whole files for other programs: GitLab's code quality, JUnit, Checkstyle, CSV.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde_json::{Value, json};

use crate::model::{Report, Severity, Summary};

use super::Render;
use super::json::lines;

/// GitLab's code quality report: one JSON array.
#[derive(Default)]
pub struct Gitlab {
    issues: Vec<Value>,
}

impl Render for Gitlab {
    fn article(&mut self, report: &Report, _: &mut dyn Write) -> io::Result<()> {
        for (line, finding) in lines(report).iter().zip(&report.findings) {
            let severity = match finding.severity {
                Severity::Neutral => "info",
                Severity::Minor => "minor",
                Severity::Major => "major",
                Severity::Critical => "critical",
            };
            let end = report.target.position(finding.target.span.end);
            self.issues.push(json!({
                "description": format!("{} {}: {}", line.code, line.check, line.message),
                "check_name": line.check,
                "fingerprint": format!("{}-{}", line.file, line.fingerprint),
                "severity": severity,
                "location": { "path": line.file, "lines": { "begin": line.line, "end": end.line } },
            }));
        }
        Ok(())
    }

    fn end(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &std::mem::take(&mut self.issues))?;
        out.write_all(b"\n")
    }
}

/// JUnit's XML as CI servers read it: a suite per article, a failed case per finding, one passed case for a clean one.
#[derive(Default)]
pub struct Junit {
    suites: Vec<u8>,
    tests: usize,
    failures: usize,
}

impl Render for Junit {
    fn article(&mut self, report: &Report, _: &mut dyn Write) -> io::Result<()> {
        let found = lines(report);
        let (tests, failures) = (found.len().max(1).to_string(), found.len().to_string());
        self.tests += found.len().max(1);
        self.failures += found.len();
        let name = xml_text(&report.target.name);
        Writer::new(&mut self.suites)
            .create_element("testsuite")
            .with_attributes([
                ("name", name.as_str()),
                ("tests", &tests),
                ("failures", &failures),
                ("errors", "0"),
            ])
            .write_inner_content(|suite| {
                for line in &found {
                    let place = format!("{}:{}", line.line, line.column);
                    let case = format!("{} {} at {place}", line.code, line.check);
                    suite
                        .create_element("testcase")
                        .with_attributes([("name", case.as_str()), ("classname", name.as_str())])
                        .write_inner_content(|case| {
                            let text = xml_text(line.message);
                            let full = xml_text(&format!(
                                "{}:{place}: {}: {}\n{}",
                                line.file, line.severity, line.message, line.text
                            ));
                            case.create_element("failure")
                                .with_attributes([("type", line.severity), ("message", text.as_str())])
                                .write_text_content(BytesText::new(&full))?;
                            Ok(())
                        })?;
                }
                if found.is_empty() {
                    suite
                        .create_element("testcase")
                        .with_attributes([("name", "mtlint"), ("classname", name.as_str())])
                        .write_empty()?;
                }
                Ok(())
            })?;
        self.suites.push(b'\n');
        Ok(())
    }

    fn end(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        declare(out)?;
        writeln!(
            out,
            r#"<testsuites name="mtlint" tests="{}" failures="{}">"#,
            self.tests, self.failures
        )?;
        out.write_all(&std::mem::take(&mut self.suites))?;
        out.write_all(b"</testsuites>\n")
    }
}

/// Checkstyle's XML.
#[derive(Default)]
pub struct Checkstyle {
    files: Vec<u8>,
}

impl Render for Checkstyle {
    fn article(&mut self, report: &Report, _: &mut dyn Write) -> io::Result<()> {
        let found = lines(report);
        if found.is_empty() {
            return Ok(());
        }
        Writer::new(&mut self.files)
            .create_element("file")
            .with_attribute(("name", xml_text(&report.target.name).as_str()))
            .write_inner_content(|file| {
                for (line, finding) in found.iter().zip(&report.findings) {
                    let severity = match finding.severity {
                        Severity::Neutral => "info",
                        Severity::Minor => "warning",
                        Severity::Major | Severity::Critical => "error",
                    };
                    let source = format!("mtlint.{}", line.check);
                    file.create_element("error")
                        .with_attributes([
                            ("line", line.line.to_string().as_str()),
                            ("column", &line.column.to_string()),
                            ("severity", severity),
                            ("message", &xml_text(line.message)),
                            ("source", &source),
                        ])
                        .write_empty()?;
                }
                Ok(())
            })?;
        self.files.push(b'\n');
        Ok(())
    }

    fn end(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        declare(out)?;
        out.write_all(b"<checkstyle version=\"4.3\">\n")?;
        out.write_all(&std::mem::take(&mut self.files))?;
        out.write_all(b"</checkstyle>\n")
    }
}

fn declare(out: &mut dyn Write) -> io::Result<()> {
    Writer::new(&mut *out).write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    out.write_all(b"\n")
}

/// A text without the characters that XML 1.0 cannot hold.
fn xml_text(text: &str) -> String {
    let holds = |c: char| matches!(c, '\t' | '\n' | '\r') || c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    text.chars().map(|c| if holds(c) { c } else { '\u{FFFD}' }).collect()
}

/// Comma-separated values (RFC 4180) with a head line, for spreadsheets.
#[derive(Default)]
pub struct Csv {
    begun: bool,
}

const COLUMNS: [&str; 13] = [
    "file",
    "line",
    "column",
    "code",
    "check",
    "category",
    "mqm",
    "severity",
    "confidence",
    "message",
    "text",
    "source",
    "fix",
];

impl Render for Csv {
    fn article(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let mut table = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        if !std::mem::replace(&mut self.begun, true) {
            table.write_record(COLUMNS)?;
        }
        for line in lines(report) {
            let place = (
                line.line.to_string(),
                line.column.to_string(),
                line.confidence.to_string(),
            );
            let (file, message) = (as_text(line.file), as_text(line.message));
            let (text, source) = (as_text(line.text), as_text(line.source.as_ref().map_or("", |s| s.text)));
            table.write_record([
                file.as_str(),
                &place.0,
                &place.1,
                line.code,
                line.check,
                line.category,
                line.mqm,
                line.severity,
                &place.2,
                &message,
                &text,
                &source,
                line.fix.as_ref().map_or("", |f| f.title),
            ])?;
        }
        table.flush()
    }
}

/// What a spreadsheet would take for a formula is made text by an apostrophe.
fn as_text(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text.to_owned() }
}
