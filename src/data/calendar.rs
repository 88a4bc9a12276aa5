//! Names of months and weekdays in all languages (`calendar.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::rows;

/// What a name of the calendar names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CalendarName {
    /// A month, from one.
    Month(u8),
    /// A weekday, Monday is one.
    Weekday(u8),
}

static NAMES: LazyLock<FxHashMap<&'static str, CalendarName>> = LazyLock::new(|| {
    rows::<4>(include_str!("calendar.tsv"))
        .filter_map(|[_, kind, number, form]| {
            let number = number.parse().ok()?;
            Some((
                form,
                if kind == "month" {
                    CalendarName::Month(number)
                } else {
                    CalendarName::Weekday(number)
                },
            ))
        })
        .collect()
});

/// What a folded word names in the calendar of any language.
pub fn name(folded: &str) -> Option<CalendarName> {
    NAMES.get(folded).copied()
}
