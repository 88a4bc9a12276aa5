//! Passages that stand elsewhere in the order of the other text.
//!
//! A path keeps the order of both texts, so a moved passage is left over on both sides. What is left over is aligned
//! again, run against run, and stands if it is better than all its sentences alone by more than a move costs.

use std::ops::Range;

use crate::model::BeadRange;

use super::path::{self, Scratch};
use super::score::{self, GAP_EXTEND, GAP_OPEN, Matches, NAT, Scores};
use super::strip::{Rectangle, Strip};

/// The natural logarithm of two, as a cost.
const LN2: i32 = NAT * 693 / 1000;
/// How sure a moved link is, in per cent, as measured.
const CONFIDENCE: u8 = 65;
/// How often what is still left over is looked at.
const PASSES: usize = 3;
/// How much of what they could share two sentences must share to bring their runs together, in 1/1024.
const LIKE: i64 = 150;

/// Links what is left over on both sides, where it belongs together.
pub(super) fn link(scores: &Scores, matches: &Matches, beads: &mut Vec<BeadRange>, scratch: &mut Scratch) {
    let mut likes: Vec<i64> = beads.iter().filter_map(|b| scores.likeness_of(b, matches)).collect();
    likes.sort_unstable();
    let usual = likes.get(likes.len() / 2).copied().unwrap_or(0);
    let mut source_runs = runs(beads.iter().filter(|b| b.target.is_empty()).map(|b| &b.source));
    let mut target_runs = runs(beads.iter().filter(|b| b.source.is_empty()).map(|b| &b.target));
    // Among many places some pair is alike by chance: a move costs the logarithm of the places there are.
    let count = |runs: &[Range<usize>]| runs.iter().map(|r| r.len() as u64).sum::<u64>();
    let places = score::log2(count(&source_runs) * count(&target_runs), 1);
    let price = places * LN2 / score::BIT;
    let mut found: Vec<BeadRange> = Vec::new();
    for _ in 0..PASSES {
        // The pairs of runs that gain, the one that gains most first.
        let mut gains: Vec<(i32, usize, usize, Vec<BeadRange>)> = Vec::new();
        for (s, t) in candidates(scores, &source_runs, &target_runs) {
            let area = Rectangle {
                source: source_runs[s].clone(),
                target: target_runs[t].clone(),
            };
            gains.extend(
                gain(scores, &area, usual, scratch)
                    .filter(|&(gain, _)| gain > price)
                    .map(|(gain, links)| (gain, s, t, links)),
            );
        }
        if gains.is_empty() {
            break;
        }
        gains.sort_by_key(|&(gain, s, t, _)| (-gain, s, t));
        let (mut used_source, mut used_target) = (vec![false; source_runs.len()], vec![false; target_runs.len()]);
        let (mut lone_source, mut lone_target) = (Vec::new(), Vec::new());
        for (_, s, t, links) in gains {
            if used_source[s] || used_target[t] {
                continue;
            }
            (used_source[s], used_target[t]) = (true, true);
            for bead in links {
                if bead.is_link() {
                    found.push(BeadRange {
                        moved: true,
                        confidence: CONFIDENCE,
                        ..bead
                    });
                } else if bead.target.is_empty() {
                    lone_source.push(bead.source);
                } else {
                    lone_target.push(bead.target);
                }
            }
        }
        let rest = |all: Vec<Range<usize>>, used: Vec<bool>, lone: Vec<Range<u32>>| {
            let mut rest: Vec<Range<usize>> = all.into_iter().zip(used).filter(|(_, u)| !u).map(|(r, _)| r).collect();
            rest.extend(runs(lone.iter()));
            rest
        };
        source_runs = rest(source_runs, used_source, lone_source);
        target_runs = rest(target_runs, used_target, lone_target);
    }
    if !found.is_empty() {
        *beads = weave(std::mem::take(beads), found, scores);
    }
}

/// What two runs gain by being linked rather than left alone, and their beads; nothing if they are less alike than
/// passages in order are.
fn gain(scores: &Scores, area: &Rectangle, usual: i64, scratch: &mut Scratch) -> Option<(i32, Vec<BeadRange>)> {
    let strip = Strip::full(area);
    let matches = strip.matches(scores);
    let (cost, links) = path::search(scores, &matches, &strip, area, None, scratch)?;
    let likes: Vec<i64> = links.iter().filter_map(|b| scores.likeness_of(b, &matches)).collect();
    if 2 * likes.iter().sum::<i64>() < usual * likes.len() as i64 || likes.is_empty() {
        return None;
    }
    let sentences = (area.source.len() + area.target.len()) as i32;
    Some((2 * GAP_OPEN + sentences * GAP_EXTEND - cost, links))
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
fn weave(beads: Vec<BeadRange>, found: Vec<BeadRange>, scores: &Scores) -> Vec<BeadRange> {
    let mut linked_source = vec![false; scores.features.source.count()];
    let mut linked_target = vec![false; scores.features.target.count()];
    for link in &found {
        linked_source[link.source.start as usize..link.source.end as usize].fill(true);
        linked_target[link.target.start as usize..link.target.end as usize].fill(true);
    }
    let kept = beads
        .into_iter()
        .filter(|bead| {
            let taken = if bead.target.is_empty() {
                linked_source[bead.source.start as usize]
            } else {
                bead.source.is_empty() && linked_target[bead.target.start as usize]
            };
            !taken
        })
        .collect();
    in_target_order(kept, found)
}

/// Puts moved links among the others where their target sentences stand.
pub(super) fn in_target_order(beads: Vec<BeadRange>, mut moved: Vec<BeadRange>) -> Vec<BeadRange> {
    moved.sort_unstable_by_key(|link| link.target.start);
    let mut moved = moved.into_iter().peekable();
    let mut out = Vec::with_capacity(beads.len());
    for bead in beads {
        while let Some(link) = moved.next_if(|link| link.target.start < bead.target.start) {
            out.push(link);
        }
        out.push(bead);
    }
    out.extend(moved);
    out
}
