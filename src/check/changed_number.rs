use super::prelude::*;
use crate::data::calendar::{self, CalendarName};
use crate::data::units;
use crate::text::numbers::Number;
use crate::text::spoken::spoken;
use crate::text::words::WordKind;

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
        // Most beads hold the same numbers on both sides.
        let (source, target) = lost(bitext, bead);
        let found = match (source.as_slice(), target.as_slice()) {
            ([], []) if !bead.source.numbers().is_empty() || !bead.target.numbers().is_empty() => {
                exchanged(bitext, bead)
            }
            // One lost number on each side: the one became the other.
            ([a], [b]) if slipped(bead, a, b) => Some((a.range, b.range)),
            _ => exchanged(bitext, bead),
        };
        let Some((theirs, ours)) = found.or_else(|| redated(bead)) else {
            continue;
        };
        let (theirs, ours) = (bead.source.at(theirs), bead.target.at(ours));
        let message = format!("“{}” in the source is “{}” here", theirs.text(), ours.text());
        cx.flag(ours, message).source(theirs);
    }
}

/// The days of the only dates on both sides, where the month is the same and the day is not.
fn redated(bead: Bead) -> Option<(Range32, Range32)> {
    if bead.source.numbers().is_empty() || bead.target.numbers().is_empty() {
        return None;
    }
    let (source, target) = (bead.source.dates(), bead.target.dates());
    let ([theirs], [ours]) = (source.as_slice(), target.as_slice()) else {
        return None;
    };
    // The night to Thursday is Wednesday night.
    let far = theirs.day.0.abs_diff(ours.day.0) > 1;
    (theirs.month == ours.month && far).then_some((theirs.day.1, ours.day.1))
}

/// Whether one lost number became the other.
fn slipped(bead: Bead, a: &Number, b: &Number) -> bool {
    let context = has_context(bead.source.at(a.range)) || has_context(bead.target.at(b.range));
    if context || !weighty(a) && !weighty(b) || !a.resembles(b) && !replaced(a, b) {
        return false;
    }
    // Another unit with another number is a conversion, and whether it is right is another question.
    let (from, to) = (unit(bead.source.at(a.range)), unit(bead.target.at(b.range)));
    let converted = from.is_some() && to.is_some() && from != to;
    let in_thousands = thousandfold(a, b) && from.or(to).is_some_and(is_metric);
    let short_year = match (a.value(), b.value()) {
        (Some(a), Some(b)) => is_same(a, b),
        _ => false,
    };
    !(converted || in_other_era(a, b) || in_thousands || short_year)
}

/// Whether two values say the same: equal, a year or a decade and its last two digits, a century and its first year.
fn is_same(x: i64, y: i64) -> bool {
    let (low, high) = (x.min(y) / 1000, x.max(y) / 1000);
    let year = (1000..=2100).contains(&high);
    x == y || year && (low < 100 && high % 100 == low || high % 100 == 0 && low == high / 100 + 1)
}

/// A number in digits or words, for counting.
struct Quantity {
    range: Range32,
    /// What it can be, in thousandths.
    values: Vec<i64>,
    spoken: bool,
    /// Whether it is an ordinal.
    ordinal: bool,
    /// Whether it may meet another, but is nothing that the other side must have: a month, half past.
    unasked: bool,
}

/// All numbers of a stretch, those of clocks, names and lists included; of words only those that can be nothing else.
fn quantities(segment: Segment) -> Vec<Quantity> {
    let text = segment.doc.text();
    let digits = segment.numbers().iter().map(|n| Quantity {
        range: n.range,
        values: n.values.iter().flatten().copied().collect(),
        spoken: false,
        unasked: false,
        // `12th`, `3e`; in words it may be "dozen" or "three days later".
        ordinal: n.glued && text[n.range.usize()].ends_with(char::is_alphabetic),
    });
    let words = spoken(text, segment.words(), segment.doc.facts)
        .into_iter()
        .filter(|s| !segment.numbers().iter().any(|n| n.range.covers(s.range)))
        .map(|s| Quantity {
            range: s.range,
            ordinal: s.ordinal,
            values: s.values.into_iter().map(|v| v.saturating_mul(1000)).collect(),
            spoken: true,
            unasked: false,
        });
    digits.chain(words).collect()
}

/// The numbers of months that are named, and of times of day that are said in words.
fn named_times(segment: Segment) -> Vec<Quantity> {
    let doc = segment.doc;
    let quantity = |range: Range32, values: Vec<i64>| Quantity {
        range,
        values,
        spoken: true,
        ordinal: false,
        unasked: true,
    };
    let mut out = Vec::new();
    for word in segment.words().iter().filter(|w| w.kind == WordKind::Letters) {
        let folded = fold::text(word.text(doc.text()));
        if let Some(CalendarName::Month(month)) = calendar::name(&folded) {
            out.push(quantity(word.range, vec![i64::from(month) * 1000]));
        }
    }
    let text = fold::text(segment.text());
    let stands = |form: &str| match doc.facts.has_spaces() {
        true => text
            .match_indices(form)
            .any(|(at, _)| chars::stands_apart(&text, at, form.len())),
        false => text.contains(form),
    };
    for (form, values) in &doc.facts.clock {
        if stands(form) {
            out.push(quantity(segment.range, values.iter().map(|v| v * 1000).collect()));
        }
    }
    out
}

impl Quantity {
    /// Whether both can say the same.
    fn meets(&self, other: &Quantity) -> bool {
        self.values.iter().any(|&x| other.values.iter().any(|&y| is_same(x, y)))
    }

    /// Whether it says too little to be missed: one, hundreds of, a weekday that is named by its number.
    fn is_vague(&self, segment: Segment) -> bool {
        let round = |v: i64| matches!(v, 0..=1000 | 100_000 | 1_000_000 | 1_000_000_000 | 1_000_000_000_000);
        let word = fold::text(segment.at(self.range).text());
        self.unasked
            || self.values.iter().all(|&v| v <= 1000)
            || self.spoken && (self.values.iter().all(|&v| round(v)) || is_weekday(&word))
    }
}

/// Whether both are one digit of the same magnitude: four million and five million, which no rounding explains.
fn is_one_digit(low: i64, high: i64) -> bool {
    let magnitude = 10i64.pow(high.max(1).ilog10());
    low % magnitude == 0 && high % magnitude == 0 && low >= magnitude
}

/// Whether no rounding explains the difference.
fn is_far(low: i64, high: i64) -> bool {
    (high - low).saturating_mul(5) >= high
}

fn is_weekday(word: &str) -> bool {
    matches!(calendar::name(word), Some(CalendarName::Weekday(_)))
}

/// Whether a side has a number in digits or words that the other has not, though it may be part of a word: "250kilogramový".
pub(super) fn holds_other(side: Segment, other: Segment) -> bool {
    let theirs = quantities(other);
    quantities(side)
        .iter()
        .any(|q| !q.is_vague(side) && !theirs.iter().any(|other| q.meets(other)))
}

/// A pair of quantities that is left over where all others of the bead have met.
fn exchanged(bitext: &crate::model::Bitext, bead: Bead) -> Option<(Range32, Range32)> {
    let (mut source, mut target) = (quantities(bead.source), quantities(bead.target));
    let unmet = |own: &[Quantity], segment: Segment, other: &[Quantity]| -> Vec<usize> {
        (0..own.len())
            .filter(|&i| !own[i].is_vague(segment) && !other.iter().any(|o| own[i].meets(o)))
            .collect()
    };
    if unmet(&source, bead.source, &target).is_empty() || unmet(&target, bead.target, &source).is_empty() {
        return None;
    }
    // Only then the names of months and times are asked.
    source.extend(named_times(bead.source));
    target.extend(named_times(bead.target));
    let (a, b) = (
        unmet(&source, bead.source, &target),
        unmet(&target, bead.target, &source),
    );
    let (&[a], &[b]) = (a.as_slice(), b.as_slice()) else {
        return None;
    };
    let (a, b) = (&source[a], &target[b]);
    let near = [bead.index.checked_sub(1), Some(bead.index + 1)];
    let stands_near = near
        .into_iter()
        .flatten()
        .filter(|&i| i < bitext.bead_ranges().len())
        .map(|i| bitext.bead(i))
        .any(|beside| {
            quantities(beside.target).iter().any(|q| q.meets(a)) || quantities(beside.source).iter().any(|q| q.meets(b))
        });
    let (x, y) = (*a.values.first()?, *b.values.first()?);
    let (low, high) = (x.min(y), x.max(y));
    let plain = low > 1000
        && low % 1000 == 0
        && high % 1000 == 0
        && (high < 3_000_000 || is_one_digit(low, high) || is_far(low, high));
    // Units, eras, halves of the day, shares and rounding explain a difference.
    let (from, to) = (unit(bead.source.at(a.range)), unit(bead.target.at(b.range)));
    // Half of them may be fifty per cent, the nineties need no number.
    let percent = (from == Some("percent")) != (to == Some("percent"));
    let decade = |q: &Quantity, segment: Segment| {
        let tens = !q.spoken
            || q.values
                .iter()
                .all(|v| (20_000..=90_000).contains(v) && v % 10_000 == 0);
        tens && segment.at(q.range).text().ends_with('s')
    };
    let tens = low % 10_000 == 0 && high % 10_000 == 0 && (high < 100_000) == (low < 100_000);
    let worded = percent || !tens && (decade(a, bead.source) || decade(b, bead.target));
    let words = a.spoken || b.spoken;
    let measured =
        from.or(to).is_some_and(|unit| !is_time(unit)) || from.is_none() && to.is_none() && !words && high >= UNITLESS;
    let same_unit = from.is_some() && from == to;
    let converted = worded || from != to && (from.is_some() && to.is_some() || measured && is_conversion(low, high));
    let related = !same_unit
        && [2, 7, 10, 12, 24, 30, 52, 60, 100, 1000]
            .iter()
            .any(|&r| low.saturating_mul(r) == high);
    let share = (low / 1000).saturating_mul(high / 1000) == 100;
    let clock = high - low == 12_000;
    // "Half past four" is "half of the fifth"; feet and inches are one number; clothes have sizes; Italian six is "you are".
    let contexts = &bead.target.doc.facts.number_contexts;
    let other_count = a.ordinal != b.ordinal && (a.spoken || b.spoken)
        || has_context(bead.source.at(a.range))
        || has_context(bead.target.at(b.range))
        || contexts.contains(fold::text(bead.target.at(b.range).text()).as_str());
    // Words that the tables do not know may belong to the number.
    let counted =
        !words || counts(bead.source) && counts(bead.target) && (same_unit || !(a.spoken && b.spoken && low <= 2000));
    (plain && !other_count && !converted && !related && !share && !clock && counted && !stands_near)
        .then_some((a.range, b.range))
}

/// Whether a word or mark beside a number says that another number may mean the same.
pub(super) fn has_context(number: Segment) -> bool {
    let text = number.doc.text();
    let (before, behind) = (&text[..number.range.start as usize], &text[number.range.end as usize..]);
    let mark = |c: Option<char>| c.is_some_and(|c| chars::is_apostrophe(c) || matches!(c, '′' | '″' | '"'));
    let word = |w: Option<&str>| {
        w.is_some_and(|w| {
            let bare = w.trim_matches(|c: char| !chars::is_word(c));
            number.doc.facts.number_contexts.contains(fold::text(bare).as_str())
        })
    };
    let unspaced =
        |c: Option<char>| c.is_some_and(|c| number.doc.facts.number_contexts.contains(c.to_string().as_str()));
    mark(behind.chars().next())
        || mark(before.chars().next_back())
        || text[number.range.usize()].contains(['\'', '’', '′'])
        || unspaced(behind.chars().next())
        || word(before.rsplit(chars::is_space).find(|w| !w.is_empty()))
        || word(behind.split(chars::is_space).find(|w| !w.is_empty()))
}

/// Whether the number words of a language are known well enough to compose them: the teens and the tens are single
/// words, or it writes them in Chinese characters.
fn counts(segment: Segment) -> bool {
    let facts = segment.doc.facts;
    let known = |value: u16| facts.number_words().values().any(|&(v, _)| v == value);
    !facts.has_spaces() || known(14) && known(40) && known(100)
}

/// From which size on a number without a unit may have been converted, in thousandths.
const UNITLESS: i64 = 10_000;

/// Whether one number is the other in a unit of another system, within a tenth: pounds and kilograms, miles and
/// kilometres, feet and metres, inches and centimetres, acres and hectares, gallons and litres, ounces and grams.
fn is_conversion(low: i64, high: i64) -> bool {
    const FACTORS: [i64; 9] = [2205, 1609, 3281, 2540, 2471, 3785, 28_350, 1094, 4546];
    FACTORS.iter().any(|&f| {
        let wanted = low.saturating_mul(f) / 1000;
        (wanted - high).abs().saturating_mul(10) <= high
    })
}

/// The numbers of a bead that the other side lacks, in digits and in words, the neighbouring beads included.
pub(super) fn lost<'a>(bitext: &'a crate::model::Bitext, bead: Bead<'a>) -> (Vec<&'a Number>, Vec<&'a Number>) {
    let near = |index: usize| {
        let from = index.saturating_sub(1);
        let to = (index + 1).min(bitext.bead_ranges().len() - 1);
        (from..=to).map(|i| bitext.bead(i))
    };
    let countable = |n: &&Number| !n.heads_block && !n.in_sequence && !n.glued;
    let unmet = |side: fn(Bead<'a>) -> Segment<'a>, other: fn(Bead<'a>) -> Segment<'a>| -> Vec<&'a Number> {
        let mut lost: Vec<&Number> = side(bead)
            .numbers()
            .iter()
            .filter(countable)
            .filter(|n| !near(bead.index).any(|b| other(b).numbers().iter().any(|m| n.agrees(m))))
            .collect();
        if !lost.is_empty() {
            // Only then the words are asked.
            let words: Vec<i64> = near(bead.index)
                .map(other)
                .flat_map(|s| spoken(s.doc.text(), s.words(), s.doc.facts))
                .flat_map(|s| s.values)
                .map(|v| v.saturating_mul(1000))
                .collect();
            lost.retain(|n| !n.values.iter().flatten().any(|value| words.contains(value)));
        }
        lost
    };
    (unmet(|b| b.source, |b| b.target), unmet(|b| b.target, |b| b.source))
}

/// Whether a number that looks otherwise stands where the other stood: both are plain, and neither is a sum, a share
/// or a rounding of the other.
fn replaced(a: &Number, b: &Number) -> bool {
    let (Some(x), Some(y)) = (a.value(), b.value()) else {
        return false;
    };
    let (low, high) = (x.min(y), x.max(y));
    // Twelve months are a year, ten per cent a tenth, sixty minutes an hour, a hundred cents a euro.
    let ratio = [2, 7, 10, 12, 24, 30, 52, 60, 100, 365, 1000, 10_000, 100_000, 1_000_000];
    let related = low > 0 && ratio.iter().any(|&r| low.saturating_mul(r) == high);
    // Nobody rounds a year.
    let years = low >= 1_500_000 && high <= 2_100_000 && a.len == 4 && b.len == 4;
    // Nor does a rounded number end in as many digits that count as the exact one.
    let exact = a.significant >= EXACT && b.significant >= EXACT;
    let rounded = (high - low).saturating_mul(20) <= high && !years && !exact;
    !a.is_scaled() && !b.is_scaled() && a.decimal == b.decimal && low > 0 && !related && !rounded
}

/// From how many digits that count on a number is exact.
const EXACT: u8 = 4;

/// Whether a number is long enough that it is not written as a word elsewhere.
pub(super) fn weighty(number: &Number) -> bool {
    number.len >= 2
}

/// The unit of a number.
fn unit(number: Segment) -> Option<&'static str> {
    units::beside(number.doc.facts, number.doc.text(), number.range)
}

/// Whether one number is a thousand times the other: kilograms and tonnes, the unit of one perhaps unsaid.
fn thousandfold(a: &Number, b: &Number) -> bool {
    match (a.value(), b.value()) {
        (Some(a), Some(b)) => a.max(b) == a.min(b).saturating_mul(1000),
        _ => false,
    }
}

fn is_time(unit: &str) -> bool {
    matches!(
        unit,
        "second" | "minute" | "hour" | "day" | "week" | "month" | "year" | "decade" | "century"
    )
}

fn is_metric(unit: &str) -> bool {
    matches!(
        unit,
        "km" | "m" | "mm" | "kg" | "g" | "mg" | "tonne" | "l" | "ml" | "kw" | "mw" | "gw"
    )
}

/// Whether the numbers differ by the distance of two calendars or by the halves of the day: the Buddhist, Persian,
/// Minguo, Islamic and Japanese eras, and twelve hours.
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
        543 | 621 | 622 | 1911 | 579..=583 | 1988 | 2018 | 1925 | 1867
    ) && (1000..=2700).contains(&larger);
    years || difference == 12 && larger <= 24
}
