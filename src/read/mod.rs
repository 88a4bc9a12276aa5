//! Reading: bytes to drafts, one file per format.
//!
//! A reader gives blocks in reading order with the way back to the file. It leaves markup out, writes an inline
//! object (a code span) as one character ([`OBJECT`]), and reads unclear input as far as it goes.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose};

use crate::model::{Block, BlockKind, Draft, File, Range32, Record, SpanMap};
use crate::text::chars;

mod decode;
pub mod jsonl;
mod markdown;
mod plain;

pub use decode::{DecodeError, Decoded, decode};

/// What stands in the prose for something that is no prose.
pub const OBJECT: char = '\u{FFFC}';

/// The formats of articles.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// Records of paired segments, one JSON object per line.
    Jsonl,
}

impl Format {
    /// The format that a file's name tells; plain text where it tells none.
    pub fn of_name(name: &str) -> Format {
        let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        match ending.as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "mdx" => Format::Markdown,
            "jsonl" | "ndjson" => Format::Jsonl,
            _ => Format::Plain,
        }
    }
}

impl Format {
    /// The format that a file's ending tells, where it is the ending of a text.
    pub fn of_ending(name: &str) -> Option<Format> {
        let text = name.to_ascii_lowercase().ends_with(".txt");
        Some(Format::of_name(name)).filter(|&f| text || f == Format::Markdown)
    }
}

/// Reads an article.
pub fn article(file: Arc<File>, format: Format) -> Draft {
    match format {
        Format::Markdown => markdown::read(file),
        Format::Plain | Format::Jsonl => plain::read(file),
    }
}

/// Reads a text of which every line is one segment; empty lines are segments too.
pub fn lines(file: Arc<File>) -> Draft {
    plain::read_lines(file)
}

/// A draft in the making.
struct Builder {
    file: Arc<File>,
    text: String,
    map: SpanMap,
    blocks: Vec<Block>,
    is_markup: bool,
    records: Vec<Record>,
    block_start: usize,
}

impl Builder {
    fn new(file: Arc<File>) -> Builder {
        let map = SpanMap::new(file.base);
        Builder {
            text: String::with_capacity(file.text.len()),
            map,
            blocks: Vec::new(),
            is_markup: false,
            records: Vec::new(),
            block_start: 0,
            file,
        }
    }

    /// Copies a stretch of the file into the open block; what is not in normal form C is composed.
    fn copy(&mut self, from: usize, to: usize) {
        let file = self.file.clone();
        let slice = &file.text[from..to];
        push_normalized(&mut self.text, &mut self.map, slice, |at| from + at);
    }

    /// Puts text into the open block that stands for another stretch of the file.
    fn replace(&mut self, text: &str, from: usize, to: usize) {
        self.map.push_replacement(self.text.len(), text.len(), from, to - from);
        self.text.push_str(text);
    }

    /// Whether anything but white space stands in the open block.
    fn has_open(&self) -> bool {
        !self.text[self.block_start..].trim().is_empty()
    }

    /// Closes the open block.
    fn end_block(&mut self, kind: BlockKind, at: usize) {
        self.end_block_of(kind, None, at);
    }

    fn end_block_of(&mut self, kind: BlockKind, record: Option<u32>, at: usize) {
        let body = &self.text[self.block_start..];
        let start = self.block_start + (body.len() - body.trim_start_matches(chars::is_space).len());
        let end = self.block_start + body.trim_end_matches(chars::is_space).len();
        if start < end {
            self.blocks.push(Block {
                range: Range32::new(start, end),
                kind,
                record,
            });
        }
        if self.text.len() > self.block_start {
            self.map.push_replacement(self.text.len(), 1, at, 0);
            self.text.push('\n');
        }
        self.block_start = self.text.len();
    }

    fn finish(self) -> Draft {
        Draft {
            file: self.file,
            text: self.text,
            map: self.map,
            blocks: self.blocks,
            is_markup: self.is_markup,
            records: self.records,
        }
    }
}

/// Appends a text in normal form C; `place` tells where a byte of it stands in the file.
fn push_normalized(out: &mut String, map: &mut SpanMap, slice: &str, place: impl Fn(usize) -> usize) {
    if unicode_normalization::is_nfc_quick(slice.chars()) == unicode_normalization::IsNormalized::Yes {
        map.push_copy(out.len(), place(0), slice.len());
        out.push_str(slice);
        return;
    }
    let mut at = 0;
    while at < slice.len() {
        // A cluster: a character and what may compose with it.
        let mut end = at;
        let mut starter = None;
        for c in slice[at..].chars() {
            let composed = starter.and_then(|s| compose(s, c));
            if starter.is_some() && composed.is_none() && canonical_combining_class(c) == 0 {
                break;
            }
            starter = composed.or(starter).or(Some(c));
            end += c.len_utf8();
        }
        let cluster = &slice[at..end];
        let before = out.len();
        out.extend(cluster.nfc());
        // Marks behind a composed letter stay as they are.
        let composed = &out[before..];
        let pairs = composed.chars().rev().zip(cluster.chars().rev());
        let kept: usize = pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        let (ours, theirs) = (composed.len() - kept, cluster.len() - kept);
        if theirs > 0 {
            map.push_replacement(before, ours, place(at), theirs);
        }
        if kept > 0 {
            map.push_copy(before + ours, place(at + theirs), kept);
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_behind_a_composed_letter_is_no_part_of_it() {
        let text: String = "가\u{1cd4}".nfd().collect();
        let (mut out, mut map) = (String::new(), SpanMap::new(0));
        push_normalized(&mut out, &mut map, &text, |at| at);
        assert_eq!(out, "가\u{1cd4}");
        let letter = map.span(Range32::new(0, "가".len()));
        assert_eq!((letter.start, letter.end), (0, "\u{1100}\u{1161}".len() as u64));
    }
}
