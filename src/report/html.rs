//! The review page: one self-contained HTML file that needs no server and no network.
//!
//! Text reaches the page as JSON in which `<`, `>` and `&` are escaped, and the script puts it in as text only. A
//! content security policy lets nothing run but the page's own script, known by its hash.

use std::io::{self, Write};

use base64::Engine;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::check::CHECKS;
use crate::model::{File, Finding, Fnv, Lang, Passage, Report, Safety, Side, Span, Summary};

use super::{Render, fingerprints, page_of};

const PAGE: &str = include_str!("review/page.html");
const STYLE: &str = include_str!("review/page.css");
const SCRIPT: &str = include_str!("review/page.js");

/// The review page.
#[derive(Default)]
pub struct Html {
    files: Vec<Value>,
    used: Vec<&'static str>,
    key: Fnv,
}

impl Render for Html {
    fn article(&mut self, report: &Report, _: &mut dyn Write) -> io::Result<()> {
        self.key.write(&report.target.name);
        let source_file = report.source.as_deref();
        let passages: Vec<Value> = report
            .passages
            .iter()
            .map(|p| {
                let target = report.target.slice(p.target);
                let source = p.source.zip(source_file).map(|(span, file)| file.slice(span));
                let kind = match source {
                    None => "plain",
                    Some(_) if p.moved => "moved",
                    Some("") => "addition",
                    Some(_) if target.is_empty() => "omission",
                    Some(_) => "link",
                };
                json!({
                    "source": source.unwrap_or(""),
                    "target": target,
                    "kind": kind,
                    "confidence": p.confidence,
                    "line": report.target.position(p.target.start).line,
                    "source_line": p.source.zip(source_file).map(|(span, file)| file.position(span.start).line),
                })
            })
            .collect();
        let sides = (Passages::of(report, Side::Target), Passages::of(report, Side::Source));
        let findings: Vec<Value> = report
            .findings
            .iter()
            .zip(fingerprints(report))
            .map(|(f, id)| self.finding(report, f, &id, &sides))
            .collect();
        let lang = report.lang.0;
        let source_lang = report.source_lang.map(|(lang, _)| lang);
        self.files.push(json!({
            "path": &*report.target.name,
            "source_path": source_file.map(|f| &*f.name),
            "lang": lang.to_string(),
            "source_lang": source_lang.map(|l| l.to_string()),
            "dir": direction(lang),
            "source_dir": source_lang.map_or("ltr", direction),
            "words": report.words,
            "beads": passages,
            "findings": findings,
        }));
        Ok(())
    }

    fn end(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let checks: serde_json::Map<String, Value> = CHECKS
            .iter()
            .filter(|c| self.used.contains(&c.code))
            .map(|c| {
                (
                    c.code.to_owned(),
                    json!({ "name": c.name, "summary": c.summary(), "url": page_of(c) }),
                )
            })
            .collect();
        let title = match self.files.as_slice() {
            [one] => one["path"].as_str().unwrap_or("").to_owned(),
            many => super::count(many.len(), "file"),
        };
        let data = json!({
            "version": 1,
            "tool": concat!("mtlint ", env!("CARGO_PKG_VERSION")),
            "title": title,
            "decisions_key": format!("{:016x}", self.key.0),
            "checks": checks,
            "files": std::mem::take(&mut self.files),
        });
        let data = inert(&serde_json::to_string(&data)?);
        let mut page = PAGE;
        // Each placeholder stands once; what is put in is not searched again.
        while let Some((before, rest)) = page.split_once("{{") {
            let (name, behind) = rest.split_once("}}").unwrap_or((rest, ""));
            out.write_all(before.as_bytes())?;
            match name {
                "title" => out.write_all(escaped(&title).as_bytes())?,
                "style" => out.write_all(STYLE.as_bytes())?,
                "script" => out.write_all(SCRIPT.as_bytes())?,
                "style_hash" => out.write_all(hash(STYLE).as_bytes())?,
                "script_hash" => out.write_all(hash(SCRIPT).as_bytes())?,
                "data" => out.write_all(data.as_bytes())?,
                _ => {}
            }
            page = behind;
        }
        out.write_all(page.as_bytes())
    }
}

impl Html {
    fn finding(
        &mut self,
        report: &Report,
        finding: &Finding,
        id: &str,
        (target, source): &(Option<Passages>, Option<Passages>),
    ) -> Value {
        let ours = |span: Span| target.as_ref().map_or_else(Vec::new, |p| p.places(span));
        let check = finding.check;
        if !self.used.contains(&check.code) {
            self.used.push(check.code);
        }
        self.key.write(id);
        let at = report.target.position(finding.target.span.start);
        let mut spans = ours(finding.target.span);
        if let Some((theirs, place)) = source.as_ref().zip(finding.source.as_ref()) {
            spans.extend(theirs.places(place.span));
        }
        let fix = finding.fix.as_ref().map(|fix| {
            let edits: Vec<Value> = fix
                .edits
                .iter()
                .flat_map(|edit| {
                    ours(edit.span).into_iter().take(1).map(|mut place| {
                        place["text"] = json!(edit.insert);
                        place
                    })
                })
                .collect();
            json!({ "safe": fix.safety == Safety::Safe, "message": fix.title, "edits": edits })
        });
        json!({
            "id": id,
            "check": check.code,
            "name": check.name,
            "category": check.category.name(),
            "mqm": check.mqm.name(),
            "severity": finding.severity.name(),
            "confidence": finding.confidence,
            "message": finding.message,
            "help": check.summary(),
            "line": at.line,
            "column": at.column,
            "passage": report.passage_of(finding),
            "spans": spans,
            "fix": fix,
        })
    }
}

/// The passages of one side in the order of its file.
struct Passages<'a> {
    name: &'static str,
    file: &'a File,
    /// Where each stands, and its number in the report.
    sorted: Vec<(Span, usize)>,
}

impl<'a> Passages<'a> {
    fn of(report: &'a Report, side: Side) -> Option<Passages<'a>> {
        let (name, file) = match side {
            Side::Target => ("target", &report.target),
            Side::Source => ("source", report.source.as_ref()?),
        };
        let span = |p: &Passage| match side {
            Side::Target => Some(p.target),
            Side::Source => p.source,
        };
        let passages = report.passages.iter().enumerate();
        let mut sorted: Vec<(Span, usize)> = passages.filter_map(|(i, p)| Some((span(p)?, i))).collect();
        sorted.sort();
        Some(Passages { name, file, sorted })
    }

    /// Where a stretch of the file stands in the passages, in UTF-16 code units of their text.
    fn places(&self, span: Span) -> Vec<Value> {
        let empty = span.start == span.end;
        // Passages do not overlap, so that their ends are in order, too.
        let from = self.sorted.partition_point(|(whole, _)| whole.end < span.start);
        let mut out = Vec::new();
        for &(whole, index) in &self.sorted[from..] {
            if whole.start > span.end {
                break;
            }
            if !empty && (whole.start == whole.end || !whole.touches(span)) {
                continue;
            }
            let units = |offset: u64| {
                let before = Span {
                    start: whole.start,
                    end: offset,
                };
                self.file.slice(before).encode_utf16().count()
            };
            let (start, end) = (span.start.max(whole.start), span.end.min(whole.end));
            out.push(json!({ "bead": index, "side": self.name, "start": units(start), "end": units(end) }));
            if empty {
                break;
            }
        }
        out
    }
}

/// Which way a language is written.
fn direction(lang: Lang) -> &'static str {
    let right_to_left = crate::data::languages::row(lang.base()).is_some_and(|l| {
        l.scripts
            .split('|')
            .all(|s| matches!(s, "Arab" | "Hebr" | "Syrc" | "Thaa" | "Nkoo"))
    });
    if right_to_left { "rtl" } else { "ltr" }
}

/// JSON that cannot end the element it stands in.
fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text))
    )
}
