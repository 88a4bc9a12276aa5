use super::missing_clause::lost;
use super::prelude::*;

check! {
    /// A part of a sentence has no counterpart in the source.
    ///
    /// ## How it decides
    /// As [missing-clause](missing-clause.md) does, the other way round: several known words, numbers or names of the
    /// translation stand between two marks and in no place of the source, which is shorter than one of this translation.
    ///
    /// ## Not flagged
    /// A gloss of a few words for the reader, what stands in a sentence beside it, and languages that the lexicon does
    /// not hold.
    ///
    /// ## Examples
    /// ```flag
    /// de: Im Januar erhöhte die Regierung die Steuern für große Unternehmen.
    /// en: In January the government raised taxes on large companies,⟦ and the opposition called on the minister in parliament to resign at once.⟧
    /// ```
    /// ```clean
    /// de: Im Januar erhöhte die Regierung die Steuern für große Unternehmen.
    /// en: In January the government raised taxes on large companies, as it had announced.
    /// ```
    pub static CHECK = {
        code: "A406", name: "added-clause", category: Category::Addition, mqm: Mqm::Addition,
        severity: Severity::Major, stage: Stage::Preview, confidence: 75, since: "0.1.0", run: Run::Bead(run),
    }
}

fn run(cx: &mut Cx, bead: Bead) {
    if let Some(lost) = lost(cx, bead, Side::Target) {
        cx.flag(lost.part, "nothing in the source says this".to_owned())
            .source(bead.source);
    }
}
