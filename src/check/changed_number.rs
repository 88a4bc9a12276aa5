use super::prelude::*;
use crate::text::numbers::Number;

check! {
    /// A number of the source became another number.
    ///
    /// ## Why it matters
    /// Readers act on figures, and nobody notices a wrong one without the source at hand.
    ///
    /// ## How it decides
    /// Numbers are compared by value, in both directions, with the neighbouring beads. A number without counterpart is
    /// a changed one when the other side has one without counterpart too, and no conversion of units, calendars or
    /// clocks makes one of the other.
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
        if converts(a, b) || !weighty(a) && !weighty(b) {
            continue;
        }
        let theirs = bead.source.at(a.range);
        let ours = bead.target.at(b.range);
        let message = format!("“{}” in the source is “{}” here", theirs.text(), ours.text());
        cx.flag(ours, message).source(theirs);
    }
}

/// The numbers of a bead that the other side lacks, the neighbouring beads included.
pub(super) fn lost<'a>(
    bitext: &'a crate::model::Bitext,
    bead: Bead<'a>,
) -> (Vec<&'a Number>, Vec<&'a Number>) {
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

/// Whether one number is the other in another unit, calendar or clock.
fn converts(a: &Number, b: &Number) -> bool {
    let (Some(a), Some(b)) = (a.value(), b.value()) else {
        return true;
    };
    if a == 0 || b == 0 {
        return true;
    }
    // Per mille of the ratio of unit and unit: miles, feet, inches, yards, pounds, ounces, gallons, acres,
    // square feet, litres, dozens, percentages of one, thousands, hours.
    const RATIOS: &[i64] = &[
        1609, 3048, 2540, 9144, 4536, 2835, 3785, 4546, 4047, 9290, 1852, 2590, 6350, 1200, 6000, 1000, 5000, 2500, 1500,
        7500,
    ];
    let (big, small) = (a.max(b) as i128, a.min(b).max(1) as i128);
    let ratio = |scale: i128| (big * 1000 / small, scale);
    let fits = |per_mille: i128| -> bool {
        RATIOS.iter().any(|&r| {
            [1i128, 10, 100, 1000].iter().any(|&power| {
                // The ratio or its inverse, up to powers of ten, within three per cent.
                let wanted = i128::from(r) * power;
                let inverse = 1_000_000 * power / i128::from(r);
                let near = |x: i128| (per_mille - x).abs() * 100 <= x * 3;
                wanted > 1000 && near(wanted) && r != 1000 || inverse > 1000 && near(inverse) && r != 1000
            })
        })
    };
    let (per_mille, _) = ratio(1);
    let difference = (a - b).abs() / 1000;
    // Twelve hours; the Buddhist, Ethiopian, Persian, Minguo, Japanese and Islamic eras.
    let era = matches!(difference, 12 | 543 | 7 | 8 | 621 | 622 | 1911 | 579..=583 | 1988 | 2018 | 1925 | 1867);
    let fahrenheit = |c: i64, f: i64| (c * 9 / 5 + 32_000 - f).abs() <= 1_500;
    // A conversion is weighty evidence only where units are: small whole numbers rarely are measures.
    era || fahrenheit(a, b) || fahrenheit(b, a) || fits(per_mille) && small >= 1_000 && !(per_mille % 10_000 == 0)
}
