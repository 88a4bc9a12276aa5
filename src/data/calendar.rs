//! Names of months and weekdays in all languages (`calendar.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Lang, rows};

/// What a name of the calendar names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CalendarName {
    /// A month, from one.
    Month(u8),
    /// A weekday, Monday is one.
    Weekday(u8),
}

/// What each form names, by language.
static NAMES: LazyLock<FxHashMap<&'static str, Vec<(&'static str, CalendarName)>>> = LazyLock::new(|| {
    let mut names: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for [lang, kind, number, form] in rows::<4>(include_str!("calendar.tsv")) {
        let Ok(number) = number.parse() else { continue };
        let name = match kind {
            "month" => CalendarName::Month(number),
            _ => CalendarName::Weekday(number),
        };
        names.entry(form).or_default().push((lang, name));
    }
    names
});

/// What a folded word names in the calendar of any language.
pub fn name(folded: &str) -> Option<CalendarName> {
    NAMES.get(folded)?.last().map(|&(_, name)| name)
}

/// What a folded word names in the calendar of one language.
pub fn name_in(lang: Lang, folded: &str) -> Option<CalendarName> {
    let names = NAMES.get(folded)?;
    let base = lang.code();
    names.iter().find(|(tag, _)| *tag == base).map(|&(_, name)| name)
}

/// The longest name of a weekday in a language, Monday being one.
pub fn weekday(lang: Lang, number: u8) -> Option<&'static str> {
    let base = lang.code();
    let of_day = |[tag, kind, day, form]: [&'static str; 4]| {
        (tag == base && kind == "weekday" && day.parse() == Ok(number)).then_some(form)
    };
    let forms = rows::<4>(include_str!("calendar.tsv")).filter_map(of_day);
    forms.max_by_key(|form| form.chars().count())
}
