use super::prelude::*;
use crate::data::acronyms;
use crate::text::acronyms::definitions;
use crate::text::names::is_abbreviation;
use crate::text::words::Word;

check! {
    /// An abbreviation keeps the initials of the source, though its words were translated.
    ///
    /// ## Why it matters
    /// The words before the bracket no longer spell it, and readers know the thing by an abbreviation of their own language.
    ///
    /// ## How it decides
    /// The source explains an abbreviation in brackets behind words that spell it; the translation has the same abbreviation
    /// behind words that do not. Only languages that translate abbreviations, as Spanish does, are looked at; in German or
    /// Russian most of those of science are English.
    ///
    /// ## Not flagged
    /// Names with capital letters, whose abbreviation is a name, too; abbreviations that the language took over (*PCR*); those
    /// whose words the translation keeps.
    ///
    /// ## Examples
    /// ```flag
    /// en: Weight loss surgery (⟦WLS⟧) is safe.
    /// es: La cirugía para perder peso (⟦WLS⟧) es segura.
    /// ```
    /// ```clean
    /// en: Weight loss surgery (WLS) is safe.
    /// es: La cirugía para perder peso (CPP) es segura.
    /// ```
    /// ```clean
    /// en: The Federal Institute of Rivers (FIR) measured it by polymerase chain reaction (PCR).
    /// es: El Instituto Federal de Ríos (FIR) lo midió mediante la reacción en cadena de la polimerasa (PCR).
    /// ```
    pub static CHECK = {
        code: "A303", name: "untranslated-acronym", category: Category::Untranslated, mqm: Mqm::Untranslated,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 75, since: "0.1.0", run: Run::Bitext(run),
    }
}

fn run(cx: &mut Cx, bitext: &Bitext) {
    let (source, target) = (&bitext.source, &bitext.target);
    if !acronyms::are_translated(target.lang) || source.lang.same_language(target.lang) {
        return;
    }
    let theirs = source.whole();
    let spelled: Vec<&Word> = definitions(theirs.passage())
        .filter(|d| d.is_spelled(theirs.passage()))
        .map(|d| d.short)
        .collect();
    if spelled.is_empty() {
        return;
    }
    let ours = target.whole();
    let kept: Vec<u64> = definitions(ours.passage())
        .filter(|d| {
            let short = d.short.text(target.text());
            let is_name = d.before.iter().rev().take(2).any(|w| w.capital);
            let defined = || spelled.iter().any(|w| w.text(source.text()) == short);
            defined() && !is_name && !d.is_spelled(ours.passage()) && !acronyms::is_taken_over(short, target.lang)
        })
        .map(|d| d.short.key)
        .collect();
    for word in ours
        .words()
        .iter()
        .filter(|w| kept.contains(&w.key) && is_abbreviation(w, target.text()))
    {
        let place = target.segment(word.range);
        let short = word.text(target.text());
        let origin = spelled.iter().find(|w| w.key == word.key);
        let message = format!("“{short}” has the initials of the source; its words were translated");
        let draft = cx.flag(place, message);
        if let Some(origin) = origin {
            draft.source(source.segment(origin.range));
        }
    }
}
