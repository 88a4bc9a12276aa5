//! `mtlint align`: the beads of two texts.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use crate::lint;
use crate::model::{Bitext, Document, File, Segment};

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
    let mut warnings = Vec::new();
    let mut open = |path: &Path, lang| match args.segments {
        Segments::Sentences => load(path, lang, &mut warnings),
        Segments::Lines => {
            let (name, text) = read_text(path, &mut warnings)?;
            let draft = crate::read::lines(Arc::new(File::new(&name, text)));
            Ok(lint::segments(draft, lang))
        }
    };
    let both = open(&args.source, args.source_lang).and_then(|s| Ok((s, open(&args.target, args.lang)?)));
    for warning in warnings {
        complain(&warning);
    }
    let (source, target) = match both {
        Ok(both) => both,
        Err(message) => {
            complain(&message);
            return Ok(FAILED);
        }
    };
    let beads = crate::align::align(&source, &target);
    let bitext = Bitext::new(source, target, beads);
    match args.format {
        AlignForm::Tsv => tsv(&bitext, out)?,
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
    Ok(CLEAN)
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
