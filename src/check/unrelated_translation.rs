use super::prelude::*;
use crate::data::concepts::Concept;
use crate::text::concepts::Naming;
use crate::text::names;
use crate::text::naming::{hears, is_one_script};
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
    /// Short sentences, languages that the lexicon does not hold, and a sentence that was moved by a few places.
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

/// The fewest words of a translation.
const MIN_WORDS: usize = 5;
/// The fewest things of either side that should be found again, and of both together.
const EITHER: usize = 4;
const BOTH: usize = 13;
/// How many more there must be for one that meets: unrelated sentences of one field share a word now and then.
const CHANCE: usize = 9;

/// How many beads away a sentence may have been moved, as in a list of another order.
const NEAR: usize = 4;

/// What of a side should be found again on the other.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) met: usize,
    pub(super) all: usize,
}

impl Tally {
    fn count(&mut self, met: bool) {
        self.all += 1;
        self.met += usize::from(met);
    }
}

fn run(cx: &mut Cx, bead: Bead) {
    let (source, target) = (bead.source, bead.target);
    if source.is_empty() || target.is_empty() || target.words().len() < MIN_WORDS {
        return;
    }
    // Most beads share a concept or two, and then nothing more is asked.
    let (theirs, ours) = (tally(source, target), tally(target, source));
    let met = theirs.met.max(ours.met);
    let far = |met: usize| theirs.all.min(ours.all) >= EITHER && theirs.all + ours.all >= BOTH + met * CHANCE;
    if !far(met) {
        return;
    }
    if !far(met + shared_words(source, target)) {
        return;
    }
    // Across scripts the letters of a name say too little.
    let across = !is_one_script(source.passage(), target.passage());
    if across && (hears_name(source, target) || hears_name(target, source)) {
        return;
    }
    if let Some(bitext) = cx.bitext() {
        let from = bead.index.saturating_sub(NEAR);
        let to = (bead.index + NEAR + 1).min(bitext.bead_ranges().len());
        let meets = |source: Segment, target: Segment| {
            !source.is_empty() && !target.is_empty() && tally(source, target).met + shared_words(source, target) > 1
        };
        let others = (from..to).filter(|&i| i != bead.index).map(|i| bitext.bead(i));
        let moved = others
            .into_iter()
            .any(|b| meets(b.source, target) || meets(source, b.target));
        if moved {
            return;
        }
    }
    cx.flag(
        target,
        "has no number, name or known word in common with its source".to_owned(),
    )
    .source(source);
}

/// The concepts and numbers of a side, and how many stand on the other.
pub(super) fn tally(side: Segment, other: Segment) -> Tally {
    let mut tally = Tally::default();
    let mut theirs: Vec<Concept> = other.concepts().iter().map(|n| n.concept).collect();
    theirs.sort_unstable();
    for place in side.concepts().chunk_by(|a, b| a.range.start == b.range.start) {
        let named = |n: &Naming| theirs.binary_search(&n.concept).is_ok();
        tally.count(place.iter().any(named));
    }
    for number in side.numbers() {
        tally.count(other.numbers().iter().any(|n| n.agrees(number)));
    }
    tally
}

/// The fewest letters of a name that no other word sounds like by chance.
const LONG: usize = 6;

/// Whether a long name of a side sounds like something on the other.
fn hears_name(side: Segment, other: Segment) -> bool {
    let (text, words) = (side.doc.text(), side.words());
    let names = names::names(text, words, side.concepts(), side.doc.facts);
    let mut written = names
        .into_iter()
        .flat_map(|name| &words[name])
        .map(|word| word.text(text));
    written.any(|name| name.chars().count() >= LONG && hears(other.passage(), name))
}

/// The words of a segment that can be found again in another language, grammatical ones left out.
pub(super) struct Words {
    /// By their letters, and by their consonants.
    keys: [Vec<u64>; 2],
    /// The values of its numbers, spelled ones included.
    values: Vec<i64>,
}

impl Words {
    pub(super) fn of(segment: Segment) -> Words {
        let (text, facts) = (segment.doc.text(), segment.doc.facts);
        let keys = |cross: bool| {
            let words = segment.words().iter().filter(|w| w.kind != WordKind::Number);
            words
                .map(|w| w.text(text))
                .filter(|w| !facts.function_words.contains(fold::text(w).as_str()))
                .filter_map(|w| names::key(w, cross))
                .collect()
        };
        let digits = segment.numbers().iter().filter_map(|n| n.value());
        let spelled = spoken(text, segment.words(), facts);
        let values = digits
            .chain(
                spelled
                    .into_iter()
                    .flat_map(|s| s.values)
                    .map(|v| v.saturating_mul(1000)),
            )
            // One is many words.
            .filter(|&v| v > 1000 || v == 0)
            .collect();
        Words {
            keys: [keys(false), keys(true)],
            values,
        }
    }

    /// How many of them stand in the translation: in the same form, or beginning alike when transliterated, by their letters
    /// or by their consonants.
    pub(super) fn shared(&self, target: &Words) -> usize {
        let meet = |i: usize| self.keys[i].iter().filter(|key| target.keys[i].contains(key)).count();
        let values = self.values.iter().filter(|v| target.values.contains(v)).count();
        meet(0).max(meet(1)) + values
    }
}

fn shared_words(source: Segment, target: Segment) -> usize {
    Words::of(source).shared(&Words::of(target))
}
