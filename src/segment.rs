//! Sentence boundaries.
//!
//! A block is cut after a sentence-final mark with everything that closes there (quotation marks, brackets),
//! unless what stands before or behind it says that the sentence goes on: an abbreviation, an initial, an ordinal
//! number, a small letter, a particle that continues the sentence after a quotation. The words themselves are
//! facts of the language (`data/abbreviations.tsv`, `function_words.tsv`, `continuers.tsv`).
//! The design follows the rule tables of Pragmatic Segmenter (Dias) and sentencex: language-independent marks,
//! and per language only lists; what both get wrong is in `tests/segment/`.

use crate::data::{Abbreviation, Facts};
use crate::model::{Block, Range32};
use crate::text::{chars, quotes};

/// Cuts the blocks of a text into sentences: sorted ranges without the white space between them.
///
/// Every character of a block that is not white space lies in exactly one sentence.
/// The cost is linear in the length of the text.
pub fn sentences(text: &str, blocks: &[Block], facts: &Facts) -> Vec<Range32> {
    let mut out = Vec::with_capacity(text.len() / 80 + blocks.len());
    for block in blocks {
        split(text, block.range, facts, &mut out);
    }
    out
}

fn split(text: &str, block: Range32, facts: &Facts, out: &mut Vec<Range32>) {
    let end = block.end as usize;
    let bytes = text.as_bytes();
    let ends =
        |c: char| (chars::is_terminator(c) && !facts.inner_marks.contains(&c)) || facts.ending_marks.contains(&c);
    let mut start = block.start as usize;
    let mut at = start;
    let mut unclosed = false;
    while at < end {
        let b = bytes[at];
        if b < 0x80 && !matches!(b, b'.' | b'!' | b'?' | b';' | b'"') {
            at += 1;
            continue;
        }
        let Some(c) = text[at..end].chars().next() else {
            break;
        };
        if c == '"' {
            unclosed = !unclosed;
        }
        if !ends(c) {
            at += c.len_utf8();
            continue;
        }
        let mut after = at;
        while let Some(c) = text[after..end].chars().next() {
            if !ends(c) {
                break;
            }
            after += c.len_utf8();
        }
        let (closed, flips) = attach_closing(text, start, after, end, unclosed, facts);
        let place = Place {
            text,
            sentence: start,
            mark: at,
            after,
            closed,
            end,
            facts,
        };
        if closed < end && place.is_boundary() {
            unclosed ^= flips;
            push(text, start, closed, out);
            start = skip_spaces(text, closed, end);
            at = start;
        } else {
            at = after;
        }
    }
    push(text, start, end, out);
}

fn push(text: &str, start: usize, end: usize, out: &mut Vec<Range32>) {
    let trimmed = text[start..end].trim_end_matches(chars::is_space);
    if !trimmed.is_empty() {
        out.push(Range32::new(start, start + trimmed.len()));
    }
}

fn skip_spaces(text: &str, from: usize, end: usize) -> usize {
    let rest = &text[from..end];
    end - rest.trim_start_matches(chars::is_space).len()
}

/// The end of a stretch, no longer than a long sentence: what stands further away says nothing, and looking there for
/// every mark would cost the square of the length.
fn window(text: &str, from: usize, to: usize) -> &str {
    const LONGEST: usize = 2_000;
    let mut from = from.max(to.saturating_sub(LONGEST));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..to]
}

/// Where the sentence ends when everything that closes behind its final mark is attached to it,
/// and whether a straight quotation mark was among it.
fn attach_closing(
    text: &str,
    sentence: usize,
    mut at: usize,
    end: usize,
    mut unclosed: bool,
    facts: &Facts,
) -> (usize, bool) {
    let before = unclosed;
    while let Some(c) = text[at..end].chars().next() {
        let next = at + c.len_utf8();
        if chars::is_close_bracket(c) {
            at = next;
            continue;
        }
        if chars::is_quote(c) {
            let roles = quotes::roles(c, facts);
            let closes = match c {
                '"' => unclosed,
                _ if roles.opens && roles.closes => {
                    // The mark may do both: it closes unless a word begins right behind it,
                    // or when the sentence has opened it.
                    !text[next..end].chars().next().is_some_and(chars::is_word)
                        || window(text, sentence, at).matches(c).count() % 2 == 1
                }
                _ => roles.closes,
            };
            if closes {
                unclosed ^= c == '"';
                at = next;
                continue;
            }
            break;
        }
        if chars::is_space(c) {
            // A closing mark behind a space: French spacing, or a mark that slid to the next sentence.
            let mark_at = skip_spaces(text, at, end);
            let Some(mark) = text[mark_at..end].chars().next() else {
                break;
            };
            let roles = quotes::roles(mark, facts);
            if chars::is_double_quote(mark) && mark != '"' && roles.closes && !roles.opens {
                at = mark_at + mark.len_utf8();
                continue;
            }
        }
        break;
    }
    (at, before != unclosed)
}

/// A place where a sentence may end.
struct Place<'a> {
    text: &'a str,
    /// Where the sentence begins.
    sentence: usize,
    /// The final mark.
    mark: usize,
    /// Behind the run of final marks.
    after: usize,
    /// Behind what closes there.
    closed: usize,
    end: usize,
    facts: &'a Facts,
}

impl Place<'_> {
    fn is_boundary(&self) -> bool {
        let marks = &self.text[self.mark..self.after];
        let rest = &self.text[self.closed..self.end];
        let Some(next) = rest.chars().next() else {
            return true;
        };
        let first = marks.chars().next().unwrap_or('.');
        let quoted = self.closed > self.after;
        if matches!(first, '。' | '！' | '？' | '｡' | '．') {
            if self.in_running_quotation() {
                return false;
            }
            let goes_on = quoted && self.continues(rest) || matches!(next, '、' | '，' | ',' | '—' | '…');
            return !goes_on;
        }
        let visible = rest.trim_start_matches(chars::is_space);
        let spaced = visible.len() < rest.len();
        if quoted && self.continues(visible) {
            return false;
        }
        if !spaced {
            let danda = matches!(first, '।' | '॥' | '။' | '។' | '።' | '։' | '۔' | '؟');
            if danda {
                return chars::is_word(next);
            }
            // No space: a closing mark glued to the next sentence, or plain marks in a script without spaces.
            let before = self.text[self.sentence..self.mark].chars().next_back();
            let closed = quoted || before.is_some_and(|c| chars::is_quote(c) && quotes::roles(c, self.facts).closes);
            let caseless = next.is_alphabetic() && !next.is_lowercase() && !next.is_uppercase();
            return closed && (next.is_uppercase() || caseless)
                || matches!(first, '!' | '?') && chars::is_unspaced(next) && before.is_some_and(chars::is_unspaced);
        }
        let lead = visible.trim_start_matches(|c: char| {
            chars::is_quote(c)
                || chars::is_open_bracket(c)
                || matches!(c, '¿' | '¡' | '-' | '*' | '•')
                || chars::is_dash(c)
                || chars::is_space(c)
        });
        let Some(letter) = lead.chars().next() else {
            return false;
        };
        if letter.is_lowercase() {
            // A quotation may begin with a small letter only inside a sentence.
            return false;
        }
        if visible.starts_with([',', ';', ':', ')', ']', '.', '!', '?', '%', '،', '؛']) {
            return false;
        }
        // In scripts without capitals neither an ellipsis nor a quoted question says that a sentence ends.
        let caseless = letter.is_alphabetic() && !letter.is_uppercase() && !chars::is_unspaced(letter);
        if caseless && (marks.starts_with("..") || first == '…' || quoted && matches!(first, '!' | '?' | '؟')) {
            return false;
        }
        match first {
            '.' if marks.len() == 1 => !quoted && self.full_stop(lead) || quoted && self.quoted_stop(lead),
            _ => true,
        }
    }

    fn continues(&self, rest: &str) -> bool {
        self.facts.continuers.iter().any(|word| rest.starts_with(word))
    }

    /// Whether the place lies inside a corner bracket which closes into a sentence that goes on.
    fn in_running_quotation(&self) -> bool {
        const REACH: usize = 600;
        let before = window(self.text, self.sentence, self.mark);
        let depth = |open: char, close: char| before.matches(open).count() > before.matches(close).count();
        [('「', '」'), ('『', '』')].into_iter().any(|(open, close)| {
            let mut reach = (self.after + REACH).min(self.end);
            while !self.text.is_char_boundary(reach) {
                reach -= 1;
            }
            depth(open, close)
                && self.text[self.after..reach]
                    .find(close)
                    .is_some_and(|at| self.continues(&self.text[self.after + at + close.len_utf8()..self.end]))
        })
    }

    /// A full stop inside a bracket or quotation that closes here.
    fn quoted_stop(&self, lead: &str) -> bool {
        // "(e.g.) Smith", "“Dr.” Smith": an abbreviation in brackets does not end a sentence.
        self.full_stop(lead) || self.closed - self.after > 1
    }

    /// Whether a single full stop before a space and `lead` ends the sentence.
    fn full_stop(&self, lead: &str) -> bool {
        let before = &self.text[self.sentence..self.mark];
        // What is elided before the word does not belong to it: "l'art. 5".
        let token = last_token(before);
        let token = token.rsplit(['\'', '’']).next().unwrap_or(token);
        if token.is_empty() {
            return true;
        }
        let opener = || self.is_opener(lead);
        // "1. The title", "a. The title": a number that heads an item.
        let heads_item = before.trim_start().len() == token.len();
        if token.chars().all(char::is_numeric) {
            let digits = token.chars().count();
            if heads_item && digits <= 3 {
                return false;
            }
            let ordinal = self.facts.language.is_some_and(|l| l.ordinal_dot);
            return !(ordinal && digits <= 2) || opener();
        }
        let single_capital = token.chars().count() == 1 && !token.starts_with(char::is_lowercase);
        let class = self.abbreviation(before, token).filter(|class| {
            // "S. 5" is a page; "S. Bach" is an initial.
            !(single_capital && *class == Abbreviation::BeforeNumber && !lead.starts_with(|c: char| c.is_numeric()))
        });
        if let Some(class) = class {
            return match class {
                Abbreviation::ListEnd => lead.starts_with(|c: char| !c.is_lowercase()),
                Abbreviation::Title | Abbreviation::MidSentence => false,
                Abbreviation::BeforeNumber => !lead.starts_with(|c: char| c.is_numeric()),
                Abbreviation::MayEnd => {
                    opener() || self.facts.function_words.is_empty() && lead.starts_with(char::is_uppercase)
                }
            };
        }
        let mut letters = token.chars().filter(|c| *c != '.');
        let single = |c: char| c.is_alphabetic() && !chars::is_unspaced(c);
        let initials = token.split(['.', '-']).filter(|p| !p.is_empty()).all(|part| {
            let mut part = part.chars().filter(|c| !chars::is_mark(*c));
            part.next().is_some_and(single) && part.next().is_none()
        });
        if initials {
            let first = letters.next().unwrap_or('x');
            // "J. K. Rowling": one initial beside another one, in scripts without capitals too.
            let initial = |text: &str| {
                let mut letters = text.chars().filter(|c| !chars::is_mark(*c));
                letters.next().is_some_and(char::is_alphabetic) && letters.next() == Some('.')
            };
            let earlier = before[..before.len() - token.len()].trim_end_matches(chars::is_space);
            let after_initial =
                earlier.ends_with('.') && last_token(&earlier[..earlier.len() - 1]).chars().count() == 1;
            let caseless = !first.is_lowercase() && !first.is_uppercase();
            if initial(lead) && !first.is_lowercase() || caseless && after_initial {
                return false;
            }
            let lone_small = token.chars().count() == 1 && first.is_lowercase();
            if heads_item && token.chars().count() == 1 {
                return false;
            }
            return lone_small || opener();
        }
        // Roman ordinals: "XX. Jahrhundert".
        let ordinal = self.facts.language.is_some_and(|l| l.ordinal_dot);
        if ordinal && token.len() > 1 && chars::is_roman(token) {
            return opener();
        }
        true
    }

    /// Whether a capitalised word is an ordinary opener of a sentence rather than a name.
    fn is_opener(&self, lead: &str) -> bool {
        let word: String = lead
            .chars()
            .take_while(|&c| chars::is_word(c) || chars::is_apostrophe(c))
            .take(24)
            .collect();
        if word.is_empty() {
            return true;
        }
        let folded = crate::text::fold::text(&word);
        let known = |w: &str| self.facts.function_words.contains(w);
        // Elided words ("L’homme") open with what stands before the apostrophe.
        known(&folded)
            || folded
                .split_once('\'')
                .is_some_and(|(head, _)| known(head) || known(&format!("{head}'")) || known(&format!("{head}’")))
    }

    fn abbreviation(&self, before: &str, token: &str) -> Option<Abbreviation> {
        let lookup = |form: &str| {
            self.facts.abbreviations.get(form).copied().or_else(|| {
                // At the head of a sentence an abbreviation takes a capital.
                let mut rest = form.chars();
                let first = rest.next()?;
                if rest.clone().count() < 2 {
                    return None;
                }
                let small: String = first.to_lowercase().chain(rest).collect();
                self.facts.abbreviations.get(&small).copied()
            })
        };
        // The first part of an abbreviation of several parts: "z. B.", "v. Chr.", "a. C.".
        let lead = self.text[self.closed..self.end].trim_start_matches(chars::is_space);
        let part: String = lead.chars().take_while(|&c| chars::is_word(c)).take(6).collect();
        if lead[part.len()..].starts_with('.') && !part.is_empty() && lookup(&format!("{token}.{part}.")).is_some() {
            return Some(Abbreviation::MidSentence);
        }
        // "z. B.", "т. е.", "p. ej.": up to three parts with spaces between them.
        let mut joined = format!("{token}.");
        let mut found = lookup(&joined);
        let mut rest = &before[..before.len() - token.len()];
        for _ in 0..2 {
            let trimmed = rest.trim_end_matches(chars::is_space);
            if trimmed.len() == rest.len() || !trimmed.ends_with('.') {
                break;
            }
            let part = last_token(&trimmed[..trimmed.len() - 1]);
            if part.is_empty() || part.len() > 12 {
                break;
            }
            joined = format!("{part}.{joined}");
            found = lookup(&joined).or(found);
            rest = &trimmed[..trimmed.len() - 1 - part.len()];
        }
        found
    }
}

/// The run of letters, digits, apostrophes and inner full stops at the end of a text; at most forty characters.
fn last_token(text: &str) -> &str {
    let mut start = text.len();
    for (count, (at, c)) in text.char_indices().rev().enumerate() {
        let inside =
            chars::is_word(c) || chars::is_apostrophe(c) || c == '.' || c == 'º' || c == 'ª' || c == '/' || c == '-';
        if !inside || count >= 40 {
            break;
        }
        start = at;
    }
    text[start..].trim_start_matches(['\'', '’', '‘', '.', '-', '/'])
}
