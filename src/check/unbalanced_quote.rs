use super::prelude::*;
use crate::text::quotes::DamageKind;

check! {
    /// A quotation is opened and not closed, or closed and not opened.
    ///
    /// ## Why it matters
    /// The reader cannot tell where the speech ends.
    ///
    /// ## Not flagged
    /// Quotations over several paragraphs, each of which opens with a mark; apostrophes, inches and minutes;
    /// segments cut by others, whose partner may stand in another one; and what the source lacks as well.
    ///
    /// ## Examples
    /// ```flag
    /// en: ⟦“⟧We stay, she said, and nobody leaves before the end.
    /// ```
    /// ```flag
    /// fr: Elle a dit : nous restons ici jusqu’à la fin de l’année⟦»⟧, et tout le monde l’a crue.
    /// ```
    /// ```clean
    /// en: “We stay,” she said. ¶ “Nobody leaves,” he said.
    /// ```
    /// ```clean
    /// en: “It began in the spring, when the water rose, and it went on until the autumn. ¶ “Then it stopped.”
    /// ```
    /// ```clean
    /// en: The board was 6'2" long and 5.5" wide; the dogs’ bowls and the rock ’n’ roll of the ’90s stayed.
    /// ```
    /// ```clean
    /// fr: Le taux atteint 50 %, « un record absolu », selon le maire de Bremford. Il a dit « non » hier.
    /// ```
    pub static CHECK = {
        code: "L102", name: "unbalanced-quote", category: Category::Quotes, mqm: Mqm::Punctuation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 80, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    let view = doc.quotes();
    for damage in view.of(DamageKind::Unbalanced).chain(view.of(DamageKind::SameLevel)) {
        let segment = doc.segment(damage.range);
        if !judged_by_source(cx, doc, segment) {
            continue;
        }
        let message = match damage.kind {
            DamageKind::SameLevel => {
                format!("{} opens again inside the same quotation marks", segment.text())
            }
            _ => format!("{} has no partner in this paragraph", segment.text()),
        };
        let nested = damage.kind == DamageKind::SameLevel;
        cx.flag(segment, message).confidence(if nested { 70 } else { 80 });
    }
}

/// Whether the source lets the fault stand: its marks are balanced where the translation's are not.
fn judged_by_source(cx: &Cx, doc: &Document, segment: Segment) -> bool {
    // The partner may stand in another segment, and who cut them may have lost it.
    if doc.is_segmented() {
        return false;
    }
    let Some(source) = cx.counterpart(segment) else {
        return true;
    };
    let marks = source.text().chars().filter(|&c| chars::is_double_quote(c)).count();
    marks > 0
        && marks % 2 == 0
        && !source
            .doc
            .quotes()
            .of(DamageKind::Unbalanced)
            .any(|d| source.range.covers(d.range))
}
