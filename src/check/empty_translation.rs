use super::prelude::*;

check! {
    /// A sentence of the source stands for nothing but a mark in the translation.
    ///
    /// ## How it decides
    /// The source holds words, and its aligned target holds marks but no letter and no digit.
    ///
    /// ## Not flagged
    /// Sources of one word, as of an interjection, and scene breaks.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Brücke wurde im Mai gesperrt.
    /// en: ⟦.⟧
    /// ```
    /// ```clean
    /// de: Die Brücke wurde im Mai gesperrt.
    /// en: The bridge was closed in May.
    /// ```
    pub static CHECK = {
        code: "A401", name: "empty-translation", category: Category::Omission, mqm: Mqm::Omission,
        severity: Severity::Critical, stage: Stage::Stable, confidence: 97, since: "0.1.0", run: Run::Bead(run),
    }
}

fn run(cx: &mut Cx, bead: Bead) {
    let target = bead.target;
    if target.is_empty() || !target.words().is_empty() || target.text().chars().any(chars::is_word) {
        return;
    }
    let words = bead.source.words().len();
    if words < 2 || target.text().contains('\u{fffc}') || bead.confidence < 60 {
        return;
    }
    let message = format!(
        "stands for {words} words of the source: “{}”",
        short(bead.source.text())
    );
    cx.flag(target, message).source(bead.source);
}
