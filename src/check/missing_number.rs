use super::changed_number::{has_context, holds_other, lost, weighty};
use super::prelude::*;
use crate::data::units;
use crate::text::numbers::Number;

check! {
    /// A number of the source has no counterpart in the translation.
    ///
    /// ## Why it matters
    /// A figure that is gone leaves no trace in the translation: nobody who reads it alone can miss it.
    ///
    /// ## How it decides
    /// A number of two digits or more has no counterpart in the aligned translation and its neighbours, in digits or words, and
    /// the translation has no number that the source lacks. The place is where it would stand.
    ///
    /// ## Not flagged
    /// Numbers that may be written as words (one digit, round numbers, ages), numbers of lists, clocks and sequences; one of two
    /// measures that a bracket joins (*45 miles (72 km)*); hours that make days.
    ///
    /// ## Examples
    /// ```flag
    /// en: The bridge cost ⟦347 million⟧ euros.
    /// de: Die Brücke kostete⟦⟧ viel Geld.
    /// ```
    /// ```flag
    /// en: He bought ⟦45⟧ horses and some cows, and lost his house in 1945 by fire.
    /// de: Er kaufte⟦⟧ Pferde und Kühe und verlor 1945 sein Haus durch ein Feuer.
    /// ```
    /// ```clean
    /// en: The volcano lies 45 miles (72 kilometres) from the town, and was watched for 24 hours.
    /// de: Der Vulkan liegt 72 Kilometer von der Stadt und wurde einen Tag lang beobachtet.
    /// ```
    /// ```clean
    /// en: Enter =A1+B1 in the cell, and add 1,250 apples.
    /// zh: 在单元格中输入 =A1+B1，然后加上1250个苹果。
    /// ```
    /// ```clean
    /// en: It has 20 arches and 3 piers.
    /// de: Sie hat zwanzig Bögen und drei Pfeiler.
    /// ```
    pub static CHECK = {
        code: "A102", name: "missing-number", category: Category::Number, mqm: Mqm::Mistranslation,
        severity: Severity::Major, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Bitext(run),
    }
}

/// The place between words where a number of the source would stand: as far from what is known before it as from what is
/// known behind it.
fn place(bead: Bead, number: Range32) -> u32 {
    let (source, target) = (bead.source, bead.target);
    let sole = |concept| {
        let mut named = target.concepts().iter().filter(move |n| n.concept == concept);
        named.next().filter(|_| named.next().is_none()).map(|n| n.range)
    };
    let mut known: Vec<(Range32, Range32)> = Vec::new();
    for naming in source.concepts() {
        known.extend(sole(naming.concept).map(|range| (naming.range, range)));
    }
    let before = known.iter().rev().find(|(theirs, _)| theirs.end <= number.start);
    let behind = known.iter().find(|(theirs, _)| theirs.start >= number.end);
    let (mut from, mut to) = (source.range, target.range);
    if let Some((theirs, ours)) = before {
        (from.start, to.start) = (theirs.end, ours.end);
    }
    if let Some((theirs, ours)) = behind.filter(|(_, ours)| ours.start >= to.start) {
        (from.end, to.end) = (theirs.start, ours.start);
    }
    let length = u64::from((from.end - from.start).max(1));
    let share = u64::from(number.start - from.start) * u64::from(to.end - to.start) / length;
    let wanted = to.start + share as u32;
    let ends = target.words().iter().map(|w| w.range.end);
    ends.min_by_key(|end| end.abs_diff(wanted)).unwrap_or(target.range.end)
}

fn run(cx: &mut Cx, bitext: &crate::model::Bitext) {
    for bead in bitext.beads() {
        if bead.source.is_empty() || bead.target.is_empty() || bead.confidence < 60 {
            continue;
        }
        let (source, target) = lost(bitext, bead);
        if !target.is_empty() {
            continue;
        }
        if source.is_empty() || holds_other(bead.target, bead.source) {
            continue;
        }
        let ours = unspaced(bead.target.text());
        let missing = source.into_iter().filter(|number| {
            let aside = || {
                is_gloss(bead, number)
                    || is_day(bead.source, number)
                    || is_apposed(bead.source, number)
                    || has_context(bead.source.at(number.range))
            };
            // Digits may be grouped in another way: "0800 555 111".
            let stands = || stands(&ours, &unspaced(in_groups(bead.source.doc.text(), number.range)));
            weighty(number) && !number.is_likely_spoken() && !stands() && !aside()
        });
        let missing: Vec<_> = missing.collect();
        let Some(first) = missing.first() else { continue };
        let theirs = bead.source.at(first.range);
        let at = place(bead, first.range);
        let message = match missing.len() {
            1 => format!("“{}” of the source has no counterpart here", theirs.text()),
            2 => format!(
                "“{}” and another number of the source have no counterpart here",
                theirs.text()
            ),
            several => format!(
                "“{}” and {} more numbers of the source have no counterpart here",
                theirs.text(),
                several - 1
            ),
        };
        cx.flag(bead.target.at(Range32 { start: at, end: at }), message)
            .source(theirs);
    }
}

/// Whether a number stands beside the same in another unit or currency, with a bracket between: "45 miles (72 kilometres)". The
/// translation keeps the one that its readers know.
fn is_gloss(bead: Bead, number: &Number) -> bool {
    let (text, numbers) = (bead.source.doc.text(), bead.source.numbers());
    let at = numbers.partition_point(|n| n.range.start < number.range.start);
    let around = [at.checked_sub(1), Some(at + 1)];
    around
        .into_iter()
        .flatten()
        .filter_map(|i| numbers.get(i))
        .any(|other| {
            let (first, second) = match other.range.start < number.range.start {
                true => (other, number),
                false => (number, other),
            };
            let between = text
                .get(first.range.end as usize..second.range.start as usize)
                .unwrap_or("");
            let beside = between.contains(['(', '（'])
                && !between.contains([')', '）'])
                && between.split(chars::is_space).count() <= GLOSS;
            beside && bead.target.numbers().iter().any(|ours| ours.agrees(other))
        })
}

/// The most words between a measure and its conversion.
const GLOSS: usize = 4;

/// Whether a number of hours is half a day, a day or more of them, for which languages have a word.
fn is_day(source: Segment, number: &Number) -> bool {
    let hours = units::beside(source.doc.facts, source.doc.text(), number.range) == Some("hour");
    hours && number.value().is_some_and(|v| v % 12_000 == 0)
}

/// Whether a number of two digits stands between commas, as an age does, which may be part of a word: "čtyřicetiletý".
fn is_apposed(source: Segment, number: &Number) -> bool {
    let text = source.doc.text();
    let before = text[..number.range.start as usize].trim_end_matches(chars::is_space);
    let behind = &text[number.range.end as usize..];
    number.len == 2 && before.ends_with([',', '，']) && behind.starts_with([',', '，'])
}

/// A number with the groups of digits beside it, which may be parts of one: "0800 555 111".
fn in_groups(text: &str, number: Range32) -> &str {
    let group = |c: char| c.is_numeric() || c == ' ';
    let (before, behind) = (&text[..number.start as usize], &text[number.end as usize..]);
    let start = before.trim_end_matches(group).len();
    let end = text.len() - behind.trim_start_matches(group).len();
    &text[start..end]
}

/// Whether digits stand in a text, and are no part of a longer number.
fn stands(text: &str, number: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    text.match_indices(number).any(|(at, _)| {
        let behind = text[at + number.len()..].chars().next();
        !digit(text[..at].chars().next_back()) && !digit(behind)
    })
}

/// A text without its spaces.
fn unspaced(text: &str) -> String {
    text.chars().filter(|&c| !chars::is_space(c)).collect()
}
