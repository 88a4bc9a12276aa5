//! `mtlint align`: the beads of two texts.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use quick_xml::events::{BytesDecl, BytesText, Event};
use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use crate::align::Dictionary;
use crate::lint;
use crate::model::{Bead, Bitext, Document, File, Lang, Verdict};

use super::input::{load, read_text};
use super::output::terminal_width;
use super::{AlignArgs, AlignForm, CLEAN, FAILED, Segments, complain};

/// A bead as a line of JSON.
#[derive(Serialize)]
struct BeadLine<'a> {
    source: Vec<u32>,
    target: Vec<u32>,
    confidence: u8,
    moved: bool,
    source_text: &'a str,
    target_text: &'a str,
}

pub(super) fn run(args: &AlignArgs, out: &mut dyn Write) -> io::Result<u8> {
    let mut failed = false;
    let mut tasks = Vec::new();
    match &args.manifest {
        Some(path) => match manifest(path) {
            Ok(lines) => tasks = lines,
            Err(message) => {
                complain(&message);
                return Ok(FAILED);
            }
        },
        None => {
            if let (Some(source), Some(target)) = (&args.source, &args.target) {
                tasks.push(Task {
                    source: source.clone(),
                    target: target.clone(),
                    source_lang: args.source_lang,
                    lang: args.lang,
                    output: None,
                });
            }
        }
    }
    let dictionary = match args.dictionary.as_deref().map(dictionary).transpose() {
        Ok(dictionary) => dictionary.unwrap_or_default(),
        Err(message) => {
            complain(&message);
            return Ok(FAILED);
        }
    };
    let mut opened = Vec::new();
    for task in &tasks {
        match open(task, args.segments) {
            Ok((source, target)) => opened.push((task, source, target)),
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
    }
    let sentences: usize = opened
        .iter()
        .map(|(_, s, t)| s.sentence_ranges().len() + t.sentence_ranges().len())
        .sum();
    let progress = sentences > LONG && io::stderr().is_terminal();
    if progress {
        eprint!("mtlint: aligning {} pairs, {sentences} sentences …", opened.len());
    }
    let pairs: Vec<(&Document, &Document)> = opened.iter().map(|(_, s, t)| (s, t)).collect();
    let aligned = crate::align::align_all(&pairs, &dictionary);
    if progress {
        eprintln!(" done");
    }
    let width = terminal_width();
    for ((task, source, target), alignment) in opened.into_iter().zip(aligned) {
        let bitext = Bitext::new(source, target, alignment);
        if let Verdict::Unrelated(why) | Verdict::Unsure(why) = bitext.verdict {
            let doubt = match bitext.verdict {
                Verdict::Unrelated(_) => "do not seem to belong together",
                _ => "are aligned with doubt",
            };
            complain(&format!(
                "{} and {} {doubt}: {why}",
                bitext.source.file.name, bitext.target.file.name
            ));
        }
        match &task.output {
            None => render(args.format, &bitext, width, out)?,
            Some(path) => {
                let mut text = Vec::new();
                render(args.format, &bitext, width, &mut text)?;
                if let Err(error) = write_whole(path, &text) {
                    complain(&format!("{}: cannot be written: {error}", path.display()));
                    failed = true;
                }
            }
        }
    }
    Ok(if failed { FAILED } else { CLEAN })
}

/// Reads both sides of a pair, and says what is odd about them.
fn open(task: &Task, segments: Segments) -> Result<(Document, Document), String> {
    let mut warnings = Vec::new();
    let mut open = |path: &Path, lang| match segments {
        Segments::Sentences => load(path, lang, &mut warnings),
        Segments::Lines => {
            let (name, text) = read_text(path, &mut warnings)?;
            let draft = crate::read::lines(Arc::new(File::new(&name, text)));
            Ok(lint::segments(draft, lang))
        }
    };
    let both = open(&task.source, task.source_lang).and_then(|s| Ok((s, open(&task.target, task.lang)?)));
    for warning in warnings {
        complain(&warning);
    }
    both
}

/// Reads a dictionary: source word, tab, target word.
pub(super) fn dictionary(path: &Path) -> Result<Dictionary, String> {
    let (name, text) = read_text(path, &mut Vec::new())?;
    let mut pairs = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match line.split_once('\t') {
            Some((source, target)) if !source.trim().is_empty() && !target.trim().is_empty() => {
                let target = target.split('\t').next().unwrap_or(target);
                pairs.push((source.trim().to_owned(), target.trim().to_owned()));
            }
            _ => {
                return Err(format!(
                    "{name}:{}: needs two columns separated by a tab: source word, target word",
                    number + 1
                ));
            }
        }
    }
    Ok(Dictionary { pairs })
}

/// A pair that is to be aligned.
struct Task {
    source: PathBuf,
    target: PathBuf,
    source_lang: Option<Lang>,
    lang: Option<Lang>,
    /// Where the beads go; standard output if nowhere else.
    output: Option<PathBuf>,
}

/// The pairs that a manifest names.
fn manifest(path: &Path) -> Result<Vec<Task>, String> {
    let (name, text) = read_text(path, &mut Vec::new())?;
    let mut tasks = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let bad = |why: &str| format!("{name}:{}: {why}", number + 1);
        let cells: Vec<&str> = line.split('\t').collect();
        let &[source, target, source_lang, lang, output] = cells.as_slice() else {
            return Err(bad(
                "needs five columns separated by tabs: source, target, source language, target language, output file",
            ));
        };
        let tag = |tag: &str| match tag.trim() {
            "" => Ok(None),
            tag => Lang::parse(tag)
                .map(Some)
                .ok_or_else(|| bad(&format!("`{tag}` is not a BCP 47 tag"))),
        };
        tasks.push(Task {
            source: source.into(),
            target: target.into(),
            source_lang: tag(source_lang)?,
            lang: tag(lang)?,
            output: Some(output.into()),
        });
    }
    Ok(tasks)
}

/// Writes a file so that it is either whole or as it was before.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    std::fs::write(&beside, bytes)?;
    std::fs::rename(&beside, path)
}

fn render(format: AlignForm, bitext: &Bitext, width: usize, out: &mut dyn Write) -> io::Result<()> {
    match format {
        AlignForm::Tsv => tsv(bitext, out)?,
        AlignForm::Jsonl => {
            for (bead, range) in bitext.beads().zip(bitext.bead_ranges()) {
                let line = BeadLine {
                    source: ids(&bitext.source, &range.source),
                    target: ids(&bitext.target, &range.target),
                    confidence: bead.confidence,
                    moved: bead.moved,
                    source_text: bead.source.text(),
                    target_text: bead.target.text(),
                };
                serde_json::to_writer(&mut *out, &line)?;
                out.write_all(b"\n")?;
            }
        }
        AlignForm::Text => {
            let column = ((width.saturating_sub(9)) / 2).clamp(16, WIDEST);
            for bead in bitext.beads() {
                side_by_side(&bead, column, out)?;
            }
        }
        AlignForm::Tmx => tmx(bitext, out)?,
    }
    Ok(())
}

/// The numbers of sentences as the reader of the file counts them: lines as given, or sentences from zero.
fn ids(document: &Document, range: &std::ops::Range<u32>) -> Vec<u32> {
    range
        .clone()
        .map(|sentence| {
            if !document.is_segmented() {
                return sentence;
            }
            let start = document.sentence_ranges()[sentence as usize].start;
            document
                .block_at(start)
                .and_then(|block| document.blocks()[block].record)
                .unwrap_or(sentence)
        })
        .collect()
}

fn tsv(bitext: &Bitext, out: &mut dyn Write) -> io::Result<()> {
    let join = |ids: &[u32]| ids.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
    // Empty lines are segments without text, and belong to nothing.
    let empty = |document: &Document| -> Vec<u32> {
        let mut filled = vec![false; document.records().len()];
        for block in document.blocks() {
            if let Some(record) = block.record {
                filled[record as usize] = true;
            }
        }
        (0..filled.len() as u32).filter(|&i| !filled[i as usize]).collect()
    };
    let (mut sources, mut targets) = (
        empty(&bitext.source).into_iter().peekable(),
        empty(&bitext.target).into_iter().peekable(),
    );
    for bead in bitext.bead_ranges() {
        let (s, t) = (ids(&bitext.source, &bead.source), ids(&bitext.target, &bead.target));
        while let Some(line) = sources.next_if(|&line| s.first().is_some_and(|&first| line < first)) {
            writeln!(out, "{line}\t")?;
        }
        while let Some(line) = targets.next_if(|&line| t.first().is_some_and(|&first| line < first)) {
            writeln!(out, "\t{line}")?;
        }
        writeln!(out, "{}\t{}", join(&s), join(&t))?;
    }
    for line in sources {
        writeln!(out, "{line}\t")?;
    }
    for line in targets {
        writeln!(out, "\t{line}")?;
    }
    Ok(())
}

/// The links as a translation memory.
fn tmx(bitext: &Bitext, out: &mut dyn Write) -> io::Result<()> {
    let tag = |document: &Document| document.lang.to_string();
    let (source, target) = (tag(&bitext.source), tag(&bitext.target));
    let mut xml = quick_xml::Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("tmx")
        .with_attribute(("version", "1.4"))
        .write_inner_content(|xml| {
            xml.create_element("header")
                .with_attributes([
                    ("creationtool", "mtlint"),
                    ("creationtoolversion", env!("CARGO_PKG_VERSION")),
                    ("segtype", "sentence"),
                    ("o-tmf", "mtlint"),
                    ("adminlang", "en"),
                    ("srclang", source.as_str()),
                    ("datatype", "plaintext"),
                ])
                .write_empty()?;
            xml.create_element("body").write_inner_content(|xml| {
                for bead in bitext.beads().filter(|b| !b.source.is_empty() && !b.target.is_empty()) {
                    let confidence = bead.confidence.to_string();
                    xml.create_element("tu").write_inner_content(|xml| {
                        xml.create_element("prop")
                            .with_attribute(("type", "confidence"))
                            .write_text_content(BytesText::new(&confidence))?;
                        for (tag, segment) in [(&source, bead.source), (&target, bead.target)] {
                            let text: String = segment.text().chars().filter(|&c| is_xml(c)).collect();
                            xml.create_element("tuv")
                                .with_attribute(("xml:lang", tag.as_str()))
                                .write_inner_content(|xml| {
                                    xml.create_element("seg").write_text_content(BytesText::new(&text))?;
                                    Ok(())
                                })?;
                        }
                        Ok(())
                    })?;
                }
                Ok(())
            })?;
            Ok(())
        })?;
    out.write_all(b"\n")
}

/// Whether XML 1.0 can hold a character at all.
fn is_xml(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The most columns of one side.
const WIDEST: usize = 90;
/// From so many sentences on, a terminal is told that work goes on.
const LONG: usize = 5_000;

fn side_by_side(bead: &Bead, column: usize, out: &mut dyn Write) -> io::Result<()> {
    let (left, right) = (wrap(bead.source.text(), column), wrap(bead.target.text(), column));
    let mark = match (bead.source.is_empty(), bead.target.is_empty()) {
        (true, _) => "  +  ".to_owned(),
        (_, true) => "  -  ".to_owned(),
        _ if bead.moved => format!("{:>3}%~", bead.confidence),
        _ => format!("{:>3}% ", bead.confidence),
    };
    for row in 0..left.len().max(right.len()).max(1) {
        let cell = |lines: &[String]| lines.get(row).cloned().unwrap_or_default();
        let (a, b) = (cell(&left), cell(&right));
        let gap = column.saturating_sub(width(&a));
        let mark = if row == 0 { mark.as_str() } else { "     " };
        writeln!(out, "{}", format!("{mark} {a}{} | {b}", " ".repeat(gap)).trim_end())?;
    }
    writeln!(out)
}

fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// Wraps a text to the columns of one side, between words where there are spaces.
fn wrap(text: &str, column: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut columns = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let len = width(word.trim_end());
        if columns > 0 && columns + len > column {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            columns = 0;
        }
        for c in word.chars() {
            let own = c.width().unwrap_or(0);
            if columns + own > column {
                lines.push(std::mem::take(&mut line));
                columns = 0;
            }
            line.push(if c == '\n' { ' ' } else { c });
            columns += own;
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}
