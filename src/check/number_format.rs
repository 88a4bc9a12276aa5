use super::prelude::*;

check! {
    /// A number is written in the format of another locale.
    ///
    /// ## How it decides
    /// Only where the separators leave no doubt: both kinds in one number, several groups, a decimal comma with one or
    /// two decimals where commas part groups, three decimals that end in two zeros, or one group that stands unchanged
    /// in the source, where it means a thousand. A lone `1.234` says nothing.
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
        let written = &text[number.range.usize()];
        // Digits of other scripts have marks of their own.
        if number.glued || number.in_sequence || !written.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let segment = doc.segment(number.range);
        let wrong_decimal = number
            .decimal
            .is_some_and(|d| d != locale.decimal && matches!(d, '.' | ','))
            && number.group.is_some();
        let wrong_group = number
            .group
            .is_some_and(|g| matches!(g, '.' | ',') && g == locale.decimal);
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
        // A decimal comma where a comma parts groups of three: "14,20 euros".
        let comma = number.decimal == Some(',') && locale.decimal == '.' && number.len >= 3;
        // Three decimals of which the last two are zeros are a group of thousands: "480.000 euros".
        let round = number.values[1].is_some()
            && !number.is_scaled()
            && written.ends_with("00")
            && written.contains(locale.decimal)
            && !locale.group.contains(&locale.decimal);
        if wrong_decimal || wrong_group || comma || round || carried().is_some() {
            let message = format!(
                "“{written}” in a text of {}, whose decimal mark is “{}”",
                doc.lang, locale.decimal
            );
            let sure = if comma || round { 80 } else { 90 };
            cx.flag(segment, message).confidence(sure);
        }
    }
}
