use super::prelude::*;
use crate::text::quotes::DamageKind;
use crate::text::words::{Word, WordKind};

check! {
    /// A space stands inside a quotation, beside one of its marks.
    ///
    /// ## Not flagged
    /// The spaces of French guillemets, straight marks between two spaces, and texts that space all their marks
    /// (said once for the document).
    ///
    /// ## Examples
    /// ```flag
    /// en: She was ⟦“ very tired ”⟧ and went home.
    /// fix: She was “very tired” and went home.
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
    if is_cut_into_words(doc) {
        return;
    }
    let view = doc.quotes();
    let damages: Vec<_> = view.of(DamageKind::Spaced).collect();
    let habit = damages.len() >= HABIT && damages.len() * 3 > view.pairs.len();
    for damage in damages.iter().take(if habit { 1 } else { usize::MAX }) {
        let segment = doc.segment(damage.range);
        let message = if habit {
            format!(
                "a space inside the quotation marks, here and in {} further places",
                damages.len() - 1
            )
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

/// Whether a text stands as tools cut it: a space before every full stop and comma, or between the words of a language
/// without spaces.
pub(super) fn is_cut_into_words(doc: &Document) -> bool {
    let text = doc.text();
    let marks = text.matches([',', '.']).count();
    if marks > 0 && (text.matches(" ,").count() + text.matches(" .").count()) * 2 >= marks {
        return true;
    }
    let spaced = |pair: &[Word]| {
        let between = &doc.text()[pair[0].range.end as usize..pair[1].range.start as usize];
        pair.iter().all(|w| w.kind == WordKind::Unspaced) && !between.is_empty() && between.chars().all(chars::is_space)
    };
    !doc.facts.has_spaces() && doc.words().windows(2).filter(|pair| spaced(pair)).nth(1).is_some()
}
