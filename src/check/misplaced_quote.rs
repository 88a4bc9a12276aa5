use super::prelude::*;
use crate::text::quotes::DamageKind;

check! {
    /// A quotation mark slid over a word boundary or is turned the wrong way.
    ///
    /// ## Why it matters
    /// The reader can no longer tell who says what. Engines do it where the marks of the two languages look alike:
    /// the German closing mark “ opens in English.
    ///
    /// ## Not flagged
    /// Marks that open or close in the text's locale, apostrophes, primes, and texts that follow another
    /// convention throughout (`foreign-quotes` says that once).
    ///
    /// ## Examples
    /// ```flag
    /// en: He said: “That cannot be tolerated.⟦ ”The army would act“ as hard as possible ”⟧.
    /// fix: He said: “That cannot be tolerated.” The army would act “as hard as possible”.
    /// ```
    /// ```flag
    /// en: It was, he said, ⟦”⟧a mistake”, and he left.
    /// fix: It was, he said, “a mistake”, and he left.
    /// ```
    /// ```clean
    /// en: “That cannot be tolerated.” The army would act “as hard as possible”.
    /// ```
    /// ```clean
    /// de: „Das reicht“, sagte er. „Wir gehen.“
    /// ```
    /// ```clean
    /// sv: ”Det räcker”, sade han.
    /// ```
    pub static CHECK = {
        code: "L101", name: "misplaced-quote", category: Category::Quotes, mqm: Mqm::Punctuation,
        severity: Severity::Major, stage: Stage::Stable, confidence: 95, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    for damage in doc.quotes().of(DamageKind::Misplaced) {
        let segment = doc.segment(damage.range);
        // In segments cut by others the partner of a straight mark may stand elsewhere, and its glyph says nothing.
        let straight = segment.text().chars().filter(|&c| chars::is_quote(c)).all(|c| c == '"');
        if doc.is_segmented() && straight {
            continue;
        }
        let context = doc.segment(damage.context(doc.text()));
        let message = format!("misplaced quotation mark: {}", short(context.text()));
        let draft = cx.flag(segment, message);
        match damage.mended(doc.text()) {
            Some(mended) => {
                draft.fix(&format!("write {mended}"), Safety::Safe, damage.edits.iter().cloned());
            }
            None => {
                draft.confidence(80);
            }
        }
    }
}
