//! A file and places in it.

use std::sync::{Arc, OnceLock};

/// A stretch of a file in bytes; empty where something is missing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Span {
    /// The first byte.
    pub start: u64,
    /// The byte after the last one.
    pub end: u64,
}

impl Span {
    /// Whether the two have a byte in common, or one is empty and lies within or at the edge of the other.
    pub fn touches(self, other: Span) -> bool {
        if self.start == self.end || other.start == other.end {
            self.start <= other.end && other.start <= self.end
        } else {
            self.start < other.end && other.start < self.end
        }
    }

    /// Whether `other` lies wholly within this one.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A line and a column as people count them: both from one, columns in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// The line, from one.
    pub line: u64,
    /// The column in characters, from one.
    pub column: u64,
}

/// A file, or for very long ones a stretch of it: name, decoded text, line index made on demand.
///
/// Offsets are bytes of the file on disk when it is UTF-8, byte order mark and CRLF included;
/// for a file in another encoding they are bytes of the text decoded to UTF-8.
#[derive(Debug)]
pub struct File {
    /// The name as it was given, with `/` between folders.
    pub name: Arc<str>,
    /// The decoded text of the stretch.
    pub text: String,
    /// Where the stretch begins in the file, in bytes.
    pub base: u64,
    /// The number of the stretch's first line, from one.
    pub first_line: u64,
    lines: OnceLock<Vec<u32>>,
    /// How many characters stand before every stretch of [`STRETCH`] bytes.
    counts: OnceLock<Vec<u32>>,
}

/// The stretches by which characters are counted, so that a place in a very long line costs no walk through it.
const STRETCH: usize = 4096;

/// How many characters begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32
}

impl File {
    /// A whole file.
    pub fn new(name: &str, text: String) -> File {
        File::part(name.replace('\\', "/").into(), text, 0, 1)
    }

    /// A stretch of a file that begins at byte `base`, on line `first_line`.
    pub fn part(name: Arc<str>, text: String, base: u64, first_line: u64) -> File {
        File {
            name,
            text,
            base,
            first_line,
            lines: OnceLock::new(),
            counts: OnceLock::new(),
        }
    }

    /// The text of a span; empty where the span does not lie on characters of the stretch.
    pub fn slice(&self, span: Span) -> &str {
        let local = |offset: u64| usize::try_from(offset.saturating_sub(self.base)).ok();
        match (local(span.start), local(span.end)) {
            (Some(start), Some(end)) => self.text.get(start..end).unwrap_or(""),
            _ => "",
        }
    }

    /// Line and column of an offset.
    pub fn position(&self, offset: u64) -> Position {
        let lines = self.lines.get_or_init(|| {
            memchr::memchr_iter(b'\n', self.text.as_bytes())
                .map(|at| at as u32 + 1)
                .collect()
        });
        let at = (offset.saturating_sub(self.base)).min(self.text.len() as u64) as u32;
        let line = lines.partition_point(|&start| start <= at);
        let start = line.checked_sub(1).map_or(0, |i| lines[i]) as usize;
        let mark = u32::from(start == 0 && at > 0 && self.text.starts_with('\u{FEFF}'));
        let column = self.characters_before(at as usize) - self.characters_before(start) - mark;
        Position {
            line: self.first_line + line as u64,
            column: u64::from(column) + 1,
        }
    }

    fn characters_before(&self, at: usize) -> u32 {
        let bytes = self.text.as_bytes();
        let counts = self.counts.get_or_init(|| {
            let mut sum = 0;
            bytes
                .chunks(STRETCH)
                .map(|stretch| {
                    let before = sum;
                    sum += characters(stretch);
                    before
                })
                .collect()
        });
        let stretch = at / STRETCH;
        let before = match counts.get(stretch) {
            Some(&before) => before,
            None => return characters(bytes),
        };
        before + characters(bytes.get(stretch * STRETCH..at).unwrap_or(&[]))
    }
}
