use super::prelude::*;
use crate::data::idioms;
use crate::data::negation::Negation;
use crate::text::idioms as matcher;
use crate::text::negation::{cues, negates};
use crate::text::words::Word;

check! {
    /// A negation of the source is lost, or the translation negates what the source does not.
    ///
    /// ## How it decides
    /// One side of a sure link holds a grammatical negation, and the other side holds no word or part of a word that
    /// has to do with negation: no *not*, no *without*, no *refuse*, no *un-*, no *only* or *until*.
    ///
    /// ## Not flagged
    /// Between many languages it is not sure enough to be shown by default (`--preview` shows it).
    /// Double negations and litotes are beyond it: it looks for sentences without any trace of negation on one side. A negation of
    /// the source that stands here untranslated is not lost.
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
/// The fewest words of a sentence; in languages without spaces each character is one.
const PHRASE: usize = 5;
/// The links that are trusted, in per cent.
const LINK: u8 = 80;

fn run(cx: &mut Cx, bead: Bead) {
    let (source, target) = (bead.source, bead.target);
    if source.is_empty() || target.is_empty() || bead.confidence < LINK {
        return;
    }
    let (Some(theirs), Some(ours)) = (Negation::of(source.doc.lang), Negation::of(target.doc.lang)) else {
        return;
    };
    let negated = |segment: Segment, table| negates(segment.doc.text(), segment.words(), table);
    if negated(source, theirs) == negated(target, ours) {
        return;
    }
    let find = |segment: Segment, table| cues(segment.doc.text(), segment.words(), table);
    let (their, our) = (find(source, theirs), find(target, ours));
    // What may negate excuses a lost negation, and one that was added unless the translation renders it besides.
    let (lost, found) = match (their.hard, our.hard) {
        (Some(lost), None) if !our.either && our.soft == 0 => (Some(lost), None),
        (None, Some(found)) if !their.either && their.soft <= our.soft => (None, Some(found)),
        _ => return,
    };
    // A phrase alone or an idiom is rendered by its meaning.
    let idiom = || {
        let table = idioms::of(source.doc.lang);
        let found = |table| matcher::idioms(source.doc.text(), source.words(), source.doc.facts, table);
        table.is_some_and(|table| !found(table).is_empty())
    };
    if found.is_some() && source.words().len() < PHRASE || idiom() {
        return;
    }
    // "Why don't you ask?", "It is late, isn't it?" deny nothing.
    if found.is_some() && target.text().contains(['?', '？', '؟']) {
        return;
    }
    // "Nothing" and "NOT" of a programming language.
    let stands = |word: &Word| {
        let written = word.text(source.doc.text());
        target.words().iter().any(|w| w.text(target.doc.text()) == written)
    };
    if lost.is_some_and(|word| stands(&word)) {
        return;
    }
    // A sentence that was left in the source language has lost nothing.
    let copied = target
        .words()
        .iter()
        .filter(|t| source.words().iter().any(|s| s.key == t.key))
        .count();
    if copied * 2 > target.words().len() {
        return;
    }
    let into = target.doc.lang.code();
    // Inside words of a language without spaces a negation has often another meaning.
    let measured = theirs.into.contains(&into) && (found.is_some() || !theirs.has_strings())
        || found.is_none() && theirs.lost_into.contains(&into);
    let confidence = if measured { CHECK.confidence } else { UNMEASURED };
    if let Some(word) = found {
        let place = target.at(word.range);
        let message = format!("“{}” negates what the source does not", place.text());
        cx.flag(place, message).source(source).confidence(confidence);
    } else if let Some(word) = lost {
        let place = source.at(word.range);
        let message = format!("the negation “{}” of the source is lost", place.text());
        cx.flag(target, message).source(place).confidence(confidence);
    }
}
