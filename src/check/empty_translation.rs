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
    /// de: Die Brücke wurde im Mai gesperrt. ¶ Das Rathaus steht seit 1912.
    /// en: ⟦.⟧ ¶ The town hall has stood since 1912.
    /// ```
    /// ```clean
    /// de: Die Brücke wurde im Mai gesperrt. ¶ Das Rathaus steht seit 1912.
    /// en: The bridge was closed in May. ¶ The town hall has stood since 1912.
    /// ```
    pub static CHECK = {
        code: "A401", name: "empty-translation", category: Category::Omission, mqm: Mqm::Omission,
        severity: Severity::Critical, stage: Stage::Stable, confidence: 97, since: "0.1.0", run: Run::Bitext(run),
    }
}

fn run(cx: &mut Cx, bitext: &crate::model::Bitext) {
    let count = bitext.bead_ranges().len();
    for bead in bitext.beads() {
        let target = bead.target;
        if target.is_empty() || !target.words().is_empty() || target.text().chars().any(chars::is_word) {
            continue;
        }
        // A mark is so much shorter than its source that the two are seldom linked: both stand alone, side by side.
        let beside = [bead.index.checked_sub(1), Some(bead.index + 1)];
        let lost = beside
            .into_iter()
            .flatten()
            .filter(|&i| i < count)
            .map(|i| bitext.bead(i))
            .find(|b| b.target.is_empty())
            .map(|b| b.source);
        let source = if bead.source.is_empty() {
            lost
        } else {
            Some(bead.source)
        };
        let Some(source) = source.filter(|s| s.words().len() >= 2) else {
            continue;
        };
        if target.text().contains('\u{fffc}') {
            continue;
        }
        let message = format!(
            "stands for {} words of the source: “{}”",
            source.words().len(),
            short(source.text())
        );
        cx.flag(target, message).source(source);
    }
}
