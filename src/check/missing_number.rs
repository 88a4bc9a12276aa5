use super::changed_number::{lost, weighty};
use super::prelude::*;

check! {
    /// A number of the source has no counterpart in the translation.
    ///
    /// ## Not flagged
    /// Numbers that may be written as words (one digit, round numbers), numbers of lists, clocks and sequences.
    ///
    /// ## Examples
    /// ```flag
    /// en: The bridge cost ⟦347 million⟧ euros.
    /// de: Die Brücke⟦⟧ kostete viel Geld.
    /// ```
    /// ```clean
    /// en: It has 20 arches and 3 piers.
    /// de: Sie hat zwanzig Bögen und drei Pfeiler.
    /// ```
    pub static CHECK = {
        code: "A102", name: "missing-number", category: Category::Number, mqm: Mqm::Mistranslation,
        severity: Severity::Major, stage: Stage::Preview, confidence: 60, since: "0.1.0", run: Run::Bitext(run),
    }
}

/// The place as far into the target as the number stands in the source, between words.
fn proportional(bead: Bead, at: u32) -> u32 {
    let (source, target) = (bead.source.range, bead.target.range);
    let length = u64::from((source.end - source.start).max(1));
    let share = u64::from(at - source.start) * u64::from(target.end - target.start) / length;
    let wanted = target.start + share as u32;
    bead.target
        .words()
        .iter()
        .map(|w| w.range.end)
        .min_by_key(|end| end.abs_diff(wanted))
        .unwrap_or(target.end)
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
        for number in source {
            if number.is_likely_spoken() {
                continue;
            }
            if !weighty(number) {
                continue;
            }
            let theirs = bead.source.at(number.range);
            let target = bead.target;
            let at = proportional(bead, number.range.start);
            let place = target.at(Range32 { start: at, end: at });
            cx.flag(
                place,
                format!("“{}” of the source has no counterpart here", theirs.text()),
            )
            .source(theirs);
        }
    }
}
