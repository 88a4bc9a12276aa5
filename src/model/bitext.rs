//! Two sides that belong together.

use super::{Document, Range32, Segment, Side};

/// A source segment and a target segment that belong together; at most one side is empty.
#[derive(Clone, Copy, Debug)]
pub struct Bead<'a> {
    /// What was translated.
    pub source: Segment<'a>,
    /// Its translation.
    pub target: Segment<'a>,
    /// How sure the link is, in whole per cent.
    pub confidence: u8,
    /// Whether the passage stands elsewhere in the order of the other text.
    pub moved: bool,
    /// Its number in the bitext.
    pub index: usize,
}

impl<'a> Bead<'a> {
    /// One side, and the other.
    pub fn sides(&self, side: Side) -> (Segment<'a>, Segment<'a>) {
        match side {
            Side::Source => (self.source, self.target),
            Side::Target => (self.target, self.source),
        }
    }

    /// Whether it links something of both sides.
    pub fn is_link(&self) -> bool {
        !self.source.is_empty() && !self.target.is_empty()
    }
}

/// A bead as ranges of sentence numbers, counted from zero on each side.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BeadRange {
    /// The source sentences; empty for an addition.
    pub source: std::ops::Range<u32>,
    /// The target sentences; empty for an omission.
    pub target: std::ops::Range<u32>,
    /// How sure the link is, in whole per cent.
    pub confidence: u8,
    /// Whether the passage stands elsewhere in the order of the other text.
    pub moved: bool,
}

impl BeadRange {
    /// Sentences without a partner; one side is empty.
    pub fn gap(source: std::ops::Range<u32>, target: std::ops::Range<u32>) -> BeadRange {
        BeadRange {
            source,
            target,
            ..BeadRange::default()
        }
    }

    /// Whether the bead links sentences of both sides.
    pub fn is_link(&self) -> bool {
        !self.source.is_empty() && !self.target.is_empty()
    }
}

/// Whether two texts are translations of each other, and why not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// They are.
    Aligned,
    /// There is too little evidence.
    Unsure(&'static str),
    /// They are not.
    Unrelated(&'static str),
}

/// What an aligner makes of two texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alignment {
    /// The beads: every sentence of both sides exactly once, in the order of the target.
    pub beads: Vec<BeadRange>,
    /// Whether the texts belong together.
    pub verdict: Verdict,
}

/// Source document, target document, and beads in order.
///
/// Beads cover every sentence of both sides exactly once, in the order of the target; those that are not marked as moved
/// are in the order of the source, too.
#[derive(Debug)]
pub struct Bitext {
    /// The text that was translated.
    pub source: Document,
    /// The translation.
    pub target: Document,
    /// Whether they belong together.
    pub verdict: Verdict,
    beads: Vec<BeadRange>,
}

impl Bitext {
    /// Joins two documents by an alignment of their sentences.
    pub fn new(source: Document, target: Document, alignment: Alignment) -> Bitext {
        let Alignment { beads, verdict } = alignment;
        debug_assert_eq!(
            beads.iter().map(|b| b.source.len()).sum::<usize>(),
            source.sentence_ranges().len(),
            "beads cover the source"
        );
        debug_assert_eq!(
            beads.iter().map(|b| b.target.len()).sum::<usize>(),
            target.sentence_ranges().len(),
            "beads cover the target"
        );
        Bitext {
            source,
            target,
            verdict,
            beads,
        }
    }

    /// The beads as ranges of sentence numbers.
    pub fn bead_ranges(&self) -> &[BeadRange] {
        &self.beads
    }

    /// One bead.
    pub fn bead(&self, index: usize) -> Bead<'_> {
        let bead = &self.beads[index];
        Bead {
            source: side(&self.source, &bead.source),
            target: side(&self.target, &bead.target),
            confidence: bead.confidence,
            moved: bead.moved,
            index,
        }
    }

    /// The beads in order.
    pub fn beads(&self) -> impl ExactSizeIterator<Item = Bead<'_>> {
        (0..self.beads.len()).map(|index| self.bead(index))
    }

    /// The beads whose target side shares text with a range of the target.
    pub fn beads_of_target(&self, range: Range32) -> impl Iterator<Item = Bead<'_>> {
        let sentences = self.target.sentence_ranges();
        let from = sentences.partition_point(|s| s.end <= range.start) as u32;
        let to = sentences.partition_point(|s| s.start < range.end.max(range.start + 1)) as u32;
        let first = self.beads.partition_point(|b| b.target.end <= from);
        (first..self.beads.len())
            .take_while(move |&i| self.beads[i].target.start < to)
            .filter(|&i| !self.beads[i].target.is_empty())
            .map(|i| self.bead(i))
    }
}

/// The stretch of prose from the first to the last sentence; for an empty side the place where it would stand.
fn side<'a>(doc: &'a Document, sentences: &std::ops::Range<u32>) -> Segment<'a> {
    let all = doc.sentence_ranges();
    let range = if sentences.is_empty() {
        let at = match (sentences.start as usize).checked_sub(1) {
            Some(before) => all.get(before).map_or(0, |s| s.end),
            None => all.first().map_or(0, |s| s.start),
        };
        Range32 { start: at, end: at }
    } else {
        Range32 {
            start: all[sentences.start as usize].start,
            end: all[sentences.end as usize - 1].end,
        }
    };
    doc.segment(range)
}

/// What is linted.
#[derive(Debug)]
pub enum Article {
    /// A translation without its source.
    Alone(Box<Document>),
    /// A translation with its source.
    Paired(Box<Bitext>),
}

impl Article {
    /// The translation.
    pub fn target(&self) -> &Document {
        match self {
            Article::Alone(document) => document,
            Article::Paired(bitext) => &bitext.target,
        }
    }

    /// The source, if there is one.
    pub fn source(&self) -> Option<&Document> {
        match self {
            Article::Alone(_) => None,
            Article::Paired(bitext) => Some(&bitext.source),
        }
    }
}
