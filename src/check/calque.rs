use super::prelude::*;
use crate::data::calques::{self, Calque, CalqueKind};
use crate::text::calques as matcher;

check! {
    /// Words go together here that no native puts together: they were rendered one by one.
    ///
    /// ## How it decides
    /// A list of literal forms that are wrong in nearly any edited text, and, less sure, of such that are wrong in most.
    /// With a source only its language's rows count.
    ///
    /// Quotation marks around it do not acquit: reported words are translated, too.
    ///
    /// ## Examples
    /// ```flag
    /// en: Several videos appeared ⟦in the night to Thursday⟧.
    /// ```
    /// ```flag
    /// en: The trainer was sent off after the ⟦corner ball⟧ in the last minute.
    /// ```
    /// ```clean
    /// en: Several videos appeared overnight. The metropolis lives on trade.
    /// ```
    pub static CHECK = {
        code: "S101", name: "calque", category: Category::Calque, mqm: Mqm::Awkward,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 80, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    find(
        cx,
        doc,
        |c| matches!(c.kind, CalqueKind::Collocation | CalqueKind::Syntax),
        "literal rendering",
        &[],
    );
}

/// From which step on the table says that a rendering is wrong in nearly any context.
const SURE: u8 = 3;
/// How sure the other rows are, in per cent.
const UNSURE: u8 = 65;

/// Flags the rows of some kinds where nothing is told yet, and returns where; shared with the check of idioms.
pub(super) fn find(
    cx: &mut Cx,
    doc: &Document,
    wanted: fn(&Calque) -> bool,
    what: &str,
    told: &[Range32],
) -> Vec<Range32> {
    let mut found_at = Vec::new();
    let from = cx.bitext().map(|b| b.source.lang).filter(|l| !l.is_und());
    let Some(table) = calques::between(from, doc.lang) else {
        return found_at;
    };
    let text = doc.text();
    for sentence in doc.sentences() {
        for found in matcher::renderings(text, sentence.words(), doc.facts, table, &wanted) {
            let again = told.iter().any(|r| r.meets(found.range));
            let talked = found.calque.kind == CalqueKind::Idiom && matcher::is_quoted(text, found.range);
            if again || talked {
                continue;
            }
            found_at.push(found.range);
            let segment = doc.segment(found.range);
            let message = format!(
                "{what} of {}: {}; a native writes: {}",
                found.calque.source_lang, found.calque.source, found.calque.native
            );
            let theirs = cx.counterpart(segment);
            let mut draft = cx.flag(segment, message);
            if found.calque.confidence < SURE {
                draft = draft.confidence(UNSURE);
            }
            if let Some(theirs) = theirs {
                draft.source(theirs);
            }
        }
    }
    found_at
}
