use super::prelude::*;
use crate::text::names;
use crate::text::spoken::spoken;
use crate::text::words::WordKind;

check! {
    /// A sentence has nothing in common with its source.
    ///
    /// ## How it decides
    /// The lexicon of concepts knows several words on both sides of a bead and no concept of one side is named on the
    /// other; no number, name or foreign word meets, either.
    ///
    /// ## Not flagged
    /// Short sentences, and languages that the lexicon does not hold.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Regierung erhöhte die Steuern, und die Minister verteidigten das neue Gesetz im Parlament.
    /// en: ⟦The doctor opened the hospital door, and the children carried books and flowers to the kitchen.⟧
    /// ```
    /// ```clean
    /// de: Die Regierung erhöhte im Januar die Steuern für große Unternehmen.
    /// en: In January the government raised taxes on large companies.
    /// ```
    pub static CHECK = {
        code: "A402", name: "unrelated-translation", category: Category::Omission, mqm: Mqm::Mistranslation,
        severity: Severity::Critical, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Bead(run),
    }
}

/// The fewest words of both sides, and the fewest known ones.
const MIN_WORDS: usize = 5;
const KNOWN: usize = 4;

fn run(cx: &mut Cx, bead: Bead) {
    let (source, target) = (bead.source, bead.target);
    if source.is_empty() || target.is_empty() || target.words().len() < MIN_WORDS {
        return;
    }
    // Most beads share a number or a name, and then nothing more is asked.
    let numbers = source
        .numbers()
        .iter()
        .any(|n| target.numbers().iter().any(|m| n.agrees(m)));
    if numbers
        || source
            .words()
            .iter()
            .any(|s| target.words().iter().any(|t| s.key == t.key))
    {
        return;
    }
    let places = |segment: Segment| {
        let mut starts: Vec<u32> = segment.concepts().iter().map(|n| n.range.start).collect();
        starts.dedup();
        starts.len()
    };
    let (theirs, ours) = (places(source), places(target));
    if theirs < KNOWN || ours < KNOWN || theirs + ours < 3 * KNOWN - 1 {
        return;
    }
    let common = source
        .concepts()
        .iter()
        .any(|s| target.concepts().iter().any(|t| t.concept == s.concept));
    if common || shares_word(source, target) {
        return;
    }
    cx.flag(
        target,
        "has no number, name or known word in common with its source".to_owned(),
    )
    .source(source);
}

/// Whether both sides hold a word that begins alike when transliterated, by its letters or by its consonants, or a
/// number that the other side spells out.
fn shares_word(source: Segment, target: Segment) -> bool {
    let keys = |segment: Segment, cross: bool| -> Vec<u64> {
        let text = segment.doc.text();
        let words = segment.words().iter().filter(|w| w.kind != WordKind::Number);
        words.filter_map(|w| names::key(w.text(text), cross)).collect()
    };
    let values = |segment: Segment| -> Vec<i64> {
        let digits = segment.numbers().iter().filter_map(|n| n.value());
        let words = spoken(segment.doc.text(), segment.words(), segment.doc.facts);
        digits
            .chain(words.into_iter().flat_map(|s| s.values).map(|v| v.saturating_mul(1000)))
            .filter(|&v| v > 1000)
            .collect()
    };
    let meet = |a: &[u64], b: &[u64]| a.iter().any(|key| b.contains(key));
    let ours = values(target);
    [false, true]
        .into_iter()
        .any(|cross| meet(&keys(source, cross), &keys(target, cross)))
        || values(source).iter().any(|v| ours.contains(v))
}
