//! Dates that name a day of a month: "3 March 2020", "3. März", "2020年3月3日".

use super::numbers::digit;
use super::words::{Word, WordKind};
use super::{Range32, chars, fold};
use crate::data::calendar::{self, CalendarName};
use crate::data::{Facts, Lang};

/// A day of a month, perhaps with its year and its weekday.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Date {
    /// Where, from the first to the last of its parts.
    pub range: Range32,
    /// The number of the day, and where it stands.
    pub day: (u8, Range32),
    /// The month, from one.
    pub month: u8,
    /// The year.
    pub year: Option<u16>,
    /// The weekday, Monday being one.
    pub weekday: Option<u8>,
}

/// How many days the months have in a leap year.
const DAYS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/// The highest number that is read as a day.
const LAST: u8 = 31;

impl Date {
    /// Whether the month has such a day.
    pub fn exists(&self) -> bool {
        let (day, _) = self.day;
        let leap = |year: u16| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let short = self.month == 2 && day == 29 && self.year.is_some_and(|y| !leap(y));
        (1..=DAYS[usize::from(self.month - 1)]).contains(&day) && !short
    }

    /// The weekday of the date in the Gregorian calendar, Monday being one, by Sakamoto's method; `None` without a year
    /// of which all countries keep that calendar.
    pub fn true_weekday(&self) -> Option<u8> {
        const SHIFT: [u16; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = self
            .year
            .filter(|y| (1925..=2100).contains(y))
            .filter(|_| self.exists())?;
        let year = if self.month < 3 { year - 1 } else { year };
        let sum = year + year / 4 - year / 100 + year / 400 + SHIFT[usize::from(self.month - 1)];
        let sunday_first = (sum + u16::from(self.day.0)) % 7;
        Some(if sunday_first == 0 { 7 } else { sunday_first as u8 })
    }
}

/// The dates of a stretch of text, in order.
pub fn dates(text: &str, stretch: Range32, words: &[Word], facts: &Facts) -> Vec<Date> {
    match facts.lang.code() {
        "zh" | "ja" | "ko" => numbered(text, stretch),
        _ => named(text, words, facts.lang),
    }
}

/// Dates whose month is a word.
fn named(text: &str, words: &[Word], lang: Lang) -> Vec<Date> {
    let mut out: Vec<Date> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        // Without a number beside it a month is no date.
        let beside = &words[at.saturating_sub(2)..words.len().min(at + 2)];
        if !beside.iter().any(|w| w.kind != WordKind::Letters) {
            continue;
        }
        let Some(CalendarName::Month(month)) = called(text, word, lang) else {
            continue;
        };
        // "They may 3 …", "march 5 miles"
        if lang.code() == "en" && !word.capital {
            continue;
        }
        let before = (at.saturating_sub(2)..at).rev().find_map(|i| {
            let day = day(&words[i], text)?;
            (i + 1 == at || is_small(&words[i + 1], text)).then_some((i, day))
        });
        let behind = || {
            let day = day(words.get(at + 1)?, text)?;
            // "3 March 2020, 4 people"; "March 2020" has no day.
            gap(text, word, &words[at + 1])
                .chars()
                .all(|c| chars::is_space(c) || c == '.')
                .then_some((at + 1, day))
        };
        let Some((place, number)) = before.or_else(behind) else {
            continue;
        };
        let first = place.min(at);
        let last = place.max(at);
        let near = |a: &Word, b: &Word| {
            gap(text, a, b)
                .chars()
                .all(|c| chars::is_space(c) || matches!(c, ',' | '.'))
        };
        // "3 de marzo de 2020"
        let year = (last + 1..=last + 2)
            .take_while(|&i| i < words.len() && near(&words[i - 1], &words[i]))
            .find_map(|i| {
                let value = year(&words[i], text)?;
                (i == last + 1 || is_small(&words[i - 1], text)).then_some((i, value))
            });
        let weekday = (first.saturating_sub(2)..first)
            .rev()
            .take_while(|&i| near(&words[i], &words[i + 1]))
            .find_map(|i| match called(text, &words[i], lang) {
                Some(CalendarName::Weekday(number)) if i + 1 == first || is_small(&words[i + 1], text) => {
                    Some((number, words[i].range))
                }
                _ => None,
            });
        let start = weekday.map_or(words[first].range.start, |(_, range)| range.start);
        let end = year.map_or(words[last].range.end, |(i, _)| words[i].range.end);
        out.push(Date {
            range: Range32 { start, end },
            day: (number, words[place].range),
            month,
            year: year.map(|(_, value)| value),
            weekday: weekday.map(|(number, _)| number),
        });
    }
    out
}

/// The month or weekday that a word names in a language; short forms are words of other meaning as often.
fn called(text: &str, word: &Word, lang: Lang) -> Option<CalendarName> {
    const SHORTEST: usize = 3;
    let folded = fold::text(word.text(text));
    let name = calendar::name_in(lang, &folded)?;
    let letters = folded.chars().count();
    let long = letters > SHORTEST || letters == SHORTEST && matches!(name, CalendarName::Month(_));
    long.then_some(name)
}

fn gap<'t>(text: &'t str, a: &Word, b: &Word) -> &'t str {
    text.get(a.range.end as usize..b.range.start as usize).unwrap_or("?")
}

/// Whether a word may stand between the parts of a date: "of", "de", "den", "the".
fn is_small(word: &Word, text: &str) -> bool {
    word.text(text).chars().count() <= 3 && !word.text(text).starts_with(|c| digit(c).is_some())
}

/// The day that a word counts: one or two digits, perhaps with the ending of an ordinal.
fn day(word: &Word, text: &str) -> Option<u8> {
    let body = word.text(text);
    let digits: Vec<u8> = body.chars().map_while(digit).collect();
    let ending = body.chars().skip(digits.len());
    let ordinal = ending.clone().count() <= 2 && ending.clone().all(|c| c.is_alphabetic() || matches!(c, 'º' | 'ª'));
    let plain = matches!(
        text.get(..word.range.start as usize)
            .and_then(|t| t.chars().next_back()),
        None | Some(' ' | '\n' | '(' | ',' | '\u{a0}' | '“' | '„' | '«' | '"')
    );
    let value = digits
        .iter()
        .fold(0u8, |value, d| value.wrapping_mul(10).wrapping_add(*d));
    (plain && ordinal && matches!(digits.len(), 1 | 2) && (1..=LAST).contains(&value)).then_some(value)
}

fn year(word: &Word, text: &str) -> Option<u16> {
    let digits: Option<Vec<u8>> = word.text(text).chars().map(digit).collect();
    let digits = digits.filter(|d| d.len() == 4)?;
    Some(digits.iter().fold(0, |value, d| value * 10 + u16::from(*d)))
}

/// Dates of Chinese, Japanese and Korean, which number the months.
fn numbered(text: &str, stretch: Range32) -> Vec<Date> {
    let mut out = Vec::new();
    let range = stretch.usize();
    let Some(body) = text.get(range.clone()) else {
        return out;
    };
    for (at, mark) in body.char_indices().filter(|(_, c)| matches!(c, '月' | '월')) {
        let Some((month, start)) = number_before(body, at) else {
            continue;
        };
        let rest = &body[at + mark.len_utf8()..];
        let inner = rest.trim_start();
        let from = at + mark.len_utf8() + (rest.len() - inner.len());
        let length: usize = inner
            .chars()
            .take_while(|c| digit(*c).is_some())
            .map(char::len_utf8)
            .sum();
        let end = from + length;
        let Some((day, _)) = number_before(body, end) else {
            continue;
        };
        let closes = body[end..].starts_with(['日', '号', '일']);
        if length == 0 || !closes || !(1..=12).contains(&month) || !(1..=u16::from(LAST)).contains(&day) {
            continue;
        }
        let year = body[..start]
            .trim_end()
            .strip_suffix(['年', '년'])
            .and_then(|before| number_before(before, before.len()))
            .filter(|(year, _)| (1000..=9999).contains(year));
        let last = end + body[end..].chars().next().map_or(0, char::len_utf8);
        let offset = range.start;
        out.push(Date {
            range: Range32::new(offset + year.map_or(start, |(_, from)| from), offset + last),
            day: (day as u8, Range32::new(offset + from, offset + end)),
            month: month as u8,
            year: year.map(|(year, _)| year),
            weekday: weekday_behind(&body[last..]),
        });
    }
    out
}

/// The number that ends at a place, and where it begins.
fn number_before(text: &str, end: usize) -> Option<(u16, usize)> {
    let mut start = end;
    let mut value = 0u16;
    let mut power = 1u16;
    for (at, c) in text[..end].char_indices().rev().take(4) {
        let Some(d) = digit(c) else { break };
        value = value.checked_add(u16::from(d).checked_mul(power)?)?;
        power = power.saturating_mul(10);
        start = at;
    }
    let whole = !text[..start].ends_with(|c| digit(c).is_some() || matches!(c, '.' | '-' | '/'));
    (start < end && whole).then_some((value, start))
}

/// The weekday that follows a date: 星期一, 周一, （月）, 月曜日, 월요일.
fn weekday_behind(text: &str) -> Option<u8> {
    const CHINESE: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];
    const JAPANESE: [char; 7] = ['月', '火', '水', '木', '金', '土', '日'];
    const KOREAN: [char; 7] = ['월', '화', '수', '목', '금', '토', '일'];
    let body = text.trim_start_matches([' ', '(', '（', ',', '，', '、']);
    let opened = text[..text.len() - body.len()].ends_with(['(', '（']);
    let of = |table: [char; 7], c: char| table.iter().position(|d| *d == c).map(|i| i as u8 + 1);
    if let Some(rest) = body.strip_prefix("星期").or_else(|| body.strip_prefix("周")) {
        let c = rest.chars().next()?;
        return if c == '天' { Some(7) } else { of(CHINESE, c) };
    }
    let c = body.chars().next()?;
    let rest = &body[c.len_utf8()..];
    if rest.starts_with("曜") || opened && rest.starts_with([')', '）']) {
        return of(JAPANESE, c).or_else(|| of(KOREAN, c));
    }
    rest.starts_with("요일").then(|| of(KOREAN, c)).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn found(lang: &str, text: &str) -> Vec<(u8, u8, Option<u16>, Option<u8>)> {
        let lang = Lang::parse(lang).expect("a tag");
        let whole = Range32::new(0, text.len());
        let words = words(text, std::iter::once(whole));
        dates(text, whole, &words, Facts::of(lang))
            .iter()
            .map(|d| (d.day.0, d.month, d.year, d.weekday))
            .collect()
    }

    #[test]
    fn orders_of_many_languages() {
        for (lang, text) in [
            ("en", "It was Tuesday, March 3, 2020."),
            ("en", "It was Tuesday, the 3rd of March 2020."),
            ("de", "Es war Dienstag, der 3. März 2020."),
            ("fr", "C’était le mardi 3 mars 2020."),
            ("es", "Fue el martes, 3 de marzo de 2020."),
            ("ru", "Это было во вторник, 3 марта 2020 года."),
            ("zh", "2020年3月3日星期二"),
            ("ja", "2020年3月3日（火）"),
            ("ko", "2020년 3월 3일 화요일"),
        ] {
            assert_eq!(found(lang, text), [(3, 3, Some(2020), Some(2))], "{lang}: {text}");
        }
        assert_eq!(found("en", "In March 2020 they may 5 times march 3 miles."), []);
        assert_eq!(
            found("de", "Am 1. Mai und am 3. Juni 1999"),
            [(1, 5, None, None), (3, 6, Some(1999), None)]
        );
        assert_eq!(found("ja", "茅の輪は８月１日まで設けられる"), [(1, 8, None, None)]);
    }

    #[test]
    fn the_calendar() {
        let date = |day, month, year| Date {
            range: Range32::default(),
            day: (day, Range32::default()),
            month,
            year: Some(year),
            weekday: None,
        };
        assert_eq!(date(3, 3, 2020).true_weekday(), Some(2));
        assert_eq!(date(1, 1, 2000).true_weekday(), Some(6));
        assert_eq!(date(31, 12, 2023).true_weekday(), Some(7));
        assert!(!date(30, 2, 2020).exists() && date(29, 2, 2020).exists() && !date(29, 2, 1900).exists());
        assert!(!date(31, 4, 2020).exists());
    }
}
