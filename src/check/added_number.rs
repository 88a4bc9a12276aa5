use super::changed_number::{holds_other, lost, weighty};
use super::prelude::*;

check! {
    /// A number of the translation has no counterpart in the source.
    ///
    /// ## Not flagged
    /// Numbers that the source may write as words, numbers of lists, clocks and sequences.
    ///
    /// ## Examples
    /// ```flag
    /// en: The bridge cost a lot of money.
    /// de: Die Brücke kostete ⟦347⟧ Euro.
    /// ```
    /// ```clean
    /// en: It has twenty arches.
    /// de: Sie hat 20 Bögen.
    /// ```
    pub static CHECK = {
        code: "A103", name: "added-number", category: Category::Number, mqm: Mqm::Addition,
        severity: Severity::Major, stage: Stage::Preview, confidence: 60, since: "0.1.0", run: Run::Bitext(run),
    }
}

fn run(cx: &mut Cx, bitext: &crate::model::Bitext) {
    for bead in bitext.beads() {
        if bead.source.is_empty() || bead.target.is_empty() || bead.confidence < 60 {
            continue;
        }
        let (source, target) = lost(bitext, bead);
        if !source.is_empty() || target.is_empty() || holds_other(bead.source, bead.target) {
            continue;
        }
        for number in target {
            if number.is_likely_spoken() {
                continue;
            }
            // A conversion in brackets explains a number of the source.
            let before = bead.target.doc.text()[..number.range.start as usize]
                .chars()
                .next_back();
            if !weighty(number) || before == Some('(') {
                continue;
            }
            let ours = bead.target.at(number.range);
            cx.flag(ours, format!("“{}” has no counterpart in the source", ours.text()))
                .source(bead.source);
        }
    }
}
