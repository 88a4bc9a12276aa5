use super::prelude::*;
use crate::text::quotes::DamageKind;

check! {
    /// A space stands inside a quotation, beside one of its marks.
    ///
    /// ## Not flagged
    /// The spaces of French guillemets, straight marks between two spaces, and texts that space all their marks
    /// (said once for the document), or whose source spaces them there as well.
    ///
    /// ## Examples
    /// ```flag
    /// en: She was ⟦“ very tired ”⟧ and went home.
    /// fix: She was “very tired” and went home.
    /// ```
    /// ```clean
    /// en: Avoid these characters: ?, *, <, ", :, >, and /.
    /// ```
    /// ```clean
    /// fr: Elle était « très fatiguée » et elle est rentrée.
    /// ```
    pub static CHECK = {
        code: "L103", name: "spaced-quote", category: Category::Quotes, mqm: Mqm::Punctuation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 90, since: "0.1.0", run: Run::Document(run),
    }
}

/// From this many damages on, a text that spaces a third of its quotations does so by habit.
const HABIT: usize = 4;

fn run(cx: &mut Cx, doc: &Document) {
    let view = doc.quotes();
    // "Continued on page ": the source has the space, too.
    let spaced = |at: Range32| {
        let source = cx.counterpart(doc.segment(at));
        source.is_some_and(|s| s.doc.quotes().of(DamageKind::Spaced).any(|d| s.range.covers(d.range)))
    };
    let damages: Vec<_> = view.of(DamageKind::Spaced).filter(|d| !spaced(d.range)).collect();
    if damages.is_empty() || doc.is_tokenised() {
        return;
    }
    let habit = damages.len() >= HABIT && damages.len() * 3 > view.pairs.len();
    for damage in damages.iter().take(if habit { 1 } else { usize::MAX }) {
        let segment = doc.segment(damage.range);
        let message = if habit {
            in_all("a space inside the quotation marks", damages.len())
        } else {
            format!(
                "a space inside the quotation marks: {}",
                short(doc.segment(damage.context(doc.text())).text())
            )
        };
        let edits: Vec<_> = if habit {
            damages.iter().flat_map(|d| d.edits.iter().cloned()).collect()
        } else {
            damage.edits.clone()
        };
        cx.flag(segment, message).fix("remove the space", Safety::Safe, edits);
    }
}
