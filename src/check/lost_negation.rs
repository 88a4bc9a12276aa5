use super::prelude::*;
use crate::data::negation::Negation;
use crate::text::negation::{Negates, negates};

check! {
    /// A negation of the source is lost, or the translation negates what the source does not.
    ///
    /// ## How it decides
    /// One side of a sure link holds a grammatical negation, and the other side holds no word or part of a word that
    /// has to do with negation: no *not*, no *without*, no *refuse*, no *un-*, no *only* or *until*.
    ///
    /// ## Not flagged
    /// Between many languages it is not sure enough to be shown by default (`--preview` shows it).
    /// Double negations and litotes are beyond it: it looks for sentences without any trace of negation on one side.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Brücke wurde im Mai gesperrt.
    /// en: The bridge was ⟦not⟧ closed in May.
    /// ```
    /// ```clean
    /// de: Die Behörde lehnte den Antrag ab.
    /// en: The authority did not accept the application.
    /// ```
    pub static CHECK = {
        code: "A503", name: "lost-negation", category: Category::Negation, mqm: Mqm::Mistranslation,
        severity: Severity::Critical, stage: Stage::Stable, confidence: 70, since: "0.1.0", run: Run::Bead(run),
    }
}

/// How sure it is between two languages where it was not measured or fell short, in per cent.
const UNMEASURED: u8 = 45;
/// The links that are trusted, in per cent.
const LINK: u8 = 80;

fn run(cx: &mut Cx, bead: Bead) {
    let (source, target) = (bead.source, bead.target);
    if source.is_empty() || target.is_empty() || bead.confidence < LINK {
        return;
    }
    let (Some((theirs, cue)), Some((ours, own))) = (of(source), of(target)) else {
        return;
    };
    let into = target.doc.lang.base().to_string();
    let measured = Negation::of(source.doc.lang).is_some_and(|n| n.into.contains(&into.as_str()));
    let confidence = if measured { CHECK.confidence } else { UNMEASURED };
    match (theirs, ours) {
        (Negates::No, Negates::Yes) => {
            let place = own.map_or(target.range, |w| w.range);
            let message = format!("“{}” negates what the source does not", target.at(place).text());
            cx.flag(target.at(place), message).source(source).confidence(confidence);
        }
        (Negates::Yes, Negates::No) => {
            let place = cue.map_or(source.range, |w| w.range);
            let message = format!("the negation “{}” of the source is lost", source.at(place).text());
            cx.flag(target, message).source(source.at(place)).confidence(confidence);
        }
        _ => {}
    }
}

fn of(segment: Segment) -> Option<(Negates, Option<crate::text::words::Word>)> {
    let table = Negation::of(segment.doc.lang)?;
    Some(negates(segment.doc.text(), segment.words(), table))
}

/// Whether a stretch may negate anything; so too where nothing is known of its language.
pub(super) fn may_negate(segment: Segment) -> bool {
    of(segment).is_none_or(|(how, _)| how > Negates::No)
}
