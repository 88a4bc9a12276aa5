//! JSON and JSON lines; `docs/report.schema.json` is the schema of both.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{File, Finding, Place, Report, Safety, Side, Summary};

use super::{Render, fingerprints};

/// One finding; a line of the form `jsonl`.
#[derive(Serialize, JsonSchema)]
#[serde(rename = "Finding")]
pub struct FindingLine<'a> {
    /// The target file.
    pub(super) file: &'a str,
    /// The name of the check.
    pub(super) check: &'a str,
    /// The code of the check.
    pub(super) code: &'a str,
    /// What the finding is about.
    pub(super) category: &'a str,
    /// The error type of MQM.
    pub(super) mqm: &'a str,
    /// Neutral, minor, major or critical, as in MQM.
    pub(super) severity: &'a str,
    /// How sure the finding is, in whole per cent.
    pub(super) confidence: u8,
    /// What is seen.
    pub(super) message: &'a str,
    /// The first byte in the target file, in UTF-8.
    pub(super) start: u64,
    /// The byte after the last one; equal to `start` where something is missing.
    pub(super) end: u64,
    /// The line, from one.
    pub(super) line: u64,
    /// The column in characters, from one.
    pub(super) column: u64,
    /// The text between `start` and `end`.
    pub(super) text: &'a str,
    /// The place in the record, for files of paired segments.
    pub(super) record: Option<RecordPlace<'a>>,
    /// The stretch of the source that proves it.
    pub(super) source: Option<FilePlace<'a>>,
    /// Further places.
    pub(super) related: Vec<RelatedPlace<'a>>,
    /// How to mend it.
    pub(super) fix: Option<FixLine<'a>>,
    /// Equal for the same finding in another version of the file.
    pub(super) fingerprint: String,
}

/// A place in a record, in Unicode scalar values of its text.
#[derive(Serialize, JsonSchema)]
pub struct RecordPlace<'a> {
    id: &'a str,
    start: u32,
    end: u32,
}

/// A place in a file.
#[derive(Serialize, JsonSchema)]
pub struct FilePlace<'a> {
    pub(super) file: &'a str,
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) line: u64,
    pub(super) column: u64,
    pub(super) text: &'a str,
    pub(super) record: Option<RecordPlace<'a>>,
}

/// A further place, with a word on why.
#[derive(Serialize, JsonSchema)]
pub struct RelatedPlace<'a> {
    /// `source` or `target`.
    side: &'a str,
    note: &'a str,
    #[serde(flatten)]
    place: FilePlace<'a>,
}

/// A repair: edits of the target file, sorted, which do not overlap.
#[derive(Serialize, JsonSchema)]
pub struct FixLine<'a> {
    pub(super) title: &'a str,
    /// `safe` or `unsafe`.
    pub(super) safety: &'a str,
    pub(super) edits: Vec<EditLine<'a>>,
}

/// One edit, in bytes of the target file.
#[derive(Serialize, JsonSchema)]
pub struct EditLine<'a> {
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) insert: &'a str,
}

/// One article of the form `json`.
#[derive(Serialize, JsonSchema)]
pub struct ArticleJson<'a> {
    /// The target file.
    file: &'a str,
    /// Its language.
    lang: String,
    /// How the language was found.
    lang_origin: String,
    /// The source file.
    source: Option<&'a str>,
    /// Its language.
    source_lang: Option<String>,
    /// How the language was found.
    source_lang_origin: Option<String>,
    /// Words of the target.
    words: usize,
    /// What the reader should know.
    notes: &'a [String],
    /// The findings, sorted by place.
    findings: Vec<FindingLine<'a>>,
}

/// The whole report of the form `json`.
#[derive(Serialize, JsonSchema)]
#[serde(rename = "Report")]
pub struct ReportJson<'a> {
    /// The version of this form.
    version: u32,
    /// The version of mtlint.
    mtlint: &'a str,
    /// The articles in the order of the input.
    articles: Vec<ArticleJson<'a>>,
}

fn record(place: &Place) -> Option<RecordPlace<'_>> {
    place.record.as_ref().map(|r| RecordPlace {
        id: &r.id,
        start: r.start,
        end: r.end,
    })
}

fn file_place<'a>(file: &'a File, place: &'a Place) -> FilePlace<'a> {
    let at = file.position(place.span.start);
    FilePlace {
        file: &file.name,
        start: place.span.start,
        end: place.span.end,
        line: at.line,
        column: at.column,
        text: file.slice(place.span),
        record: record(place),
    }
}

fn line<'a>(report: &'a Report, finding: &'a Finding, fingerprint: String) -> FindingLine<'a> {
    let file = &report.target;
    let at = file.position(finding.target.span.start);
    let source_file = report.source.as_deref();
    FindingLine {
        file: &file.name,
        check: finding.check.name,
        code: finding.check.code,
        category: finding.check.category.name(),
        mqm: finding.check.mqm.name(),
        severity: finding.severity.name(),
        confidence: finding.confidence,
        message: &finding.message,
        start: finding.target.span.start,
        end: finding.target.span.end,
        line: at.line,
        column: at.column,
        text: file.slice(finding.target.span),
        record: record(&finding.target),
        source: source_file.and_then(|file| finding.source.as_ref().map(|place| file_place(file, place))),
        related: finding
            .related
            .iter()
            .filter_map(|label| {
                let (side, file) = match label.side {
                    Side::Target => ("target", &*report.target),
                    Side::Source => ("source", source_file?),
                };
                Some(RelatedPlace {
                    side,
                    note: &label.note,
                    place: file_place(file, &label.place),
                })
            })
            .collect(),
        fix: finding.fix.as_ref().map(|fix| FixLine {
            title: &fix.title,
            safety: match fix.safety {
                Safety::Safe => "safe",
                Safety::Unsafe => "unsafe",
            },
            edits: fix
                .edits
                .iter()
                .map(|edit| EditLine {
                    start: edit.span.start,
                    end: edit.span.end,
                    insert: &edit.insert,
                })
                .collect(),
        }),
        fingerprint,
    }
}

/// The findings of an article with all that the machine-readable forms tell of them.
pub(super) fn lines(report: &Report) -> Vec<FindingLine<'_>> {
    report
        .findings
        .iter()
        .zip(fingerprints(report))
        .map(|(finding, print)| line(report, finding, print))
        .collect()
}

/// The JSON schema of the form `json`; its definition `Finding` is the schema of a line of `jsonl`.
pub fn schema() -> String {
    let schema = schemars::schema_for!(ReportJson);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// One finding per line.
#[derive(Default)]
pub struct Jsonl;

impl Render for Jsonl {
    fn article(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for line in lines(report) {
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// One document.
#[derive(Default)]
pub struct Json {
    started: bool,
}

impl Render for Json {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "{{\n  \"version\": 1,\n  \"mtlint\": \"{}\",\n  \"articles\": [",
            env!("CARGO_PKG_VERSION")
        )
    }

    fn article(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let article = ArticleJson {
            file: &report.target.name,
            lang: report.lang.0.to_string(),
            lang_origin: report.lang.1.to_string(),
            source: report.source.as_ref().map(|f| &*f.name),
            source_lang: report.source_lang.map(|(lang, _)| lang.to_string()),
            source_lang_origin: report.source_lang.map(|(_, origin)| origin.to_string()),
            words: report.words,
            notes: &report.notes,
            findings: lines(report),
        };
        let text = serde_json::to_string_pretty(&article)?;
        out.write_all(if std::mem::replace(&mut self.started, true) {
            b",\n"
        } else {
            b"\n"
        })?;
        for (number, line) in text.lines().enumerate() {
            if number > 0 {
                out.write_all(b"\n")?;
            }
            write!(out, "    {line}")?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.started { b"\n  ]\n}\n" } else { b"]\n}\n" })
    }
}
