//! The way from prose back to the file.

use super::{Range32, Span};

/// One stretch of prose and the stretch of the file it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    prose: u32,
    file: u32,
    prose_len: u32,
    file_len: u32,
    copy: bool,
}

/// A sorted list of runs from prose to file.
///
/// A run is a copy, byte for byte, or stands as a whole for its stretch of the file
/// (an entity, an escape, a line break inside a paragraph, a letter composed from two).
#[derive(Debug, Default, Clone)]
pub struct SpanMap {
    runs: Vec<Run>,
    base: u64,
}

impl SpanMap {
    /// A map into a stretch of a file that begins at byte `base`.
    pub fn new(base: u64) -> SpanMap {
        SpanMap { runs: Vec::new(), base }
    }

    /// Adds a run of prose that is copied from the file. Runs are added in the order of the prose.
    pub fn push_copy(&mut self, prose: usize, file: usize, len: usize) {
        self.push(prose, len, file, len, true);
    }

    /// Adds a run: `prose_len` bytes of prose which stand for `file_len` bytes at `file` of the stretch.
    pub fn push_replacement(&mut self, prose: usize, prose_len: usize, file: usize, file_len: usize) {
        self.push(prose, prose_len, file, file_len, false);
    }

    fn push(&mut self, prose: usize, prose_len: usize, file: usize, file_len: usize, copy: bool) {
        let run = Run {
            prose: prose as u32,
            file: file as u32,
            prose_len: prose_len as u32,
            file_len: file_len as u32,
            copy,
        };
        if let Some(last) = self.runs.last_mut()
            && last.copy
            && run.copy
            && last.prose + last.prose_len == run.prose
            && last.file + last.file_len == run.file
        {
            last.prose_len += run.prose_len;
            last.file_len += run.file_len;
            return;
        }
        self.runs.push(run);
    }

    fn run_at(&self, prose: u32) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.prose <= prose);
        self.runs.get(after.checked_sub(1)?)
    }

    fn start(&self, prose: u32) -> u32 {
        let Some(run) = self.run_at(prose) else {
            return self.runs.first().map_or(0, |run| run.file);
        };
        let inside = prose - run.prose;
        if inside >= run.prose_len {
            run.file + run.file_len
        } else if run.copy {
            run.file + inside
        } else {
            run.file
        }
    }

    fn end(&self, prose: u32) -> u32 {
        let Some(run) = prose.checked_sub(1).and_then(|last| self.run_at(last)) else {
            return self.start(prose);
        };
        let inside = prose - run.prose;
        if run.copy && inside <= run.prose_len {
            run.file + inside
        } else {
            run.file + run.file_len
        }
    }

    /// The stretch of the file that a range of prose comes from.
    pub fn span(&self, range: Range32) -> Span {
        let start = self.start(range.start);
        let end = if range.start == range.end {
            // An empty place stands right behind the text before it.
            self.end(range.start)
        } else {
            self.end(range.end).max(start)
        };
        let start = if range.start == range.end { end } else { start };
        Span {
            start: self.base + u64::from(start),
            end: self.base + u64::from(end),
        }
    }

    /// Whether the prose at this place is a copy of the file, byte for byte.
    pub fn is_copy(&self, prose: u32) -> bool {
        self.run_at(prose)
            .is_some_and(|run| run.copy && prose - run.prose < run.prose_len)
    }
}
