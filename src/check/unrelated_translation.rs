use super::prelude::*;
use crate::text::common::{Words, tally};
use crate::text::naming::{hears_name, is_one_script};

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
const BOTH: usize = 14;
/// How many more there must be for one that meets: unrelated sentences of one field share a word now and then.
const CHANCE: usize = 9;

/// How many beads away a sentence may have been moved, as in a list of another order.
const NEAR: usize = 4;

fn run(cx: &mut Cx, bead: Bead) {
    let (source, target) = (bead.source, bead.target);
    if source.is_empty() || target.is_empty() || target.words().len() < MIN_WORDS {
        return;
    }
    // Most beads share a concept or two, and then nothing more is asked.
    let (their, our) = (source.passage(), target.passage());
    let (theirs, ours) = (tally(their, our), tally(our, their));
    let met = theirs.met.max(ours.met);
    let far = |met: usize| theirs.all.min(ours.all) >= EITHER && theirs.all + ours.all >= BOTH + met * CHANCE;
    if !far(met) {
        return;
    }
    if !far(met + Words::of(their).shared(&Words::of(our))) {
        return;
    }
    // Across scripts the letters of a name say too little.
    let across = !is_one_script(their, our);
    if across && (hears_name(their, our) || hears_name(our, their)) {
        return;
    }
    if let Some(bitext) = cx.bitext() {
        let from = bead.index.saturating_sub(NEAR);
        let to = (bead.index + NEAR + 1).min(bitext.bead_ranges().len());
        let meets = |source: Segment, target: Segment| {
            let (source, target) = (source.passage(), target.passage());
            !source.range.is_empty()
                && !target.range.is_empty()
                && tally(source, target).met + Words::of(source).shared(&Words::of(target)) > 1
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
