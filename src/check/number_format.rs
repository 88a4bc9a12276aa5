use super::prelude::*;
use crate::text::words::verbatim_places;

check! {
    /// A number or a percentage is written in the format of another locale.
    ///
    /// ## How it decides
    /// Only where the separators leave no doubt: both kinds in one number, several groups, a decimal comma with one or
    /// two decimals where commas part groups, three decimals that end in two zeros, or one group that stands unchanged
    /// in the source, where it means a thousand. A lone `1.234` says nothing. A point for the decimal comma is told behind
    /// a zero or before a per cent sign, where the source has the same figure.
    ///
    /// English writes *50%*, French, Spanish, German and Swedish *50 %*. A text that never does so may follow its house:
    /// without the source it is said once.
    ///
    /// ## Not flagged
    /// Versions, dates, clocks; the per cent sign in locales with both habits, and with an ending (*100%ig*).
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Brücke kostete ⟦1,500.50⟧ Euro.
    /// ```
    /// ```flag
    /// en: The bridge was visited by 12,400 people.
    /// de: Die Brücke wurde von ⟦12,400⟧ Menschen besucht.
    /// ```
    /// ```flag
    /// en: The council paid ⟦50 %⟧ of the costs.
    /// ```
    /// ```flag
    /// en: A share of 0.4 was read.
    /// de: Ein Anteil von ⟦0.4⟧ wurde gemessen.
    /// ```
    /// ```flag
    /// en: It is seen in 1:2,500 births.
    /// es: Se ve en 1:⟦2,500⟧ nacimientos.
    /// ```
    /// ```clean
    /// de: Die Brücke kostete 1.500,50 Euro, Version 1.2.3 vom 12.05.2021.
    /// ```
    pub static CHECK = {
        code: "C201", name: "number-format", category: Category::DateLocale, mqm: Mqm::NumberFormat,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 88, since: "0.1.0", run: Run::Document(run),
    }
}

/// How sure it is of a figure that stands alone in its line, in per cent: it may be what a program prints.
const ALONE: u8 = 50;

fn run(cx: &mut Cx, doc: &Document) {
    let Some(locale) = doc.facts.locale else { return };
    if let Some(wanted) = locale.percent_space {
        percents(cx, doc, wanted);
    }
    let text = doc.text();
    for number in doc.numbers() {
        let written = &text[number.range.usize()];
        // Digits of other scripts have marks of their own.
        if number.glued || !written.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let segment = doc.segment(number.range);
        // The same figure in the source.
        let same = |source: Segment| {
            let mut numbers = source.numbers().iter();
            numbers.any(|n| &source.doc.text()[n.range.usize()] == written)
        };
        // A point or, in medical journals, a dot in the middle that the source has for its decimal point.
        let pointed = || {
            let mark = number.decimal.filter(|d| matches!(d, '.' | '·'))?;
            let source = cx.counterpart(segment)?;
            let theirs = source.doc.facts.locale?;
            let sure = mark == '·' || written.starts_with('0') || text[number.range.end as usize..].starts_with('%');
            (sure && locale.decimal == ',' && theirs.decimal == '.' && same(source)).then_some(())
        };
        let pointed = pointed().is_some();
        // The same figure in the source, where its mark parts groups, while here it is the decimal mark.
        let carried = || {
            let mark = written.chars().find(|c| matches!(c, '.' | ','))?;
            let decimal = locale.decimal == mark && !locale.group.contains(&mark) && number.values[1].is_some();
            let source = decimal.then(|| cx.counterpart(segment)).flatten()?;
            let grouped = source.doc.facts.locale?.group.contains(&mark);
            (grouped && same(source)).then_some(())
        };
        let carried = carried().is_some();
        // Several groups are no clock or date, whatever stands beside them.
        if number.in_sequence && !pointed && !carried && number.group.is_none() {
            continue;
        }
        let wrong_decimal = number
            .decimal
            .is_some_and(|d| d != locale.decimal && matches!(d, '.' | ','))
            && number.group.is_some();
        let wrong_group = number
            .group
            .is_some_and(|g| matches!(g, '.' | ',') && g == locale.decimal);
        // A decimal comma where a comma parts groups of three: "14,20 euros".
        let comma = number.decimal == Some(',') && locale.decimal == '.' && number.len >= 3;
        // Three decimals of which the last two are zeros are a group of thousands: "480.000 euros".
        let round = number.values[1].is_some()
            && !number.is_scaled()
            && written.ends_with("00")
            && written.contains(locale.decimal)
            && !locale.group.contains(&locale.decimal);
        if pointed || wrong_decimal || wrong_group || comma || round || carried {
            let message = format!(
                "“{written}” in a text of {}, whose decimal mark is “{}”",
                doc.lang, locale.decimal
            );
            let sure = if is_alone(doc, number.range) {
                ALONE
            } else if comma || round {
                80
            } else {
                90
            };
            cx.flag(segment, message).confidence(sure);
        }
    }
}

/// Signs for per cent with a space before them where none belongs, or without one. A text without its source that writes all
/// of them so may have the habit of a house: it is said once. With the source three in four of the places are marked by raters.
fn percents(cx: &mut Cx, doc: &Document, wanted: bool) {
    let mut verbatim = verbatim_places(doc.words());
    let (right, mut wrong): (Vec<_>, Vec<_>) = signs(doc.text()).partition(|sign| sign.spaced() == wanted);
    wrong.retain(|sign| !verbatim(sign.at as u32));
    // Text that was cut into tokens has spaces before every mark.
    if wrong.is_empty() || doc.is_tokenised() {
        return;
    }
    let (what, fix, space) = match wanted {
        false => ("a space before “%”", "delete the space", ""),
        true => ("no space before “%”", "insert a no-break space", "\u{A0}"),
    };
    let edit = |sign: &Sign| (Range32::new(sign.end, sign.at), space.to_owned());
    let habit: Vec<_> = match right.is_empty() && cx.bitext().is_none() {
        true => std::mem::take(&mut wrong),
        false => Vec::new(),
    };
    if let Some(first) = habit.first() {
        let edits = habit.iter().map(edit).collect::<Vec<_>>();
        cx.flag(doc.segment(first.range()), in_all(what, habit.len()))
            .fix(fix, Safety::Safe, edits);
    }
    for sign in &wrong {
        cx.flag(doc.segment(sign.range()), what.to_owned())
            .fix(fix, Safety::Safe, vec![edit(sign)]);
    }
}

/// A sign for per cent behind digits.
struct Sign {
    /// Where the digits begin and end, and where the sign stands.
    start: usize,
    end: usize,
    at: usize,
}

impl Sign {
    fn spaced(&self) -> bool {
        self.end < self.at
    }

    fn range(&self) -> Range32 {
        Range32::new(self.start, self.at + 1)
    }
}

/// The signs for per cent of a text: of “100% cotton”, but not of “%d” or “50%50”.
fn signs(text: &str) -> impl Iterator<Item = Sign> {
    text.match_indices('%').filter_map(|(at, _)| {
        let bare = text[..at].trim_end_matches([' ', '\u{A0}', '\u{202F}', '\u{2009}']);
        let number = bare.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        let behind = text[at + 1..].chars().next();
        let plain =
            bare.ends_with(|c: char| c.is_ascii_digit()) && behind.is_none_or(|c| !chars::is_word(c) && c != '%');
        plain.then_some(Sign {
            start: number.len(),
            end: bare.len(),
            at,
        })
    })
}

/// Whether a block holds nothing but a figure.
fn is_alone(doc: &Document, range: Range32) -> bool {
    doc.block_at(range.start)
        .is_some_and(|at| doc.blocks()[at].range == range)
}
