//! Plain text.
//!
//! A line is a block, as articles are stored one paragraph to a line, unless the text is wrapped by hand:
//! then lines without a blank line between them are one paragraph.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::model::{BlockKind, Draft, File, Record};
use crate::text::chars;

use super::Builder;

/// The widest line of a text that was wrapped by hand, in characters.
const WRAP_MAX: usize = 100;
/// The narrowest line that counts as full in a text that was wrapped by hand.
const WRAP_MIN: usize = 50;

pub(super) fn read(file: Arc<File>) -> Draft {
    let lines = line_ranges(&file.text);
    let wrapped = is_wrapped(&file.text, &lines);
    let mut builder = Builder::new(file.clone());
    let mut open: Option<usize> = None;
    for (start, end) in lines {
        let line = &file.text[start..end];
        if line.trim_matches(chars::is_space).is_empty() {
            if let Some(at) = open.take() {
                builder.end_block(BlockKind::Paragraph, at);
            }
            continue;
        }
        if let Some(at) = open {
            if wrapped && !begins_item(line) {
                builder.replace(" ", at, start);
            } else {
                builder.end_block(BlockKind::Paragraph, at);
            }
        }
        builder.copy(start, end);
        open = Some(end);
    }
    if let Some(at) = open {
        builder.end_block(BlockKind::Paragraph, at);
    }
    builder.finish()
}

pub(super) fn read_lines(file: Arc<File>) -> Draft {
    let mut builder = Builder::new(file.clone());
    for (number, (start, end)) in line_ranges(&file.text).into_iter().enumerate() {
        builder.copy(start, end);
        builder.end_block_of(BlockKind::Paragraph, Some(number as u32), end);
        builder.records.push(Record {
            id: number.to_string().into(),
            start: start as u32,
            escapes: Vec::new(),
        });
    }
    builder.finish()
}

/// The lines without their line ends, the byte order mark left out.
fn line_ranges(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let bytes = text.as_bytes();
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        if at < start {
            continue;
        }
        let pair = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
        out.push((start, at));
        start = at + 1 + usize::from(pair);
    }
    if start < text.len() {
        out.push((start, text.len()));
    }
    out
}

fn begins_item(line: &str) -> bool {
    let line = line.trim_start();
    let mut letters = line.chars();
    let mark = letters.next().is_some_and(|c| matches!(c, '-' | '*' | '•' | '–' | '—')) && letters.next() == Some(' ');
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    mark || (1..=3).contains(&digits) && line[digits..].starts_with(['.', ')']) && line[digits + 1..].starts_with(' ')
}

/// Whether most lines that are followed by another one are full, none is long, and few end a sentence.
fn is_wrapped(text: &str, lines: &[(usize, usize)]) -> bool {
    let (mut inner, mut full, mut ended) = (0usize, 0usize, 0usize);
    for pair in lines.windows(2) {
        let line = text[pair[0].0..pair[0].1].trim();
        let next = text[pair[1].0..pair[1].1].trim();
        if line.is_empty() || next.is_empty() {
            continue;
        }
        // Long lines are told by their bytes first, so that no line of a megabyte is counted.
        if line.len() > 4 * WRAP_MAX {
            return false;
        }
        // A letter is as wide as it is, however its accents are stored.
        let width = line.nfc().count();
        if width > WRAP_MAX {
            return false;
        }
        inner += 1;
        full += usize::from(width >= WRAP_MIN);
        ended += usize::from(line.ends_with(chars::is_terminator));
    }
    inner >= 4 && full * 3 >= inner * 2 && ended * 2 < inner
}
