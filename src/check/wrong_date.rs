use super::prelude::*;
use crate::data::calendar;
use crate::text::dates::Date;

check! {
    /// A date that the calendar does not have, or a weekday that the date was not.
    ///
    /// ## Why it matters
    /// One of the two was changed on the way, and readers come on the wrong day.
    ///
    /// ## How it decides
    /// The number of the day is compared with the length of the month, and where a year from 1925 on is named, the
    /// weekday with the Gregorian calendar.
    ///
    /// ## Not flagged
    /// A date that the source has, too: then the fault is not the translator's. Dates in figures alone.
    ///
    /// ## Examples
    /// ```flag
    /// en: The bridge will be closed on ⟦31 June⟧.
    /// ```
    /// ```flag
    /// de: Die Brücke wurde am ⟦Montag, dem 3. März 2020⟧, gesperrt.
    /// ```
    /// ```clean
    /// en: The bridge was closed on Tuesday, March 3, 2020, and again on 29 February 2024.
    /// ```
    pub static CHECK = {
        code: "A104", name: "wrong-date", category: Category::Number, mqm: Mqm::Mistranslation,
        severity: Severity::Major, stage: Stage::Preview, confidence: 85, since: "0.1.0", run: Run::Sentence(run),
    }
}

fn run(cx: &mut Cx, sentence: Segment) {
    if sentence.numbers().is_empty() {
        return;
    }
    for date in sentence.dates() {
        let real = date.true_weekday();
        let real = real.filter(|_| date.weekday.is_some() && date.weekday != real);
        if date.exists() && real.is_none() {
            continue;
        }
        let here = sentence.at(date.range);
        let theirs = cx.counterpart(here);
        let same = |d: &Date| (d.day.0, d.month, d.weekday) == (date.day.0, date.month, date.weekday);
        if theirs.is_some_and(|source| source.dates().iter().any(same)) {
            continue;
        }
        let message = match real {
            Some(real) => {
                let name = calendar::weekday(sentence.doc.lang, real).unwrap_or("another day of the week");
                format!("“{}” was no such day of the week, but {name}", here.text())
            }
            None => format!("the calendar has no “{}”", here.text()),
        };
        let draft = cx.flag(here, message);
        if let Some(theirs) = theirs {
            draft.source(theirs);
        }
    }
}
