//! Alignment: which source sentences and which target sentences belong together.
//!
//! Dynamic programming over beads (Gale and Church 1993) whose cost is made of the lengths of both sides, with ratio and
//! variance learnt from the texts themselves, and of what both sides share: numbers, names and cognates as folded keys,
//! and, from the second round on, the word pairs that the links of all texts of a run suggest (as in Moore 2002, hunalign
//! and Gargantua). Gaps are affine, so that a missing passage costs one opening. All arithmetic is on integers, so that
//! every machine gives the same links.
//!
//! | part | what it does |
//! |---|---|
//! | `terms`, `features` | what a sentence is compared by, computed once |
//! | `lexicon` | word pairs learnt from links, or given in a dictionary |
//! | `score` | what a link costs under both |
//! | `strip` | which part of the square is searched: around rare terms that both texts share in one order |
//! | `path` | the cheapest beads |
//! | `moved` | what is left over on both sides and belongs together out of order |
//! | `confidence`, `verdict` | how sure a bead is; whether the texts belong together |
//!
//! A further kind of knowledge (a concept lexicon, sentence embeddings) is one more term of [`score`].

use std::collections::BTreeMap;

use crate::model::{Alignment, BeadRange, Document, Verdict};

mod confidence;
mod features;
mod learn;
mod lexicon;
mod moved;
mod path;
mod score;
mod strip;
mod terms;
mod verdict;

use features::Features;
use lexicon::{Lexicon, Link};
use path::Scratch;
use score::{Lengths, Scores};
use strip::{Rectangle, Strip};
use terms::Terms;

/// How often the links teach a lexicon that improves the links.
const ROUNDS: usize = 2;
/// About as many links as this teach the lexicon; of more, some.
const TEACHERS: usize = 20_000;
/// So many source characters, and so many links, of all texts count beside a text's own when its length ratio and its
/// variance are learnt.
const LENT: i64 = 1_000;
const LENT_LINKS: i64 = 20;

pub use learn::learn;

/// Word pairs that the user vouches for, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    /// A word or a phrase of the source language and one of the target language.
    pub pairs: Vec<(String, String)>,
}

/// Aligns two documents.
///
/// The beads cover every sentence of both exactly once. The cost is the product of the two lengths up to some five
/// hundred sentences and linear beyond.
pub fn align(source: &Document, target: &Document) -> Alignment {
    align_with(source, target, &Dictionary::default())
}

/// Aligns two documents with the help of a dictionary.
pub fn align_with(source: &Document, target: &Document, dictionary: &Dictionary) -> Alignment {
    align_all(&[(source, target)], dictionary)
        .pop()
        .unwrap_or_else(|| Alignment {
            beads: Vec::new(),
            verdict: Verdict::Unsure("nothing to align"),
        })
}

/// Aligns many pairs of documents; those of one pair of languages teach each other.
///
/// The alignments come in the order of the pairs, and are the same in whatever order the pairs are given.
pub fn align_all(pairs: &[(&Document, &Document)], dictionary: &Dictionary) -> Vec<Alignment> {
    // Which side is called the source changes nothing but the names: pairs are turned so that their languages, or else
    // their texts, stand in order.
    let turned = |(source, target): (&Document, &Document)| {
        (source.lang.code(), source.text()) > (target.lang.code(), target.text())
    };
    let mut groups: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    let mut ordered = Vec::with_capacity(pairs.len());
    for (index, &(source, target)) in pairs.iter().enumerate() {
        let (a, b) = if turned((source, target)) {
            (target, source)
        } else {
            (source, target)
        };
        let key = (a.lang.code(), b.lang.code());
        groups.entry(key).or_default().push(index);
        ordered.push((a, b));
    }
    let mut all: Vec<(usize, Alignment)> = Vec::with_capacity(pairs.len());
    for indices in groups.into_values() {
        let group: Vec<_> = indices.iter().map(|&i| ordered[i]).collect();
        let turn = dictionary.for_pairs(indices.iter().map(|&i| turned(pairs[i])));
        for (index, mut alignment) in indices.into_iter().zip(align_group(&group, &turn)) {
            if turned(pairs[index]) {
                alignment.beads = mirrored(alignment.beads);
            }
            all.push((index, alignment));
        }
    }
    all.sort_by_key(|&(index, _)| index);
    all.into_iter().map(|(_, alignment)| alignment).collect()
}

/// The beads with the sides exchanged, in the order of the new target.
fn mirrored(beads: Vec<BeadRange>) -> Vec<BeadRange> {
    let (moved, kept) = beads
        .into_iter()
        .map(|bead| BeadRange {
            source: bead.target,
            target: bead.source,
            ..bead
        })
        .partition(|bead: &BeadRange| bead.moved);
    moved::in_target_order(kept, moved)
}

impl Dictionary {
    /// The dictionary as pairs need it of which some are turned: each entry in the directions that occur.
    fn for_pairs(&self, turned: impl Iterator<Item = bool>) -> Dictionary {
        let turned: Vec<bool> = turned.collect();
        let mut pairs = Vec::new();
        for (source, target) in &self.pairs {
            if turned.contains(&false) {
                pairs.push((source.clone(), target.clone()));
            }
            if turned.contains(&true) {
                pairs.push((target.clone(), source.clone()));
            }
        }
        Dictionary { pairs }
    }
}

/// One pair on its way.
struct Job {
    features: Features,
    lengths: Lengths,
    beads: Vec<BeadRange>,
    /// What each sentence gains forwards over backwards.
    gain: i32,
}

/// Aligns the pairs of one pair of languages.
fn align_group(pairs: &[(&Document, &Document)], dictionary: &Dictionary) -> Vec<Alignment> {
    let mut terms = Terms::default();
    let mut jobs: Vec<Job> = pairs
        .iter()
        .map(|(source, target)| {
            let features = Features::new(source, target, &mut terms);
            let own = |side: &features::Side| side.len.of(0, side.count());
            Job {
                lengths: Lengths {
                    ratio: ratio(own(&features.source), own(&features.target)),
                    variance: 7 * 16,
                },
                features,
                beads: Vec::new(),
                gain: 0,
            }
        })
        .collect();
    let entries: Vec<(Vec<u32>, Vec<u32>)> = dictionary
        .pairs
        .iter()
        .map(|(s, t)| (terms.entry(s), terms.entry(t)))
        .collect();
    let mut lexicon = Lexicon::default();
    lexicon.insert_all(&entries);
    let mut scratch = Scratch::default();
    for round in 0..=ROUNDS {
        if round > 0 {
            learn_lengths(&mut jobs);
            let total: usize = jobs.iter().map(|job| job.beads.len()).sum();
            let every = total.div_ceil(TEACHERS).max(1);
            let links: Vec<Link> = jobs.iter().flat_map(|job| links(job, every)).collect();
            lexicon = Lexicon::learn(&links, &terms);
            lexicon.insert_all(&entries);
        }
        for job in &mut jobs {
            search(job, &lexicon, round, &mut scratch);
        }
    }
    pairs
        .iter()
        .zip(jobs)
        .map(|(&(source, target), job)| Alignment {
            verdict: verdict::of(source, target, job.gain),
            beads: job.beads,
        })
        .collect()
}

fn ratio(source: i64, target: i64) -> i64 {
    (target.max(1) * 1024 / source.max(1)).clamp(128, 8192)
}

/// Finds the beads of one pair.
fn search(job: &mut Job, lexicon: &Lexicon, round: usize, scratch: &mut Scratch) {
    let (n, m) = (job.features.source.count(), job.features.target.count());
    if n == 0 || m == 0 {
        job.beads = path::nulls(n, m);
        return;
    }
    let scores = Scores::new(&job.features, lexicon, job.lengths);
    let area = Rectangle {
        source: 0..n,
        target: 0..m,
    };
    let mut half = strip::REFINED;
    loop {
        let strip = if round == 0 {
            Strip::anchored(&scores)
        } else {
            Strip::around(&job.beads, n, m, half).widened(&scores)
        };
        let matches = strip.matches(&scores);
        let Some((_, beads)) = path::search(&scores, &matches, &strip, &area, None, scratch) else {
            job.beads = path::nulls(n, m);
            return;
        };
        if round > 0 && half <= 2_000 && strip.is_touched(&beads, m) {
            half *= 2;
            continue;
        }
        job.beads = beads;
        if round == ROUNDS {
            confidence::tell(&scores, &matches, &strip, &mut job.beads, scratch);
            let middle = job
                .beads
                .get(job.beads.len() / 2)
                .map_or((0, 0), |bead| (bead.source.start as usize, bead.target.start as usize));
            job.gain = verdict::gain(&job.features, lexicon, job.lengths, middle, scratch);
            moved::link(&scores, &matches, &mut job.beads, scratch);
        }
        return;
    }
}

/// Learns from the links how long translations are.
fn learn_lengths(jobs: &mut [Job]) {
    let mut all = Measured::default();
    let mut own: Vec<Measured> = Vec::with_capacity(jobs.len());
    for job in jobs.iter() {
        let mut measured = Measured::new(&job.features, &job.beads, job.lengths.ratio);
        measured.squares.sort_unstable();
        all.source += measured.source;
        all.target += measured.target;
        all.squares.extend(&measured.squares);
        own.push(measured);
    }
    all.squares.sort_unstable();
    for (job, own) in jobs.iter_mut().zip(&own) {
        job.lengths = lengths(own, &all);
    }
}

/// What links show of lengths.
#[derive(Default, Clone)]
struct Measured {
    source: i64,
    target: i64,
    squares: Vec<i64>,
}

impl Measured {
    /// Lengths on both sides of the links, and their standardised differences under a ratio.
    fn new(features: &Features, beads: &[BeadRange], ratio: i64) -> Measured {
        let mut measured = Measured::default();
        for bead in beads.iter().filter(|b| b.is_link()) {
            let s = features
                .source
                .len
                .of(bead.source.start as usize, bead.source.end as usize);
            let t = features
                .target
                .len
                .of(bead.target.start as usize, bead.target.end as usize);
            measured.source += s;
            measured.target += t;
            let s = s * ratio / 1024;
            measured.squares.push((t - s) * (t - s) * 16 * 2 / (s + t).max(1));
        }
        measured
    }
}

/// Length ratio and variance of a text: its own, drawn towards those of all texts by as much as it is short.
fn lengths(own: &Measured, all: &Measured) -> Lengths {
    // So many characters of all texts count beside the text's own.
    let lent = all.source.clamp(1, LENT);
    let ratio = ratio(own.source + lent, own.target + all.target * lent / all.source.max(1));
    // The median of a squared normal variable is 0.455 of its variance; outliers are wrong links.
    let median = |squares: &[i64]| squares.get(squares.len() / 2).copied().unwrap_or(7 * 16);
    let (few, many) = (own.squares.len() as i64, LENT_LINKS);
    let median = (median(&own.squares) * few + median(&all.squares) * many) / (few + many);
    Lengths {
        ratio,
        variance: (median * 1000 / 455).clamp(2 * 16, 40 * 16),
    }
}

/// The words of the links of a pair, or of every so many of them.
fn links(job: &Job, every: usize) -> Vec<Link> {
    let gather = |side: &features::Side, range: &std::ops::Range<u32>| -> Vec<u32> {
        let mut all: Vec<u32> = range
            .clone()
            .flat_map(|i| side.units.get(i as usize))
            .flatten()
            .copied()
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    job.beads
        .iter()
        .filter(|b| b.is_link())
        .step_by(every)
        .map(|b| {
            (
                gather(&job.features.source, &b.source),
                gather(&job.features.target, &b.target),
            )
        })
        .collect()
}

/// The beads of texts whose segments are already paired: record by record.
///
/// Segments of one record form one bead; a record without text on one side gives a gap.
pub fn paired(source: &Document, target: &Document) -> Alignment {
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
                ..BeadRange::default()
            });
        }
        s += a;
        t += b;
    }
    Alignment {
        beads,
        verdict: Verdict::Aligned,
    }
}
