use super::prelude::*;
use crate::data::units::{self, Converted};
use crate::text::numbers::Number;

check! {
    /// A measure in brackets is not the one before it in other units.
    ///
    /// ## Why it matters
    /// Translators convert measures for their readers, and machines change one number of the two.
    ///
    /// ## How it decides
    /// Directly behind a number with a unit stands, in brackets, another number with a unit of the same dimension
    /// (`data/conversions.tsv`); the two differ by more than rounding explains.
    ///
    /// ## Not flagged
    /// Ranges, measures of several numbers (*6 feet 2 inches*), and what the source has as well.
    ///
    /// ## Examples
    /// ```flag
    /// en: The road is 5 miles ⟦(12 km)⟧ long.
    /// ```
    /// ```flag
    /// de: Bei 20 Grad Celsius ⟦(90 Grad Fahrenheit)⟧ schmolz das Wachs.
    /// ```
    /// ```clean
    /// en: The road is 5 miles (8 km) long; it was 20 °C (68 °F) on the 10 acres (4 ha), and she is 6 feet 2 inches (1.88 m) tall.
    /// ```
    pub static CHECK = {
        code: "A105", name: "wrong-conversion", category: Category::Number, mqm: Mqm::Mistranslation,
        severity: Severity::Major, stage: Stage::Preview, confidence: 85, since: "0.1.0", run: Run::Sentence(run),
    }
}

/// How far apart two measures may be, in per cent of the greater one.
const ROUNDING: f64 = 12.0;
/// The most characters between the number and the bracket, and inside the bracket before its number.
const UNIT: usize = 24;
const ABOUT: usize = 14;

fn run(cx: &mut Cx, sentence: Segment) {
    let numbers = sentence.numbers();
    for (at, pair) in numbers.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let before = at.checked_sub(1).map(|i| &numbers[i]);
        if let Some(range) = contradiction(sentence, before, first, second) {
            let place = sentence.at(range);
            let theirs = cx.counterpart(place);
            let same = |n: &Number| n.agrees(second);
            if theirs.is_some_and(|source| source.numbers().iter().any(same)) {
                continue;
            }
            let message = format!("“{}” is another measure than the one before it", place.text());
            let draft = cx.flag(place, message);
            if let Some(theirs) = theirs {
                draft.source(theirs);
            }
        }
    }
}

/// The bracket behind a number, if what it holds is another measure.
fn contradiction(sentence: Segment, before: Option<&Number>, first: &Number, second: &Number) -> Option<Range32> {
    let (text, facts) = (sentence.doc.text(), sentence.doc.facts);
    let between = &text[first.range.end as usize..second.range.start as usize];
    let open = between.find('(')?;
    let (unit, about) = (&between[..open], &between[open + 1..]);
    let is_range = |text: &str| text.contains(chars::is_dash) || text.contains(['-', '/', 'x', '×']);
    if unit.chars().count() > UNIT || about.chars().count() > ABOUT || unit.contains([')', '(', ',', ';', '.']) {
        return None;
    }
    let close = text[second.range.end as usize..sentence.range.end as usize].find(')')?;
    let behind = &text[second.range.end as usize..second.range.end as usize + close];
    // "5 to 8 miles", "6 feet 2 inches".
    let led = before.is_some_and(|n| text[n.range.end as usize..first.range.start as usize].chars().count() <= ABOUT);
    if led || behind.chars().any(|c| c.is_ascii_digit()) || is_range(behind) || first.glued || second.glued {
        return None;
    }
    let measure = |number: &Number| units::behind(facts, &text[number.range.end as usize..]);
    let (from, to) = (measure(first)?, measure(second)?);
    let value = |n: &Number| Some(n.value()? as f64 / 1000.0);
    let (a, b) = (value(first)?, value(second)?);
    let wrong = match units::convert(a, from, to)? {
        Converted::One(expected) => is_far(expected, b, second),
        Converted::Either(one, other) => is_far(one, b, second) && is_far(other, b, second),
    };
    let end = second.range.end + close as u32 + 1;
    (from != to && wrong).then_some(Range32 {
        start: first.range.end + open as u32,
        end,
    })
}

/// Whether rounding does not explain a difference.
fn is_far(expected: f64, written: f64, number: &Number) -> bool {
    // One of the last digit that says something: 100 of 1,200.
    let step = 10u64.saturating_pow(u32::from(number.len.saturating_sub(number.significant))) as f64;
    let slack = expected.abs().max(written.abs()) * ROUNDING / 100.0;
    (expected - written).abs() > slack.max(if number.decimal.is_some() { 0.1 } else { step })
}
