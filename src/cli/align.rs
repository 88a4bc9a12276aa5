//! `mtlint align`: the beads of two texts.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use crate::lint;
use crate::model::{Bitext, Document, File, Lang, Segment};

use super::check::{load, read_text};
use super::{AlignArgs, AlignForm, CLEAN, FAILED, Segments, complain};

/// A bead as a line of JSON.
#[derive(Serialize)]
struct BeadLine<'a> {
    source: Vec<u32>,
    target: Vec<u32>,
    confidence: u8,
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
    let mut opened = Vec::new();
    for task in &tasks {
        let mut warnings = Vec::new();
        let mut open = |path: &Path, lang| match args.segments {
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
        match both {
            Ok((source, target)) => opened.push((task, source, target)),
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
    }
    let pairs: Vec<(&Document, &Document)> = opened.iter().map(|(_, s, t)| (s, t)).collect();
    let aligned = crate::align::align_all(&pairs, &crate::align::Dictionary::default());
    for ((task, source, target), beads) in opened.into_iter().zip(aligned) {
        let bitext = Bitext::new(source, target, beads);
        match &task.output {
            None => render(args.format, &bitext, out)?,
            Some(path) => {
                let mut text = Vec::new();
                render(args.format, &bitext, &mut text)?;
                if let Err(error) = write_whole(path, &text) {
                    complain(&format!("{}: cannot be written: {error}", path.display()));
                    failed = true;
                }
            }
        }
    }
    Ok(if failed { FAILED } else { CLEAN })
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
            tag => Lang::parse(tag).map(Some).ok_or_else(|| bad(&format!("`{tag}` is not a BCP 47 tag"))),
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

fn render(format: AlignForm, bitext: &Bitext, out: &mut dyn Write) -> io::Result<()> {
    match format {
        AlignForm::Tsv => tsv(bitext, out)?,
        AlignForm::Jsonl => {
            for (bead, range) in bitext.beads().zip(bitext.bead_ranges()) {
                let line = BeadLine {
                    source: ids(&bitext.source, &range.source),
                    target: ids(&bitext.target, &range.target),
                    confidence: bead.confidence,
                    source_text: bead.source.text(),
                    target_text: bead.target.text(),
                };
                serde_json::to_writer(&mut *out, &line)?;
                out.write_all(b"\n")?;
            }
        }
        AlignForm::Text => {
            for bead in bitext.beads() {
                side_by_side(bead.source, bead.target, bead.confidence, out)?;
            }
        }
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

/// The columns of one side.
const COLUMN: usize = 56;

fn side_by_side(source: Segment, target: Segment, confidence: u8, out: &mut dyn Write) -> io::Result<()> {
    let (left, right) = (wrap(source.text()), wrap(target.text()));
    let mark = match (source.is_empty(), target.is_empty()) {
        (true, _) => "  + ".to_owned(),
        (_, true) => "  - ".to_owned(),
        _ => format!("{confidence:>3}%"),
    };
    for row in 0..left.len().max(right.len()).max(1) {
        let cell = |lines: &[String]| lines.get(row).cloned().unwrap_or_default();
        let (a, b) = (cell(&left), cell(&right));
        let gap = COLUMN.saturating_sub(width(&a));
        let mark = if row == 0 { mark.as_str() } else { "    " };
        writeln!(out, "{}", format!("{mark} {a}{} | {b}", " ".repeat(gap)).trim_end())?;
    }
    writeln!(out)
}

fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// Wraps a text to the columns of one side, between words where there are spaces.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut columns = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let len = width(word.trim_end());
        if columns > 0 && columns + len > COLUMN {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            columns = 0;
        }
        for c in word.chars() {
            let own = c.width().unwrap_or(0);
            if columns + own > COLUMN {
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
