use super::prelude::*;

check! {
    /// Ellipses are written as one character and as three full stops in one text.
    ///
    /// ## Examples
    /// ```flag
    /// en: He waited… and waited… ¶ Then he left⟦...⟧ and came back...
    /// ```
    /// ```clean
    /// en: He waited… and left.
    /// ```
    pub static CHECK = {
        code: "L306", name: "mixed-ellipses", category: Category::Punctuation, mqm: Mqm::Inconsistent,
        severity: Severity::Neutral, stage: Stage::Preview, confidence: 70, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    if doc.is_segmented() {
        return;
    }
    let text = doc.text();
    let single: Vec<usize> = text.match_indices('…').map(|(at, _)| at).collect();
    let triple: Vec<usize> = text.match_indices("...").map(|(at, _)| at).collect();
    if single.is_empty() || triple.is_empty() {
        return;
    }
    let (at, len) = if single.len() < triple.len() {
        (single[0], '…'.len_utf8())
    } else {
        (triple[0], 3)
    };
    let segment = doc.segment(Range32::new(at, at + len));
    let message = format!(
        "“…” {} times and “...” {} times in one text",
        single.len(),
        triple.len()
    );
    cx.flag(segment, message);
}
