use super::prelude::*;
use crate::text::quotes::{self, DamageKind};

check! {
    /// The quotation marks belong to another locale.
    ///
    /// It is said once for a document, at the first pair.
    ///
    /// ## Not flagged
    /// Every convention that careful print in the locale accepts; with the source at hand, marks that the source does
    /// not have, since the translator chose them.
    ///
    /// ## Examples
    /// ```flag
    /// en: He called it ⟦„nonsense“⟧ and left.
    /// ```
    /// ```clean
    /// de: Er nannte es »Unsinn« und ging.
    /// ```
    pub static CHECK = {
        code: "C101", name: "foreign-quotes", category: Category::Quotes, mqm: Mqm::LocaleQuotes,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    let Some(locale) = doc.facts.locale else { return };
    let accepted = |open: char, close: char| {
        locale.accepted.iter().any(|p| p.open == open && p.close == close)
            // A straight partner is another fault; straight marks are accepted nearly everywhere.
            || open == '"' || close == '"' || open == '\'' || close == '\''
    };
    let view = doc.quotes();
    // A mark that is turned round is no convention.
    let misplaced: Vec<Range32> = view.of(DamageKind::Misplaced).map(|d| d.range).collect();
    let damaged = |at: u32| {
        let behind = misplaced.partition_point(|r| r.start <= at);
        behind.checked_sub(1).is_some_and(|i| at < misplaced[i].end)
    };
    let foreign: Vec<_> = view
        .pairs
        .iter()
        .filter(|p| chars::is_double_quote(p.open_mark) && !accepted(p.open_mark, p.close_mark))
        .filter(|p| !quotes::roles(p.open_mark, doc.facts).known || !damaged(p.open) && !damaged(p.close))
        .collect();
    // Marks that the translation took over from its source, and no house style: the source has them too.
    if let Some(bitext) = cx.bitext()
        && !foreign
            .iter()
            .any(|p| bitext.source.text().contains(p.open_mark) && bitext.source.text().contains(p.close_mark))
    {
        return;
    }
    let Some(first) = foreign.iter().min_by_key(|p| p.open) else {
        return;
    };
    let range = Range32 {
        start: first.open,
        end: first.close + first.close_mark.len_utf8() as u32,
    };
    let segment = doc.segment(range);
    let expected = format!("{}…{}", locale.primary.open, locale.primary.close);
    let message = format!(
        "{}…{} are not the quotation marks of {}, which writes {expected}",
        first.open_mark, first.close_mark, doc.lang
    );
    let message = in_all(&message, foreign.len());
    let edits = foreign.iter().flat_map(|p| {
        let mark = |at: u32, mark: char| Range32 {
            start: at,
            end: at + mark.len_utf8() as u32,
        };
        [
            (mark(p.open, p.open_mark), locale.primary.open.to_string()),
            (mark(p.close, p.close_mark), locale.primary.close.to_string()),
        ]
    });
    let edits: Vec<_> = edits.collect();
    cx.flag(segment, message)
        .fix(&format!("write {expected}"), Safety::Unsafe, edits);
}
