use super::prelude::*;

check! {
    /// A number is written in the format of another locale.
    ///
    /// ## How it decides
    /// Only where the separators leave no doubt: both kinds in one number, several groups, or one group that stands
    /// unchanged in the source, where it means a thousand. A lone `1.234` says nothing.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Brücke kostete ⟦1,500.50⟧ Euro.
    /// ```
    /// ```flag
    /// en: The bridge was visited by 12,400 people.
    /// de: Die Brücke wurde von ⟦12,400⟧ Menschen besucht.
    /// ```
    /// ```clean
    /// de: Die Brücke kostete 1.500,50 Euro, Version 1.2.3 vom 12.05.2021.
    /// ```
    pub static CHECK = {
        code: "C201", name: "number-format", category: Category::DateLocale, mqm: Mqm::NumberFormat,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 88, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    let Some(locale) = doc.facts.locale else { return };
    let text = doc.text();
    for number in doc.numbers() {
        if number.glued || number.in_sequence {
            continue;
        }
        let written = &text[number.range.usize()];
        let segment = doc.segment(number.range);
        let wrong_decimal = number.decimal.is_some_and(|d| d != locale.decimal && matches!(d, '.' | ','))
            && number.group.is_some();
        let wrong_group = number.group.is_some_and(|g| matches!(g, '.' | ',') && g == locale.decimal);
        // The same figure in the source, where its mark parts groups, while here it is the decimal mark.
        let carried = || {
            let source = cx.counterpart(segment)?;
            let theirs = source.doc.facts.locale?;
            let mark = written.chars().find(|c| matches!(c, '.' | ','))?;
            let grouped = theirs.group.contains(&mark) && locale.decimal == mark && !locale.group.contains(&mark);
            let same = source
                .numbers()
                .iter()
                .any(|n| &source.doc.text()[n.range.usize()] == written);
            (grouped && same && number.values[1].is_some()).then_some(())
        };
        if wrong_decimal || wrong_group || carried().is_some() {
            let message = format!(
                "“{written}” in a text of {}, whose decimal mark is “{}”",
                doc.lang, locale.decimal
            );
            cx.flag(segment, message);
        }
    }
}
