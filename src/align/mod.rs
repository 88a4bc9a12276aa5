//! Alignment: which source sentences and which target sentences belong together.

use crate::model::{BeadRange, Document};

mod features;
mod lexicon;
mod moved;
mod path;
mod score;
mod strip;
mod terms;

use features::Features;
use lexicon::{Lexicon, Link};
use path::{Rectangle, Scratch};
use score::{Lengths, Scores};
use strip::Strip;
use terms::Terms;

/// How often the links teach a lexicon that improves the links.
const ROUNDS: usize = 2;

/// About as many links as this teach the lexicon; of more, some.
const TEACHERS: usize = 20_000;
/// So many source characters, and so many links, of all texts count beside a text's own when its length ratio and its
/// variance are learnt.
const LENT: i64 = 1_000;
const LENT_LINKS: i64 = 20;

/// Aligns two documents.
pub fn align(source: &Document, target: &Document) -> Vec<BeadRange> {
    align_all(&[(source, target)]).pop().unwrap_or_default()
}

/// One pair on its way.
struct Job {
    features: Features,
    lengths: Lengths,
    beads: Vec<BeadRange>,
}

/// Aligns pairs of documents of one pair of languages, which teach each other.
pub fn align_all(pairs: &[(&Document, &Document)]) -> Vec<Vec<BeadRange>> {
    let mut groups: std::collections::BTreeMap<(String, String), Vec<usize>> = Default::default();
    for (index, (source, target)) in pairs.iter().enumerate() {
        let key = (source.lang.base().to_string(), target.lang.base().to_string());
        groups.entry(key).or_default().push(index);
    }
    let mut out = vec![Vec::new(); pairs.len()];
    for indices in groups.values() {
        let group: Vec<_> = indices.iter().map(|&i| pairs[i]).collect();
        for (&index, beads) in indices.iter().zip(align_group(&group)) {
            out[index] = beads;
        }
    }
    out
}

fn align_group(pairs: &[(&Document, &Document)]) -> Vec<Vec<BeadRange>> {
    let mut terms = Terms::default();
    let mut jobs: Vec<Job> = pairs
        .iter()
        .map(|(source, target)| {
            let features = Features::new(source, target, &mut terms);
            let lengths = Lengths {
                ratio: ratio(
                    features.source.len.of(0, features.source.count()),
                    features.target.len.of(0, features.target.count()),
                ),
                variance: 7 * 16,
            };
            Job {
                features,
                lengths,
                beads: Vec::new(),
            }
        })
        .collect();
    let mut lexicon = Lexicon::default();
    let mut scratch = Scratch::default();
    for round in 0..=ROUNDS {
        let last = round == ROUNDS;
        if round > 0 {
            let mut all = Measured::default();
            let mut own: Vec<Measured> = Vec::with_capacity(jobs.len());
            for job in &jobs {
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
        for job in &mut jobs {
            job.beads = search(job, &lexicon, round, last, &mut scratch);
        }
        if !last {
            let total: usize = jobs.iter().map(|job| job.beads.len()).sum();
            let every = total.div_ceil(TEACHERS).max(1);
            let links: Vec<Link> = jobs.iter().flat_map(|job| links(job, every)).collect();
            lexicon = Lexicon::learn(&links, &terms);
        }
    }
    jobs.into_iter().map(|job| job.beads).collect()
}

fn ratio(source: i64, target: i64) -> i64 {
    (target.max(1) * 1024 / source.max(1)).clamp(128, 8192)
}

fn search(job: &Job, lexicon: &Lexicon, round: usize, last: bool, scratch: &mut Scratch) -> Vec<BeadRange> {
    let (n, m) = (job.features.source.count(), job.features.target.count());
    if n == 0 || m == 0 {
        return path::nulls(n, m);
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
        let matches = scores.matches(&strip);
        let Some((_, beads)) = path::search(&scores, &matches, &strip, &area, None, scratch) else {
            return path::nulls(n, m);
        };
        let done = round == 0 || half > 2_000 || !strip.is_touched(&beads, m);
        if done && last {
            let mut likes: Vec<i64> = beads.iter().filter_map(|b| scores.likeness_of(b, &matches)).collect();
            likes.sort_unstable();
            let usual = likes.get(likes.len() / 2).copied().unwrap_or(0);
            return moved::link(&scores, beads, usual, scratch);
        }
        if done {
            return beads;
        }
        half *= 2;
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
            let s = features.source.len.of(bead.source.start as usize, bead.source.end as usize);
            let t = features.target.len.of(bead.target.start as usize, bead.target.end as usize);
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
                ..BeadRange::default()
            });
        }
        s += a;
        t += b;
    }
    beads
}
