use super::prelude::*;
use crate::data::Concepts;
use crate::text::concepts::Naming;
use crate::text::names::names;
use crate::text::naming::hears;

check! {
    /// A part of a sentence has no counterpart in the translation.
    ///
    /// ## Why it matters
    /// The rest of the sentence reads well, so that nobody misses a clause that the engine swallowed.
    ///
    /// ## How it decides
    /// Between two marks of the source stand several known words, numbers or names of which none is found in the
    /// translation, while those around them are; and the translation is shorter than one of this source in this language
    /// (`data/lengths.tsv`). The more words are lost, the less need be missing in length.
    ///
    /// ## Not flagged
    /// What is only put more briefly, or stands in a sentence beside it; languages that the lexicon does not hold.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Regierung erhöhte im Januar die Steuern für große Unternehmen, und die Opposition verlangte im Parlament sofort den Rücktritt des Ministers.
    /// en: In January the government raised taxes on large companies⟦⟧.
    /// ```
    /// ```clean
    /// de: Die Regierung erhöhte im Januar die Steuern für große Unternehmen, und die Opposition verlangte im Parlament sofort den Rücktritt des Ministers.
    /// en: In January the government raised taxes on large companies, and the opposition called on the minister to go.
    /// ```
    pub static CHECK = {
        code: "A405", name: "missing-clause", category: Category::Omission, mqm: Mqm::Omission,
        severity: Severity::Major, stage: Stage::Stable, confidence: 80, since: "0.1.0", run: Run::Bead(run),
    }
}

/// The links that are trusted, in per cent.
const LINK: u8 = 80;
/// The fewest words that are lost, and that are found around them or in a sentence beside it.
const LOST: usize = 3;
const FOUND: usize = 2;
/// How much of what stands around them is found, in per cent.
const SHARE: usize = 40;
/// The longest translation that lacks something, in per cent of what is usual.
const LONGEST: usize = 85;
/// How many per cent of length weigh as much as a lost word, and how much there must be of both.
///
/// Measured: clauses taken out of 4,000 sentences in ten pairs of languages, and 36,000 sentences of professionals.
const WORD: usize = 5;
const EVIDENCE: usize = 12;

/// Which part of a text without spaces may be Latin letters.
const LATIN: usize = 5;

/// Something in the source that can be looked for in the translation.
struct Item {
    at: u32,
    /// Where it was found.
    found: Option<Range32>,
}

fn run(cx: &mut Cx, bead: Bead) {
    let target = bead.target;
    let Some(Lost { part, items }) = lost(cx, bead, Side::Source) else {
        return;
    };
    // It would stand behind what stands before it.
    let before = items.iter().rev().filter(|item| item.at < part.range.start);
    let close = |c: char| chars::is_terminator(c) || chars::is_quote(c) || chars::is_close_bracket(c);
    let end = target.range.start + target.text().trim_end_matches(close).len() as u32;
    let is_last = !items.iter().any(|item| item.at >= part.range.end);
    let at = match before.filter_map(|item| item.found).next() {
        _ if is_last => end,
        Some(before) => before.end,
        None => target.range.start,
    };
    let message = format!("nothing stands for “{}”", short(part.text().trim()));
    cx.flag(target.at(Range32 { start: at, end: at }), message).source(part);
}

/// A part of a side that the other, which should say the same, does not have.
pub(super) struct Lost<'a> {
    /// The part.
    pub part: Segment<'a>,
    /// All that was looked for.
    items: Vec<Item>,
}

/// The part of a side of a bead that neither the other side nor a bead beside it has.
pub(super) fn lost<'a>(cx: &Cx, bead: Bead<'a>, side: Side) -> Option<Lost<'a>> {
    let (whole, other) = bead.sides(side);
    let lost = if bead.confidence >= LINK {
        part(whole, other)
    } else {
        None
    };
    lost.filter(|lost| !is_beside(cx, bead, lost.part, side))
}

/// Whether a part of one side stands on the other side of a neighbouring bead.
fn is_beside(cx: &Cx, bead: Bead, part: Segment, side: Side) -> bool {
    let Some(bitext) = cx.bitext() else { return false };
    let count = bitext.bead_ranges().len();
    let beside = [bead.index.checked_sub(1), Some(bead.index + 1)];
    let mut others = beside
        .into_iter()
        .flatten()
        .filter(|&i| i < count)
        .map(|i| bitext.bead(i).sides(side).1);
    let found = |other: Segment| items(part, other).iter().filter(|item| item.found.is_some()).count();
    others.any(|other| found(other) >= FOUND)
}

fn part<'a>(whole: Segment<'a>, other: Segment) -> Option<Lost<'a>> {
    let known = [whole, other].iter().all(|side| Concepts::of(side.doc.lang).is_some());
    if whole.is_empty() || other.is_empty() || !known || is_mixed(whole) || is_mixed(other) {
        return None;
    }
    let usual = other.doc.facts.length? * 100 / whole.doc.facts.length?;
    let length = |segment: Segment| segment.text().chars().count();
    // How long the other is, in per cent of what is usual.
    let long = length(other) * 10_000 / (length(whole) * usual).max(1);
    if long > LONGEST {
        return None;
    }
    let items = items(whole, other);
    let (from, to, lost) = longest_gap(whole, &items)?;
    let found = items.iter().filter(|item| item.found.is_some()).count();
    let enough = lost + (100 - long) / WORD >= EVIDENCE;
    let held = found >= FOUND && found * 100 >= (items.len() - lost) * SHARE;
    (enough && held).then(|| Lost {
        part: whole.at(Range32 { start: from, end: to }),
        items,
    })
}

/// Whether Latin words stand in a text of another script, which has far more letters there than the rest.
fn is_mixed(source: Segment) -> bool {
    let latin = source.text().chars().filter(char::is_ascii_alphabetic).count();
    !source.doc.facts.has_spaces() && latin * LATIN > source.text().chars().count()
}

/// What can be looked for, in the order of the source.
fn items(source: Segment, target: Segment) -> Vec<Item> {
    let (text, words) = (source.doc.text(), source.words());
    // The first place of each concept of the translation.
    let mut theirs: Vec<&Naming> = target.concepts().iter().collect();
    theirs.sort_by_key(|n| n.concept);
    theirs.dedup_by_key(|n| n.concept);
    let mut items = Vec::new();
    for place in source.concepts().chunk_by(|a, b| a.range.start == b.range.start) {
        let named = |p: &Naming| Some(theirs[theirs.binary_search_by_key(&p.concept, |n| n.concept).ok()?].range);
        items.push(Item {
            at: place[0].range.start,
            found: place.iter().filter_map(named).min_by_key(|range| range.start),
        });
    }
    for number in source.numbers() {
        items.push(Item {
            at: number.range.start,
            found: target.numbers().iter().find(|n| n.agrees(number)).map(|n| n.range),
        });
    }
    for name in names(text, words, source.concepts(), source.doc.facts) {
        let range = Range32 {
            start: words[name.start].range.start,
            end: words[name.end - 1].range.end,
        };
        items.push(Item {
            at: range.start,
            found: hears(target.passage(), &text[range.usize()]).then_some(target.range),
        });
    }
    items.sort_by_key(|item| item.at);
    items
}

/// The stretch from one mark of the source to another in which most is lost and nothing found, and how much.
fn longest_gap(source: Segment, items: &[Item]) -> Option<(u32, u32, usize)> {
    let (text, start) = (source.text(), source.range.start);
    let is_mark = |c: char| chars::is_quote(c) || chars::is_dash(c) || MARKS.contains(&c);
    let mut marks: Vec<u32> = text
        .match_indices(is_mark)
        .map(|(at, mark)| start + (at + mark.len()) as u32)
        .collect();
    marks.insert(0, start);
    marks.push(source.range.end);
    let mut best = None;
    let (mut from, mut lost, mut at) = (start, 0, 0);
    for &mark in &marks[1..] {
        let inside = items[at..].iter().take_while(|item| item.at < mark).count();
        let found = items[at..at + inside].iter().any(|item| item.found.is_some());
        at += inside;
        if found {
            (from, lost) = (mark, 0);
            continue;
        }
        lost += inside;
        if lost >= LOST && best.is_none_or(|(_, _, most)| lost > most) {
            best = Some((from, mark, lost));
        }
    }
    best
}

/// Marks between the parts of a sentence.
const MARKS: [char; 15] = [
    ',', ';', ':', '.', '!', '?', '(', ')', '，', '。', '、', '；', '：', '（', '）',
];
