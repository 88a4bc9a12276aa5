//! Passages that stand elsewhere in the order of the other text.
//!
//! A path keeps the order of both texts, so a moved passage is left over on both sides. What is left over is aligned
//! again, run against run, and stands if it is better than all its sentences alone by more than a move costs.

use std::ops::Range;

use crate::model::BeadRange;

use super::path::{self, Rectangle, Scratch};
use super::score::{self, GAP_EXTEND, GAP_OPEN, NAT, Scores};
use super::strip::Strip;

/// The natural logarithm of two, as a cost.
const LN2: i32 = NAT * 693 / 1000;
/// How much of what they could share two sentences must share to bring their runs together, in 1/1024.
const LIKE: i64 = 150;

/// Links what is left over on both sides, where it belongs together.
pub(super) fn link(scores: &Scores, beads: Vec<BeadRange>, usual: i64, scratch: &mut Scratch) -> Vec<BeadRange> {
    let mut source_runs = runs(beads.iter().filter(|b| b.target.is_empty()).map(|b| &b.source));
    let mut target_runs = runs(beads.iter().filter(|b| b.source.is_empty()).map(|b| &b.target));
    // Among many places some pair is alike by chance: a move costs the logarithm of the places there are.
    let count = |runs: &[Range<usize>]| runs.iter().map(|r| r.len() as u64).sum::<u64>();
    let places = score::log2(count(&source_runs) * count(&target_runs), 1);
    let price = places * LN2 / score::BIT;
    let mut found: Vec<BeadRange> = Vec::new();
    loop {
        let pairs = candidates(scores, &source_runs, &target_runs);
        // The pair of runs that gains most; the first of equals.
        let mut best: Option<(i32, usize, usize, Vec<BeadRange>)> = None;
        for (s, t) in pairs {
            let area = Rectangle {
                source: source_runs[s].clone(),
                target: target_runs[t].clone(),
            };
            let strip = Strip::full(&area);
            let matches = scores.matches(&strip);
            let Some((cost, links)) = path::search(scores, &matches, &strip, &area, None, scratch) else {
                continue;
            };
            let like = |bead: &BeadRange| {
                let (a, b) = (
                    bead.source.start as usize..bead.source.end as usize,
                    bead.target.start as usize..bead.target.end as usize,
                );
                scores.likeness(&a, &b, matches.of(a.clone(), b.clone()))
            };
            let likes: Vec<i64> = links.iter().filter(|b| b.is_link()).map(like).collect();
            let mean = likes.iter().sum::<i64>() / likes.len().max(1) as i64;
            if 2 * mean < usual {
                continue;
            }
            let sentences = (area.source.len() + area.target.len()) as i32;
            let gain = 2 * GAP_OPEN + sentences * GAP_EXTEND - cost - price;
            if gain > 0 && best.as_ref().is_none_or(|&(than, ..)| gain > than) {
                best = Some((gain, s, t, links));
            }
        }
        let Some((_, s, t, links)) = best else { break };
        source_runs.remove(s);
        target_runs.remove(t);
        let (mut lone_source, mut lone_target) = (Vec::new(), Vec::new());
        for bead in links {
            if bead.is_link() {
                found.push(BeadRange { moved: true, ..bead });
            } else if bead.target.is_empty() {
                lone_source.push(bead.source);
            } else {
                lone_target.push(bead.target);
            }
        }
        source_runs.extend(runs(lone_source.iter()));
        target_runs.extend(runs(lone_target.iter()));
    }
    if found.is_empty() {
        return beads;
    }
    weave(beads, found)
}

/// Neighbouring sentences as runs.
fn runs<'a>(sentences: impl Iterator<Item = &'a Range<u32>>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for range in sentences {
        match runs.last_mut() {
            Some(run) if run.end == range.start as usize => run.end = range.end as usize,
            _ => runs.push(range.start as usize..range.end as usize),
        }
    }
    runs
}

/// The pairs of runs of which some sentences are alike.
fn candidates(scores: &Scores, source_runs: &[Range<usize>], target_runs: &[Range<usize>]) -> Vec<(usize, usize)> {
    let mut wanted = vec![false; scores.features.target.count()];
    let mut run_of = vec![0usize; wanted.len()];
    for (index, run) in target_runs.iter().enumerate() {
        for j in run.clone() {
            wanted[j] = true;
            run_of[j] = index;
        }
    }
    let mut pairs = Vec::new();
    for (index, run) in source_runs.iter().enumerate() {
        for i in run.clone() {
            for (j, common) in scores.shared_with(i, &wanted) {
                let j = j as usize;
                if scores.likeness(&(i..i + 1), &(j..j + 1), i64::from(common)) >= LIKE {
                    pairs.push((index, run_of[j]));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Puts the moved links where their target sentences stand, in place of the gaps of both sides.
fn weave(beads: Vec<BeadRange>, found: Vec<BeadRange>) -> Vec<BeadRange> {
    let taken = |range: &Range<u32>, side: fn(&BeadRange) -> &Range<u32>| {
        found
            .iter()
            .any(|link| side(link).start <= range.start && range.end <= side(link).end)
    };
    let mut out: Vec<BeadRange> = beads
        .into_iter()
        .filter(|bead| {
            bead.is_link()
                || if bead.target.is_empty() {
                    !taken(&bead.source, |link| &link.source)
                } else {
                    !taken(&bead.target, |link| &link.target)
                }
        })
        .collect();
    for link in found {
        let at = out.partition_point(|bead| bead.target.end <= link.target.start);
        out.insert(at, link);
    }
    out
}
