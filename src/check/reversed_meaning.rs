use super::prelude::*;
use crate::data::Concepts;
use crate::data::concepts::{Concept, ROWS};
use crate::text::concepts::Naming;
use crate::text::negation::may_negate;

check! {
    /// A word of the source became its opposite.
    ///
    /// ## How it decides
    /// The source names a concept (rise, allow, export, before), the aligned translation names its opposite and not the
    /// concept itself, and the source does not name the opposite; and beside both stand words that say the same.
    ///
    /// ## Not flagged
    /// Sentences with a negation near one of the words, since "not allowed" is "forbidden"; words that may stand for
    /// several concepts, or are joined to others by hyphens; a concept that another word may name by its stem.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Exporte des Landes sind im Januar gestiegen.
    /// en: The country's exports ⟦fell⟧ in January.
    /// ```
    /// ```flag
    /// de: Nach der Hochzeit fuhren die Gäste ins Hotel.
    /// en: ⟦Before⟧ the wedding, the guests went to the hotel.
    /// ```
    /// ```clean
    /// de: Die Exporte des Landes sind im Januar gestiegen.
    /// en: The country's exports rose in January.
    /// ```
    pub static CHECK = {
        code: "A502", name: "reversed-meaning", category: Category::Negation, mqm: Mqm::Mistranslation,
        severity: Severity::Critical, stage: Stage::Stable, confidence: 75, since: "0.1.0", run: Run::Bead(run),
    }
}

/// The links that are trusted, in per cent.
const LINK: u8 = 70;

fn run(cx: &mut Cx, bead: Bead) {
    let (source, target) = (bead.source, bead.target);
    if source.is_empty() || target.is_empty() || bead.confidence < LINK {
        return;
    }
    let (theirs, ours) = (source.concepts(), target.concepts());
    if theirs.is_empty() || ours.iter().all(|n| ROWS[n.concept as usize].antonyms.is_empty()) {
        return;
    }
    let named = |list: &[Naming], concept: Concept| list.iter().any(|n| n.concept == concept);
    // A place where neither of the meanings of its word is named on the other side.
    let strange = |list: &[Naming], other: &[Naming], at: Range32| {
        !list.iter().any(|n| n.range.meets(at) && named(other, n.concept))
    };
    let mut found: Option<(Naming, Naming)> = None;
    for word in ours
        .iter()
        .filter(|n| strange(ours, theirs, n.range) && !is_joined(target, n.range))
    {
        let opposites = &ROWS[word.concept as usize].antonyms;
        for turned in theirs.iter().filter(|n| opposites.contains(&n.concept)) {
            if strange(theirs, ours, turned.range) && !is_joined(source, turned.range) {
                // Several pairs are a coincidence.
                if found.is_some_and(|(a, b)| a.range != word.range || b.range != turned.range) {
                    return;
                }
                found = Some((*word, *turned));
            }
        }
    }
    let Some((word, turned)) = found else { return };
    if !meet_beside((source, turned), (target, word)) {
        return;
    }
    if may_name(target, turned.concept) || may_name(source, word.concept) {
        return;
    }
    if means_other(target, word, theirs) || means_other(source, turned, ours) {
        return;
    }
    let negated = |side: Segment, word: Naming| may_negate(around(side, word, NEGATION).passage(), word.range);
    if negated(source, turned) || negated(target, word) {
        return;
    }
    let theirs = source.at(turned.range);
    let message = format!(
        "“{}” in the source means the opposite: {} became {}",
        theirs.text(),
        ROWS[turned.concept as usize].id,
        ROWS[word.concept as usize].id
    );
    cx.flag(target.at(word.range), message).source(theirs);
}

/// Whether a hyphen joins a word to others: “13-year-old”, “much-needed”.
fn is_joined(segment: Segment, word: Range32) -> bool {
    let text = segment.doc.text();
    text[..word.start as usize].ends_with(chars::is_hyphen) || text[word.end as usize..].starts_with(chars::is_hyphen)
}

/// Whether a word of a segment may stand for a concept by any of its stems, though it has a better reading.
fn may_name(segment: Segment, concept: Concept) -> bool {
    let text = segment.doc.text();
    Concepts::of(segment.doc.lang).is_some_and(|table| {
        let stands_for = |word: &str| table.all_of(word, fold::key(word)).any(|c| c == concept);
        let mut words = segment.words().iter();
        words.any(|w| stands_for(w.text(text)) || w.elided(text).is_some_and(stands_for))
    })
}

/// Whether a word may stand for a concept by any of its stems that the other side names.
fn means_other(segment: Segment, word: Naming, other: &[Naming]) -> bool {
    let written = &segment.doc.text()[word.range.usize()];
    Concepts::of(segment.doc.lang).is_some_and(|table| {
        let mut meant = table.all_of(written, fold::key(written));
        meant.any(|concept| other.iter().any(|n| n.concept == concept))
    })
}

/// How many words beside a word tell that both stand in the same place, and how many words away a negation may stand.
const BESIDE: usize = 3;
const NEGATION: usize = 6;

/// A word with some words before and behind it.
fn around(segment: Segment<'_>, word: Naming, reach: usize) -> Segment<'_> {
    let words = segment.words();
    let at = words.partition_point(|w| w.range.end <= word.range.start);
    segment.at(Range32 {
        start: words[at.saturating_sub(reach)].range.start,
        end: words[(at + reach).min(words.len() - 1)].range.end,
    })
}

/// Whether two words stand beside words that say the same.
fn meet_beside(a: (Segment, Naming), b: (Segment, Naming)) -> bool {
    let beside = |(segment, own): (Segment, Naming)| -> Vec<Concept> {
        let near = around(segment, own, BESIDE).concepts().iter();
        near.filter(|n| n.range != own.range).map(|n| n.concept).collect()
    };
    let (ours, theirs) = (beside(a), beside(b));
    ours.iter().any(|concept| theirs.contains(concept))
}
