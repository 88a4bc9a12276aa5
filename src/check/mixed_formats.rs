use super::prelude::*;
use crate::data::units;

check! {
    /// Numbers, dates or measures are written in two ways in one text.
    ///
    /// ## Why it matters
    /// A machine takes the format of each sentence from its model or from the source, where an editor would keep to one.
    ///
    /// ## How it decides
    /// Two marks part the groups of numbers (*12,000* and *12 000*), or the day stands before the month and behind it
    /// (*5 May* and *May 6*), or one quantity is given in metric and in customary units (`unit_pairs.tsv`). It is said once, at
    /// the first place of the rarer format, if the other one stands twice.
    ///
    /// ## Not flagged
    /// Formats that the source mixes, too; measures that are given in both systems.
    ///
    /// ## Examples
    /// ```flag
    /// en: The town has 12,000 houses and 31,500 people. ¶ Of these ⟦14 200⟧ are at school.
    /// ```
    /// ```flag
    /// en: He came on May 5 and left on May 12. ¶ He was back on ⟦3 June⟧.
    /// ```
    /// ```flag
    /// en: The lake is 14 km long and 3 km wide. ¶ The next town is ⟦9⟧ miles away.
    /// ```
    /// ```clean
    /// en: The lake is 14 km (8.7 miles) long and 3 km (1.9 miles) wide. ¶ The next town is 14 km (9 miles) away.
    /// ```
    /// ```clean
    /// en: The town has 12,000 houses. Call 030 123 456 before May 5.
    /// ```
    pub static CHECK = {
        code: "C202", name: "mixed-formats", category: Category::DateLocale, mqm: Mqm::Inconsistent,
        severity: Severity::Neutral, stage: Stage::Preview, confidence: 70, since: "0.1.0", run: Run::Document(run),
    }
}

/// How often a format makes another one a deviation.
const MAJORITY: usize = 2;

/// Where a format stands, and how it is shown in a message.
type Places = Vec<(Range32, char)>;

fn run(cx: &mut Cx, doc: &Document) {
    if doc.is_segmented() {
        return;
    }
    let kinds: [(&str, Find); 3] = [
        ("groups of digits are parted", |doc| vec![groups(doc)]),
        ("dates are written", |doc| vec![days(doc)]),
        ("measures are given", measures),
    ];
    for (what, places) in kinds {
        let found = places(doc).iter().find_map(deviation);
        let Some((rare, usual, count)) = found else { continue };
        let mixed = |source: &Document| places(source).iter().any(|kind| deviation(kind).is_some());
        if cx.bitext().is_some_and(|b| mixed(&b.source)) {
            continue;
        }
        let usual = doc.segment(usual);
        let message = format!("{what} as in “{}” {count} times elsewhere", usual.text());
        cx.flag(doc.segment(rare), message);
    }
}

type Find = fn(&Document) -> Vec<Places>;

/// How near a number in the other system stands that says the same, in bytes.
const GLOSS: u32 = 24;

/// The first place of the rarest format, one of the usual format, and how often that stands.
fn deviation(places: &Places) -> Option<(Range32, Range32, usize)> {
    let count = |format: char| places.iter().filter(|p| p.1 == format).count();
    let usual = places
        .iter()
        .max_by_key(|p| (count(p.1), std::cmp::Reverse(p.0.start)))?;
    let rare = places
        .iter()
        .filter(|p| p.1 != usual.1)
        .min_by_key(|p| (count(p.1), p.0.start))?;
    let often = count(usual.1);
    (often >= MAJORITY && often > count(rare.1)).then_some((rare.0, usual.0, often))
}

/// Numbers whose digits stand in groups of three, and the mark between these.
fn groups(doc: &Document) -> Places {
    let text = doc.text();
    let places = doc
        .numbers()
        .iter()
        .filter(|n| !n.glued && !n.in_sequence && !n.is_scaled());
    places
        .filter_map(|number| {
            let written = &text[number.range.usize()];
            let mark = written.chars().find(|c| !c.is_ascii_digit())?;
            let mark_is_group = doc.facts.locale.is_some_and(|l| l.decimal != mark);
            let mut parts = written.split(mark);
            let head = parts
                .next()
                .is_some_and(|p| (1..=3).contains(&p.len()) && !p.starts_with('0'));
            let digits = |part: &str| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit());
            let format = if chars::is_space(mark) { ' ' } else { mark };
            (mark_is_group && head && parts.all(digits)).then_some((number.range, format))
        })
        .collect()
}

/// Dates with the name of a month, and whether the day comes first.
fn days(doc: &Document) -> Places {
    let whole = doc.whole();
    let dates = whole.dates().into_iter();
    dates
        .map(|date| (date.range, if date.day.1.start == date.range.start { 'd' } else { 'm' }))
        .collect()
}

/// Numbers with units of two systems, a list for each quantity.
fn measures(doc: &Document) -> Vec<Places> {
    let units: Vec<(Range32, &str)> = doc
        .numbers()
        .iter()
        .filter_map(|n| Some((n.range, units::behind(doc.facts, &doc.text()[n.range.end as usize..])?)))
        .collect();
    units::pairs()
        .map(|pair| {
            let system = |unit: &str| pair.iter().position(|u| *u == unit);
            let of_pair: Vec<_> = units
                .iter()
                .filter_map(|&(range, unit)| Some((range, system(unit)?)))
                .collect();
            let glossed = |at: usize| {
                let (range, system) = of_pair[at];
                let near = |other: &(Range32, usize)| {
                    let gap = other
                        .0
                        .start
                        .max(range.start)
                        .saturating_sub(other.0.end.min(range.end));
                    other.1 != system && gap <= GLOSS
                };
                let beside = [at.checked_sub(1), Some(at + 1)];
                beside.into_iter().flatten().any(|i| of_pair.get(i).is_some_and(near))
            };
            let alone = (0..of_pair.len()).filter(|&at| !glossed(at));
            alone
                .map(|at| (of_pair[at].0, if of_pair[at].1 == 0 { 'm' } else { 'c' }))
                .collect()
        })
        .collect()
}
