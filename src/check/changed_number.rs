use super::prelude::*;
use crate::data::units;
use crate::text::numbers::Number;

check! {
    /// A number of the source became another number.
    ///
    /// ## Why it matters
    /// Readers act on figures, and nobody notices a wrong one without the source at hand.
    ///
    /// ## How it decides
    /// Numbers are compared by value, in both directions, with the neighbouring beads. A number without counterpart is
    /// a changed one when the other side has just one without counterpart too, and the one became the other by a slip:
    /// a digit or the magnitude changed. Conversions of units, calendars and clocks are let pass.
    ///
    /// ## Examples
    /// ```flag
    /// en: The bridge cost ⟦3.2 million⟧ euros and was built in 1998.
    /// de: Die Brücke kostete ⟦3,2 Milliarden⟧ Euro und wurde 1998 gebaut.
    /// ```
    /// ```flag
    /// en: The bill came to ⟦300⟧ dollars.
    /// fr: L’addition s’élevait à ⟦30⟧ dollars.
    /// ```
    /// ```clean
    /// en: It cost 1,500.50 euros and weighed 10 miles.
    /// fr: Cela a coûté 1 500,50 euros et pesait 16 kilomètres.
    /// ```
    pub static CHECK = {
        code: "A101", name: "changed-number", category: Category::Number, mqm: Mqm::Mistranslation,
        severity: Severity::Major, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Bitext(run),
    }
}

/// The links that are trusted, in per cent.
const LINK: u8 = 55;

fn run(cx: &mut Cx, bitext: &crate::model::Bitext) {
    for bead in bitext.beads() {
        if bead.source.is_empty() || bead.target.is_empty() || bead.confidence < LINK {
            continue;
        }
        let (source, target) = lost(bitext, bead);
        // One lost number on each side: the one became the other.
        let ([a], [b]) = (source.as_slice(), target.as_slice()) else {
            continue;
        };
        if !a.resembles(b) || !weighty(a) && !weighty(b) {
            continue;
        }
        let theirs = bead.source.at(a.range);
        let ours = bead.target.at(b.range);
        // Another unit with another number is a conversion, and whether it is right is another question.
        let (from, to) = (unit(theirs), unit(ours));
        let converted = from.is_some() && to.is_some() && from != to;
        if converted || in_other_era(a, b) || thousandfold(a, b) && from.or(to).is_some_and(is_metric) {
            continue;
        }
        let message = format!("“{}” in the source is “{}” here", theirs.text(), ours.text());
        cx.flag(ours, message).source(theirs);
    }
}

/// The numbers of a bead that the other side lacks, the neighbouring beads included.
pub(super) fn lost<'a>(bitext: &'a crate::model::Bitext, bead: Bead<'a>) -> (Vec<&'a Number>, Vec<&'a Number>) {
    let near = |index: usize| {
        let from = index.saturating_sub(1);
        let to = (index + 1).min(bitext.bead_ranges().len() - 1);
        (from..=to).map(|i| bitext.bead(i))
    };
    let countable = |n: &&Number| !n.heads_block && !n.in_sequence && !n.glued;
    let source: Vec<&Number> = bead
        .source
        .numbers()
        .iter()
        .filter(countable)
        .filter(|n| !near(bead.index).any(|b| b.target.numbers().iter().any(|m| n.agrees(m))))
        .collect();
    let target: Vec<&Number> = bead
        .target
        .numbers()
        .iter()
        .filter(countable)
        .filter(|n| !near(bead.index).any(|b| b.source.numbers().iter().any(|m| n.agrees(m))))
        .collect();
    (source, target)
}

/// Whether a number is long enough that it is not written as a word elsewhere.
pub(super) fn weighty(number: &Number) -> bool {
    number.len >= 2
}

/// The unit that stands behind a number, or directly before it as a symbol of a currency.
fn unit(number: Segment) -> Option<&'static str> {
    let doc = number.doc;
    let behind = &doc.text()[number.range.end as usize..];
    units::behind(doc.facts, behind).or_else(|| units::before(doc.facts, &doc.text()[..number.range.start as usize]))
}

/// Whether one number is a thousand times the other: kilograms and tonnes, the unit of one perhaps unsaid.
fn thousandfold(a: &Number, b: &Number) -> bool {
    match (a.value(), b.value()) {
        (Some(a), Some(b)) => a.max(b) == a.min(b).saturating_mul(1000),
        _ => false,
    }
}

fn is_metric(unit: &str) -> bool {
    matches!(
        unit,
        "km" | "m" | "mm" | "kg" | "g" | "mg" | "tonne" | "l" | "ml" | "kw" | "mw" | "gw"
    )
}

/// Whether the numbers differ by the distance of two calendars or by the halves of the day: the Buddhist, Ethiopian,
/// Persian, Minguo, Islamic and Japanese eras, and twelve hours.
fn in_other_era(a: &Number, b: &Number) -> bool {
    let (Some(a), Some(b)) = (a.value(), b.value()) else {
        return true;
    };
    let difference = (a - b).abs();
    if difference % 1000 != 0 {
        return false;
    }
    let (difference, larger) = (difference / 1000, a.max(b) / 1000);
    let years = matches!(
        difference,
        543 | 7 | 8 | 621 | 622 | 1911 | 579..=583 | 1988 | 2018 | 1925 | 1867
    ) && (1000..=2700).contains(&larger);
    years || difference == 12 && larger <= 24
}
