//! Forms with slots, matched against a line.

use std::cell::OnceCell;

use super::numbers::digit;
use super::{chars, fold};
use crate::data::agencies;
use crate::data::calendar::{self, CalendarName};
use crate::data::debris::is_line_mark;
use crate::data::{Form, FormPart, FormPlace, Slot};

/// A line in two versions of equal length: as it stands with white space collapsed, and folded.
pub struct Line {
    plain: Vec<char>,
    folded: Vec<char>,
    /// Where the marks at the start end, and where those at the end begin.
    core: std::ops::Range<usize>,
    words: usize,
    /// Where a word may begin or end, found when first asked for.
    edges: OnceCell<Vec<bool>>,
}

impl Line {
    /// Prepares a line for matching.
    pub fn new(text: &str) -> Line {
        let mut plain: Vec<char> = Vec::with_capacity(text.len());
        let mut words = 0;
        for c in text.trim_matches(chars::is_space).chars() {
            if chars::is_space(c) {
                if plain.last() != Some(&' ') {
                    plain.push(' ');
                }
            } else {
                words += usize::from(plain.last().is_none_or(|&last| last == ' '));
                plain.push(c);
            }
        }
        let folded: Vec<char> = plain.iter().map(|&c| fold::char(c)).collect();
        let start = folded.iter().take_while(|&&c| is_line_mark(c)).count();
        let tail = folded[start..].iter().rev().take_while(|&&c| is_line_mark(c)).count();
        let core = start..folded.len() - tail;
        Line {
            plain,
            folded,
            core,
            words,
            edges: OnceCell::new(),
        }
    }

    /// The folded line, and where it begins behind the marks at the start.
    pub fn folded(&self) -> (&[char], usize) {
        (&self.folded, self.core.start)
    }

    /// How many words the line has, counted by spaces.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Whether the line holds the form where the form wants to stand.
    pub fn holds(&self, form: &Form) -> bool {
        if self.words > form.max_words {
            return false;
        }
        let parts = form.parts();
        let end = self.folded.len();
        let mut budget = 2_000;
        match form.place {
            FormPlace::Line => {
                let stop = self.core.end;
                self.matches(parts, self.core.start, &mut budget, &|at| {
                    at >= stop || at == end || self.folded[at..].iter().all(|&c| is_line_mark(c))
                }) || self.core.start > 0 && self.matches(parts, 0, &mut budget, &|at| at >= stop)
            }
            FormPlace::Start => self.matches(parts, self.core.start, &mut budget, &|at| self.edge(at)),
            FormPlace::End => self
                .starts()
                .any(|from| self.matches(parts, from, &mut 200, &|at| at >= self.core.end)),
            FormPlace::Inside => self
                .starts()
                .any(|from| self.matches(parts, from, &mut 200, &|at| self.edge(at))),
        }
    }

    fn starts(&self) -> impl Iterator<Item = usize> {
        (0..self.folded.len()).filter(|&at| self.edge(at))
    }

    fn edges(&self) -> &[bool] {
        self.edges.get_or_init(|| {
            // A character of a script without spaces has an edge on both sides.
            let inside = |c: char| chars::is_word(c) && !chars::is_unspaced(c);
            let mut before = false;
            let mut edges: Vec<bool> = self
                .folded
                .iter()
                .map(|&c| {
                    let behind = inside(c);
                    !(std::mem::replace(&mut before, behind) && behind)
                })
                .collect();
            edges.push(true);
            edges
        })
    }

    /// Whether a word may begin or end here.
    fn edge(&self, at: usize) -> bool {
        self.edges().get(at).copied().unwrap_or(true)
    }

    fn matches(&self, parts: &[FormPart], at: usize, budget: &mut u32, ends: &dyn Fn(usize) -> bool) -> bool {
        if *budget == 0 {
            return false;
        }
        *budget -= 1;
        let Some((part, rest)) = parts.split_first() else {
            return ends(at);
        };
        match part {
            FormPart::OneOf(options) => options.iter().any(|option| {
                self.folded[at..].starts_with(option) && self.matches(rest, at + option.len(), budget, ends)
            }),
            FormPart::Slot(slot) => {
                let mut found = Vec::new();
                self.slot(*slot, at, &mut found);
                found.into_iter().any(|end| self.matches(rest, end, budget, ends))
            }
        }
    }

    /// Where a slot that begins here may end, the longest first.
    fn slot(&self, slot: Slot, at: usize, out: &mut Vec<usize>) {
        let text = &self.folded[at.min(self.folded.len())..];
        match slot {
            Slot::Number => {
                let len = number(text);
                if len > 0 {
                    out.push(at + len);
                }
            }
            Slot::Time => {
                let len = time(text);
                if len > 0 {
                    out.push(at + len);
                }
            }
            Slot::Date => dates(text, at, out),
            Slot::Agency => out.extend(
                agencies::at_start(text)
                    .map(|len| at + len)
                    .filter(|&end| self.edge(end)),
            ),
            Slot::Name => self.names(at, out),
            Slot::Url | Slot::Mail | Slot::Handle | Slot::Tag => {
                let len = text.iter().take_while(|&&c| c != ' ').count();
                let token: String = text[..len].iter().collect();
                let fits = match slot {
                    Slot::Url => token.contains("://") || token.starts_with("www.") || is_host(&token),
                    Slot::Mail => token.contains('@') && token.contains('.'),
                    Slot::Handle => token.starts_with('@') && len > 1,
                    _ => token.starts_with('#') && len > 1,
                };
                if fits {
                    out.push(at + len);
                }
            }
            Slot::Word => {
                let len = text
                    .iter()
                    .take_while(|&&c| chars::is_word(c) || c == '-' || c == '\'')
                    .count();
                if len > 0 {
                    out.push(at + len);
                }
            }
            Slot::Any => {
                let mut words = 0;
                let mut end = 0;
                while end < text.len() && words < 12 {
                    let word = text[end..].iter().take_while(|&&c| c != ' ').count();
                    if word == 0 {
                        end += 1;
                        continue;
                    }
                    end += word;
                    words += 1;
                    out.push(at + end);
                }
                out.reverse();
                // In scripts without spaces a slot may end anywhere.
                if words <= 2 && text.first().is_some_and(|&c| chars::is_unspaced(c)) {
                    out.extend((1..text.len().min(30)).rev().map(|len| at + len));
                }
            }
        }
    }

    fn names(&self, at: usize, out: &mut Vec<usize>) {
        let text = &self.plain[at.min(self.plain.len())..];
        let mut end = 0;
        let mut words = 0;
        while words < 6 && end < text.len() {
            let len = text[end..]
                .iter()
                .take_while(|&&c| chars::is_word(c) || matches!(c, '-' | '\'' | '’' | '.'))
                .count();
            let Some(&first) = text.get(end).filter(|_| len > 0) else {
                break;
            };
            let folded: String = self.folded[at + end..at + end + len].iter().collect();
            let joint = matches!(
                folded.as_str(),
                "and"
                    | "und"
                    | "et"
                    | "y"
                    | "e"
                    | "en"
                    | "och"
                    | "og"
                    | "ja"
                    | "i"
                    | "a"
                    | "и"
                    | "та"
                    | "ve"
                    | "de"
                    | "von"
                    | "van"
                    | "der"
                    | "la"
                    | "le"
                    | "di"
                    | "da"
                    | "del"
                    | "dos"
                    | "bin"
                    | "al"
                    | "el"
            );
            let caseless = !first.is_uppercase() && !first.is_lowercase() && first.is_alphabetic();
            if joint && words > 0 {
                end += len;
            } else if first.is_uppercase() || caseless {
                end += len;
                words += 1;
                out.push(at + end);
            } else {
                break;
            }
            let gap = text[end..]
                .iter()
                .take_while(|&&c| matches!(c, ' ' | ',' | '&' | '·' | '、'))
                .count();
            end += gap;
            if gap == 0 {
                break;
            }
        }
        out.reverse();
    }
}

/// `example.org`, `example.org/path`: labels of letters, digits and hyphens, the last of letters alone.
fn is_host(token: &str) -> bool {
    let host = token.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let mut labels = host.trim_end_matches('.').rsplit('.');
    let top = labels.next().unwrap_or_default();
    let mut rest = labels.peekable();
    rest.peek().is_some()
        && (2..=12).contains(&top.len())
        && top.chars().all(|c| c.is_ascii_alphabetic())
        && rest.all(|label| label.chars().count() > 1 && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

fn number(text: &[char]) -> usize {
    let digits = |from: usize| {
        text[from.min(text.len())..]
            .iter()
            .take_while(|&&c| digit(c).is_some())
            .count()
    };
    let mut len = digits(0);
    while len > 0 && text.get(len).is_some_and(|c| matches!(c, '.' | ',' | '\'' | ' ')) {
        let group = digits(len + 1);
        // A space parts groups of three only.
        if group == 0 || text[len] == ' ' && group != 3 {
            break;
        }
        len += 1 + group;
    }
    len
}

/// `3:12`, `14.30`, `2h15`, `7 pm`, with what follows a clock.
fn time(text: &[char]) -> usize {
    let digits = |from: usize| {
        text[from.min(text.len())..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .count()
    };
    let first = digits(0);
    if first == 0 || first > 2 {
        return 0;
    }
    let mut len = first;
    let mut parts = 1;
    while parts < 3 && text.get(len).is_some_and(|&c| matches!(c, ':' | '.' | 'h')) {
        let next = digits(len + 1);
        if next != 2 {
            break;
        }
        len += 1 + next;
        parts += 1;
    }
    let rest: String = text[len..].iter().take(10).collect();
    let trimmed = rest.trim_start();
    let gap = rest.chars().count() - trimmed.chars().count();
    const TAILS: &[&str] = &[
        "a.m.", "p.m.", "am", "pm", "uhr", "hrs", "h", "utc", "gmt", "cet", "cest", "est", "edt", "pst", "pdt", "bst",
        "ist", "msk", "мск", "et", "z",
    ];
    for tail in TAILS {
        if trimmed.starts_with(tail) && !trimmed[tail.len()..].starts_with(|c: char| c.is_alphanumeric()) {
            return len + gap + tail.chars().count();
        }
    }
    if parts > 1 { len } else { 0 }
}

/// The ends of the dates that begin here, the longest first.
fn dates(text: &[char], base: usize, out: &mut Vec<usize>) {
    let mut at = 0;
    let (mut month, mut numbers, mut numeric) = (false, 0, false);
    let mut tokens = 0;
    while at < text.len() && tokens < 12 {
        let c = text[at];
        if digit(c).is_some() {
            let clock = time(&text[at..]);
            let len = text[at..].iter().take_while(|&&c| digit(c).is_some()).count();
            if clock > len && (month || numeric) {
                at += clock;
                out.push(base + at);
                tokens += 1;
                continue;
            }
            // 12.05.2021, 2021-05-12, 5/12
            let mut end = at + len;
            let mut groups = 1;
            let mut mark = None;
            while groups < 3
                && text
                    .get(end)
                    .is_some_and(|&c| matches!(c, '.' | '/' | '-') && mark.is_none_or(|m| m == c))
            {
                let next = text[end + 1..].iter().take_while(|&&c| digit(c).is_some()).count();
                if !(1..=4).contains(&next) {
                    break;
                }
                // A telephone number has a long group in the middle.
                if groups == 1 && next > 2 {
                    break;
                }
                mark = Some(text[end]);
                end += 1 + next;
                groups += 1;
            }
            if groups == 3 {
                numeric = true;
                at = end;
                out.push(base + at);
                tokens += 1;
                continue;
            }
            if !(1..=4).contains(&len) || numbers >= 2 {
                break;
            }
            // 2021年5月12日, 2021년 5월 12일
            numbers += 1;
            at += len;
            if text
                .get(at)
                .is_some_and(|c| matches!(c, '年' | '月' | '日' | '号' | '년' | '월' | '일'))
            {
                month |= matches!(text[at], '月' | '월');
                numbers -= 1;
                at += 1;
            }
            for suffix in ["st", "nd", "rd", "th", "er", "º", "ª", "-го", "."] {
                let suffix: Vec<char> = suffix.chars().collect();
                if text[at..].starts_with(&suffix) {
                    at += suffix.len();
                    break;
                }
            }
            tokens += 1;
            if month {
                out.push(base + at);
            }
            continue;
        }
        if chars::is_word(c) {
            let len = text[at..].iter().take_while(|&&c| chars::is_word(c)).count();
            let word: String = text[at..at + len].iter().collect();
            match calendar::name(&word) {
                Some(CalendarName::Month(_)) => {
                    if month {
                        break;
                    }
                    month = true;
                    at += len;
                    if text.get(at) == Some(&'.') {
                        at += 1;
                    }
                    if numbers > 0 {
                        out.push(base + at);
                    }
                }
                Some(CalendarName::Weekday(_)) => {
                    at += len;
                    if text.get(at) == Some(&'.') {
                        at += 1;
                    }
                }
                None if tokens > 0
                    && matches!(
                        word.as_str(),
                        "de" | "of"
                            | "at"
                            | "um"
                            | "à"
                            | "a"
                            | "las"
                            | "às"
                            | "alle"
                            | "ore"
                            | "om"
                            | "kl"
                            | "о"
                            | "в"
                            | "г"
                            | "року"
                            | "года"
                            | "the"
                            | "del"
                            | "saat"
                            | "r"
                            | "o"
                            | "den"
                            | "d"
                    ) =>
                {
                    at += len;
                    if text.get(at) == Some(&'.') {
                        at += 1;
                    }
                }
                None => break,
            }
            tokens += 1;
            continue;
        }
        let gap = text[at..]
            .iter()
            .take_while(|&&c| matches!(c, ' ' | ',' | '|' | '-' | '–' | '—' | '/' | '·' | '(' | ')'))
            .count();
        if gap == 0 || tokens == 0 {
            break;
        }
        at += gap;
    }
    out.sort_unstable_by(|a, b| b.cmp(a));
    out.dedup();
}
