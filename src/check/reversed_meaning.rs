use super::prelude::*;
use crate::data::concepts::ROWS;

check! {
    /// A word of the source became its opposite.
    ///
    /// ## How it decides
    /// The source names a concept (rise, allow, export, before), the aligned translation names its opposite and not the
    /// concept itself, and the source does not name the opposite.
    ///
    /// ## Not flagged
    /// Sentences with a negation on one side, since "not allowed" is "forbidden"; words that may stand for several
    /// concepts.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Exporte des Landes sind im Januar gestiegen.
    /// en: The country's exports ⟦fell⟧ in January.
    /// ```
    /// ```clean
    /// de: Die Exporte des Landes sind im Januar gestiegen.
    /// en: The country's exports rose in January.
    /// ```
    pub static CHECK = {
        code: "A502", name: "reversed-meaning", category: Category::Negation, mqm: Mqm::Mistranslation,
        severity: Severity::Critical, stage: Stage::Preview, confidence: 70, since: "0.1.0", run: Run::Bead(run),
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
    for (index, word) in ours.iter().enumerate() {
        let opposites = &ROWS[word.concept as usize].antonyms;
        if opposites.is_empty() {
            continue;
        }
        // A word of several meanings turns nothing round.
        let alone = |list: &[crate::text::concepts::Naming], at: usize| {
            !list
                .iter()
                .enumerate()
                .any(|(i, n)| i != at && n.range.start == list[at].range.start)
        };
        if !alone(ours, index) || theirs.iter().any(|n| n.concept == word.concept) {
            continue;
        }
        let mut from = theirs
            .iter()
            .enumerate()
            .filter(|(i, n)| opposites.contains(&n.concept) && alone(theirs, *i));
        let (Some((_, turned)), None) = (from.next(), from.next()) else {
            continue;
        };
        if ours.iter().any(|n| n.concept == turned.concept)
            || super::lost_negation::may_negate(source)
            || super::lost_negation::may_negate(target)
        {
            continue;
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
}
