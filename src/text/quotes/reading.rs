//! The cheapest reading of a paragraph's quotation marks, and what it had to pay for.

use super::costs::{CARRY, LOST, LOST_SINGLE, MIXED, Reader, SAME_LEVEL};
use super::damage::{Hurt, hurt, merge, whole};
use super::marks::Mark;
use super::{DamageKind, Family, Pair, QuoteView};
use crate::data::Facts;
use crate::text::{Range32, chars};

/// A paragraph with more marks than this is no prose; its marks are not read.
const MOST_MARKS: usize = 4_000;

/// What a mark does in a reading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Act {
    Open,
    Close,
    /// Closes two quotations of the same kind at once.
    CloseTwo,
    /// Closes a quotation after giving up the one inside it.
    CloseOuter,
    /// Opens a paragraph of a quotation that goes on.
    Continue,
    /// Is no quotation mark, or a lost one.
    None,
}

/// How many paragraphs behind it a quotation may be closed that is not opened again in each.
const PARAGRAPHS: u32 = 6;
/// Stands for an opening mark in an earlier segment.
const OUTSIDE: u32 = u32::MAX;
const DEPTH: usize = 4;
const BEAM: usize = 48;

#[derive(Clone, Copy, PartialEq, Eq)]
struct Stack {
    open: [(Family, u32); DEPTH],
    depth: u8,
}

impl Stack {
    const EMPTY: Stack = Stack {
        open: [(Family::Straight, 0); DEPTH],
        depth: 0,
    };

    fn top(&self, below: usize) -> Option<(Family, u32)> {
        (self.depth as usize).checked_sub(below + 1).map(|i| self.open[i])
    }

    fn push(mut self, family: Family, mark: u32) -> Option<Stack> {
        let slot = self.open.get_mut(self.depth as usize)?;
        *slot = (family, mark);
        self.depth += 1;
        Some(self)
    }

    fn pop(mut self, count: u8) -> Stack {
        self.depth -= count;
        self
    }

    fn same_families(&self, other: &Stack) -> bool {
        self.depth == other.depth && (0..self.depth as usize).all(|i| self.open[i].0 == other.open[i].0)
    }

    fn holds(&self, family: Family) -> bool {
        (0..self.depth as usize).any(|i| self.open[i].0 == family)
    }
}

#[derive(Clone, Copy)]
struct State {
    cost: i32,
    stack: Stack,
    step: u32,
}

#[derive(Clone, Copy)]
struct Step {
    before: u32,
    act: Act,
}

pub(super) struct Reading {
    pub(super) view: QuoteView,
    pub(super) wrong_glyphs: usize,
}

pub(super) fn read(
    text: &str,
    blocks: &[Range32],
    marks: &[Mark],
    facts: &Facts,
    segmented: bool,
    glyphs: bool,
) -> Reading {
    let reader = Reader {
        facts,
        glyphs: glyphs && facts.locale.is_some(),
        // Regions of a language that spaces its guillemets have both habits.
        inner_space: facts
            .lang
            .fallbacks()
            .any(|l| crate::data::locales::row(l).is_some_and(|l| l.inner_space)),
        suffixes: facts.has_suffixes() || !facts.has_spaces(),
    };
    let mut reading = Reading {
        view: QuoteView::default(),
        wrong_glyphs: 0,
    };
    let mut carried = Stack::EMPTY;
    let mut from = 0;
    while from < marks.len() {
        let block = marks[from].block;
        let to = from + marks[from..].partition_point(|m| m.block == block);
        if to - from > MOST_MARKS {
            carried = Stack::EMPTY;
            from = to;
            continue;
        }
        let goes_on = marks
            .get(to)
            .filter(|m| {
                let next = || next_full_block(text, blocks, block as usize) == Some(m.block);
                m.first && next() || m.block - block <= PARAGRAPHS && reader.only_closes(m)
            })
            .map(|m| m.family);
        carried = read_paragraph(
            text,
            marks,
            from..to,
            carried,
            goes_on,
            &reader,
            segmented,
            &mut reading,
        );
        from = to;
    }
    reading.view.damages.sort_by_key(|d| (d.range, d.kind));
    reading.view.nest();
    reading
}

/// The next block that is a paragraph rather than a caption, credit or heading: eight words or more, or a mark.
fn next_full_block(text: &str, blocks: &[Range32], block: usize) -> Option<u32> {
    let later = blocks.iter().enumerate().skip(block + 1).take(6);
    for (number, range) in later {
        let body = &text[range.usize()];
        if body.contains(chars::is_double_quote) || body.split_whitespace().nth(7).is_some() {
            return Some(number as u32);
        }
    }
    None
}

#[allow(clippy::too_many_arguments)]
fn read_paragraph(
    text: &str,
    marks: &[Mark],
    range: std::ops::Range<usize>,
    carried: Stack,
    goes_on: Option<Family>,
    reader: &Reader,
    segmented: bool,
    reading: &mut Reading,
) -> Stack {
    let mut steps: Vec<Step> = Vec::with_capacity(range.len() * 4);
    let mut states = vec![State {
        cost: 0,
        stack: carried,
        step: u32::MAX,
    }];
    if segmented {
        // A segment cut by others may begin inside a quotation whose opening mark stands in an earlier one.
        for family in [Family::Straight, Family::Curly, Family::Guillemets, Family::Corner] {
            let held = marks[range.clone()].iter().any(|m| m.family == family);
            states.extend(Stack::EMPTY.push(family, OUTSIDE).filter(|_| held).map(|stack| State {
                cost: CARRY,
                stack,
                step: u32::MAX,
            }));
        }
    }
    for index in range.clone() {
        let mark = &marks[index];
        let mut next: Vec<State> = Vec::with_capacity(states.len() * 3);
        for state in &states {
            let mut offer = |act: Act, cost: i32, stack: Stack| {
                let cost = state.cost + cost;
                match next.iter_mut().find(|s| s.stack.same_families(&stack)) {
                    Some(known) if known.cost <= cost => {}
                    other => {
                        steps.push(Step {
                            before: state.step,
                            act,
                        });
                        let new = State {
                            cost,
                            stack,
                            step: steps.len() as u32 - 1,
                        };
                        match other {
                            Some(known) => *known = new,
                            None => next.push(new),
                        }
                    }
                }
            };
            let single = mark.family.is_single();
            let stack = state.stack;
            // A continued quotation: the paragraph opens with a mark while one is still open.
            if mark.first && stack.holds(mark.family) && (index == range.start || segmented) {
                offer(Act::Continue, 0, stack);
            }
            if let Some((family, top)) = stack.top(0) {
                let close = reader.close_cost(mark, marks.get(top as usize)).sum();
                if !single || close == 0 {
                    if family == mark.family {
                        offer(Act::Close, close, stack.pop(1));
                        if stack.top(1).is_some_and(|(f, _)| f == family) && !single {
                            offer(Act::CloseTwo, close + CARRY, stack.pop(2));
                        }
                    } else {
                        let straight = |f| f == Family::Straight;
                        let curly = |f| f == Family::Curly;
                        if straight(family) && curly(mark.family) || curly(family) && straight(mark.family) {
                            offer(Act::Close, close + MIXED, stack.pop(1));
                        }
                        if stack.top(1).is_some_and(|(f, _)| f == mark.family) {
                            let lost = if family.is_single() { LOST_SINGLE } else { LOST };
                            offer(Act::CloseOuter, close + lost, stack.pop(2));
                        }
                    }
                }
            }
            let open = reader.open_cost(mark).sum();
            if (!single || open == 0)
                && let Some(deeper) = stack.push(mark.family, index as u32)
            {
                let nested = if stack.holds(mark.family) && !single {
                    let allowed = reader.nests(mark.family);
                    if allowed { 5 } else { SAME_LEVEL }
                } else {
                    0
                };
                offer(Act::Open, open + nested, deeper);
            }
            offer(Act::None, reader.lost_cost(mark), stack);
        }
        // The order of equals is the order in which they were offered.
        next.sort_by_key(|s| s.cost);
        next.truncate(BEAM);
        states = next;
    }
    // At the end of the paragraph an open quotation is lost, unless the next paragraph goes on with it: it opens with a mark
    // again, as in English, or has the mark that closes.
    let ending = |state: &State| -> i32 {
        let open = (0..state.stack.depth as usize).map(|i| state.stack.open[i].0);
        let mut cost = state.cost;
        for (level, family) in open.enumerate() {
            cost += match family {
                _ if segmented => CARRY,
                family if family.is_single() => LOST_SINGLE,
                _ if level == 0 && goes_on == Some(family) => CARRY,
                _ => LOST,
            };
        }
        cost
    };
    let Some(best) = states.iter().min_by_key(|s| ending(s)) else {
        return Stack::EMPTY;
    };
    let acts = acts(&steps, best);
    let carried = if segmented {
        opened_outside(&acts, marks, &range)
    } else {
        carried
    };
    judge(text, marks, range, &acts, carried, goes_on, reader, segmented, reading)
}

/// What every mark does in the reading that ends in this state.
fn acts(steps: &[Step], end: &State) -> Vec<Act> {
    let mut acts = Vec::new();
    let mut step = end.step;
    while let Some(s) = steps.get(step as usize) {
        acts.push(s.act);
        step = s.before;
    }
    acts.reverse();
    acts
}

/// The quotation that a reading of a segment begins inside of: the family whose first mark closes.
fn opened_outside(acts: &[Act], marks: &[Mark], range: &std::ops::Range<usize>) -> Stack {
    let mut stack = Stack::EMPTY;
    for (index, act) in range.clone().zip(acts) {
        match act {
            Act::Open => stack = stack.push(marks[index].family, index as u32).unwrap_or(stack),
            Act::Close | Act::CloseTwo | Act::CloseOuter => {
                let pops = if *act == Act::Close { 1 } else { 2 };
                if pops > stack.depth {
                    return Stack::EMPTY.push(marks[index].family, OUTSIDE).unwrap_or(Stack::EMPTY);
                }
                stack = stack.pop(pops);
            }
            Act::Continue | Act::None => {}
        }
    }
    Stack::EMPTY
}

/// Replays the best reading: pairs, damages, and what stays open for the next paragraph.
#[allow(clippy::too_many_arguments)]
fn judge(
    text: &str,
    marks: &[Mark],
    range: std::ops::Range<usize>,
    acts: &[Act],
    carried: Stack,
    goes_on: Option<Family>,
    reader: &Reader,
    segmented: bool,
    reading: &mut Reading,
) -> Stack {
    let mut stack = carried;
    let mut hurts: Vec<Hurt> = Vec::new();
    let mut balanced = true;
    let lost = |index: usize, hurts: &mut Vec<Hurt>| {
        let mark = &marks[index];
        hurts.push(Hurt {
            index,
            kind: DamageKind::Unbalanced,
            edits: Vec::new(),
            range: whole(mark),
        });
    };
    for (index, act) in range.clone().zip(acts) {
        let mark = &marks[index];
        match act {
            Act::Open => {
                let cost = reader.open_cost(mark);
                if let Some(hurt) = hurt(text, index, mark, cost, true, reader) {
                    reading.wrong_glyphs += usize::from(cost.glyph);
                    hurts.push(hurt);
                } else if stack.holds(mark.family) && !mark.family.is_single() {
                    let allowed = reader.nests(mark.family);
                    if !allowed {
                        hurts.push(Hurt {
                            index,
                            kind: DamageKind::SameLevel,
                            edits: Vec::new(),
                            range: whole(mark),
                        });
                    }
                }
                stack = stack.push(mark.family, index as u32).unwrap_or(stack);
            }
            Act::Close | Act::CloseTwo | Act::CloseOuter => {
                if *act == Act::CloseOuter {
                    if let Some((family, inner)) = stack.top(0)
                        && !family.is_single()
                        && inner != OUTSIDE
                    {
                        balanced = false;
                        lost(inner as usize, &mut hurts);
                    }
                    stack = stack.pop(1);
                }
                let opening = stack.top(0).and_then(|(_, open)| marks.get(open as usize));
                let cost = reader.close_cost(mark, opening);
                let pops = if *act == Act::CloseTwo { 2 } else { 1 };
                if let Some((family, open)) = stack.top(0) {
                    let Some(opening) = marks.get(open as usize) else {
                        if let Some(hurt) = hurt(text, index, mark, cost, false, reader) {
                            reading.wrong_glyphs += usize::from(cost.glyph);
                            hurts.push(hurt);
                        }
                        stack = stack.pop(1);
                        continue;
                    };
                    reading.view.pairs.push(Pair {
                        open: opening.at,
                        open_mark: opening.mark,
                        close: mark.at,
                        close_mark: mark.mark,
                    });
                    let inside = &text[(opening.at + u32::from(opening.len)) as usize..mark.at as usize];
                    if inside.trim_matches(chars::is_space).is_empty()
                        && opening.block == mark.block
                        && !mark.family.is_single()
                    {
                        hurts.retain(|h| h.index != open as usize);
                        hurts.push(Hurt {
                            index,
                            kind: DamageKind::Empty,
                            edits: Vec::new(),
                            range: Range32 {
                                start: opening.at,
                                end: mark.at + u32::from(mark.len),
                            },
                        });
                        stack = stack.pop(pops);
                        continue;
                    }
                    if let Some(hurt) = hurt(text, index, mark, cost, false, reader) {
                        reading.wrong_glyphs += usize::from(cost.glyph);
                        hurts.push(hurt);
                    } else if let Some(right) = reader.partner(opening, mark)
                        && let Some(opened) = hurts.iter_mut().find(|h| h.index == open as usize)
                        && opened.edits.iter().any(|(range, _)| *range == whole(opening))
                    {
                        // The opening mark becomes that of the locale; so does its partner.
                        opened.edits.push((whole(mark), right.to_string()));
                    } else if family != mark.family {
                        hurts.push(Hurt {
                            index,
                            kind: DamageKind::Mixed,
                            edits: Vec::new(),
                            range: whole(mark),
                        });
                    }
                }
                stack = stack.pop(pops.min(stack.depth));
            }
            Act::Continue => {}
            Act::None => {
                if reader.lost_cost(mark) >= LOST {
                    balanced = false;
                    lost(index, &mut hurts);
                }
            }
        }
    }
    let mut left = Stack::EMPTY;
    for level in 0..stack.depth as usize {
        let (family, index) = stack.open[level];
        if segmented || family.is_single() {
            continue;
        }
        if level == 0 && goes_on == Some(family) {
            left = Stack::EMPTY.push(family, index).unwrap_or(Stack::EMPTY);
        } else {
            balanced = false;
            lost(index as usize, &mut hurts);
        }
    }
    hurts.sort_by_key(|h| (h.index, h.kind));
    hurts.dedup_by_key(|h| h.index);
    merge(marks, hurts, balanced, &mut reading.view.damages);
    left
}
