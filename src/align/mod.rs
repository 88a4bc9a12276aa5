//! Alignment: which source sentences and which target sentences belong together.
//!
//! Dynamic programming over beads (Gale and Church 1993) whose cost is made of the lengths of both sides, with
//! ratio and variance learnt from the document itself, and of what both sides share: numbers, names and cognates
//! as folded keys, and in later rounds the word pairs that the first round's links suggest (the lexicon of Moore 2002
//! and hunalign, by the Dice coefficient of Melamed 2000). Gaps are affine, so that a missing passage costs one
//! opening. All arithmetic is on integers, so that every machine gives the same links.
//!
//! The interface is the one that stays: two documents in, beads in order out. [`align`] knows nothing of files.

use crate::model::{BeadRange, Document};

mod features;
mod path;

use features::Features;

/// How often the links teach a lexicon that improves the links.
const ROUNDS: usize = 2;

/// Aligns two documents: beads in the order of both texts, which cover every sentence of both exactly once.
///
/// The cost is the product of the two lengths up to some two thousand sentences and linear beyond, where only a
/// strip around the rare keys that both sides share in one order is searched.
pub fn align(source: &Document, target: &Document) -> Vec<BeadRange> {
    let n = source.sentence_ranges().len();
    let m = target.sentence_ranges().len();
    if n == 0 || m == 0 {
        return path::nulls(n, m);
    }
    let mut features = Features::new(source, target);
    let mut beads = path::search(&features);
    for _ in 0..ROUNDS {
        features.learn(&beads);
        let next = path::search(&features);
        if next == beads {
            break;
        }
        beads = next;
    }
    beads
}

/// The beads of texts whose segments are already paired: record by record.
///
/// Segments of one record form one bead; a record without text on one side gives a gap.
pub fn paired(source: &Document, target: &Document) -> Vec<BeadRange> {
    let records = source.records().len().max(target.records().len());
    let count = |doc: &Document| {
        let mut counts = vec![0u32; records];
        let mut sentences = doc.sentence_ranges().iter().peekable();
        for block in doc.blocks() {
            let Some(record) = block.record else { continue };
            while let Some(sentence) = sentences.peek() {
                if sentence.start >= block.range.end {
                    break;
                }
                counts[record as usize] += 1;
                sentences.next();
            }
        }
        counts
    };
    let (sources, targets) = (count(source), count(target));
    let (mut s, mut t) = (0, 0);
    let mut beads = Vec::with_capacity(records);
    for (a, b) in sources.into_iter().zip(targets) {
        if a > 0 || b > 0 {
            beads.push(BeadRange {
                source: s..s + a,
                target: t..t + b,
                confidence: 100,
            });
        }
        s += a;
        t += b;
    }
    beads
}
