use super::prelude::*;
use crate::text::quotes::DamageKind;

check! {
    /// A quotation is empty, or a quotation mark stands alone in a line.
    ///
    /// ## Examples
    /// ```flag
    /// en: The word ⟦“”⟧ was missing from the report.
    /// ```
    /// ```flag
    /// en: “Perhaps it was the fire that did it, and nobody else. ¶ ⟦”⟧ ¶ The house was empty on that day.
    /// ```
    /// ```clean
    /// en: An empty cell returns "" or zero.
    /// de: Eine leere Zelle gibt "" oder null zurück.
    /// ```
    /// ```clean
    /// en: The word “nothing” was missing from the report.
    /// ```
    pub static CHECK = {
        code: "L105", name: "stray-quote", category: Category::Quotes, mqm: Mqm::Punctuation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 95, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    for damage in doc.quotes().of(DamageKind::Empty) {
        let segment = doc.segment(damage.range);
        // A program's empty text.
        if cx.in_source(segment) {
            continue;
        }
        cx.flag(segment, format!("empty quotation: {}", segment.text()));
    }
    for block in doc.block_segments() {
        let body = block.text();
        if body.len() <= 12 && !body.is_empty() && body.chars().all(|c| chars::is_quote(c) || chars::is_space(c)) {
            cx.flag(block, format!("{body} stands alone in its line"));
        }
    }
}
