//! Words: the tokens of a text, found once.
//!
//! A word is a run of letters, marks and digits with the apostrophes inside it. Scripts that are written without
//! spaces give one word per Chinese character and one per run of the other scripts. URLs, e-mail addresses,
//! file names and the like are one word each, so that no check looks into them.
//! The segmentation of Unicode (UAX 29) would part the same words, but it is several times slower than the whole
//! budget of a check and keeps no verbatim tokens together.

use super::chars::{self, Script};
use super::{Range32, fold};
use crate::data::token_ends;

/// What a word is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WordKind {
    /// Letters only.
    Letters,
    /// It begins with a digit, or is a number.
    Number,
    /// Letters and digits.
    Mixed,
    /// A Chinese character, or a run of another script without spaces.
    Unspaced,
    /// A URL, address, file name, handle, tag or piece of code.
    Verbatim,
}

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where it stands.
    pub range: Range32,
    /// Equal for words which are equal when folded.
    pub key: u64,
    /// What it is made of.
    pub kind: WordKind,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

impl Word {
    /// The word as it stands in the text it was found in.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.usize()).unwrap_or("")
    }

    /// The word without what an apostrophe joins to its end: "Obama's".
    pub fn bare<'t>(&self, text: &'t str) -> &'t str {
        let body = self.text(text);
        body.split(chars::is_apostrophe).next().unwrap_or(body)
    }

    /// The word without the short one that was joined to it: "j'ignore", "dell'acqua".
    pub fn elided<'t>(&self, text: &'t str) -> Option<&'t str> {
        const LONGEST: usize = 5;
        let body = self.text(text);
        // The bytes that apostrophes begin with: few words have any.
        if !body.bytes().any(|b| matches!(b, b'\'' | 0xCA | 0xE2 | 0xEF)) {
            return None;
        }
        let (short, rest) = body.split_once(chars::is_apostrophe)?;
        (short.chars().count() <= LONGEST && !rest.is_empty()).then_some(rest)
    }

    /// Whether it has letters, and all of them are of scripts like that, none of them Latin or Greek.
    pub fn is_of(&self, text: &str, like: impl Fn(Script) -> bool) -> bool {
        let mut scripts = self.text(text).chars().filter_map(chars::script).peekable();
        matches!(self.kind, WordKind::Letters | WordKind::Unspaced)
            && scripts.peek().is_some()
            && scripts.all(|script| !matches!(script, Script::Latin | Script::Greek) && like(script))
    }
}

/// Tells for places in rising order whether they lie in a URL or piece of code.
pub fn verbatim_places(words: &[Word]) -> impl FnMut(u32) -> bool + '_ {
    let mut words = words.iter().filter(|w| w.kind == WordKind::Verbatim).peekable();
    move |at| {
        while words.next_if(|w| w.range.end <= at).is_some() {}
        words.peek().is_some_and(|w| w.range.start <= at)
    }
}

/// Whether a text stands as tools cut it: a space before most full stops and commas, or between the words of a language
/// without spaces.
pub fn is_tokenised(text: &str, words: &[Word], spaced: bool) -> bool {
    let marks = text.matches([',', '.']).count();
    let cut = || text.matches(" ,").count() + text.matches(" .").count();
    if marks > 0 && cut() * 2 >= marks {
        return true;
    }
    let parted = |pair: &[Word]| {
        let between = &text[pair[0].range.end as usize..pair[1].range.start as usize];
        pair.iter().all(|w| w.kind == WordKind::Unspaced) && !between.is_empty() && between.chars().all(chars::is_space)
    };
    !spaced && words.windows(2).filter(|pair| parted(pair)).nth(1).is_some()
}

/// The words of some stretches of a text, in order.
pub fn words(text: &str, blocks: impl Iterator<Item = Range32>) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 4);
    for block in blocks {
        block_words(text, block, &mut out);
    }
    out
}

fn block_words(text: &str, block: Range32, out: &mut Vec<Word>) {
    let end = block.end as usize;
    let bytes = text.as_bytes();
    let mut at = block.start as usize;
    while at < end {
        // A token reaches to the next white space; only tokens with a telling character can be verbatim.
        let Some(c) = text[at..end].chars().next() else {
            break;
        };
        // A form feed is no space within a line, yet it parts tokens.
        if chars::is_space(c) || c.is_ascii_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let mut stop = at;
        let mut telling = false;
        while stop < end {
            let b = bytes[stop];
            if b < 0x80 {
                if b.is_ascii_whitespace() {
                    break;
                }
                telling |= matches!(b, b':' | b'@' | b'/' | b'\\' | b'_' | b'#' | b'.' | b'{' | b'=');
                stop += 1;
            } else {
                let Some(c) = text[stop..end].chars().next() else {
                    break;
                };
                if chars::is_space(c) {
                    break;
                }
                stop += c.len_utf8();
            }
        }
        if telling && let Some(range) = verbatim(text, at, stop) {
            plain_words(text, at, range.start as usize, out);
            out.push(Word {
                range,
                key: fold::key(&text[range.usize()]),
                kind: WordKind::Verbatim,
                capital: false,
            });
            plain_words(text, range.end as usize, stop, out);
        } else {
            plain_words(text, at, stop, out);
        }
        at = stop;
    }
}

/// The part of a token that is a URL, address, path, file name, handle, tag or piece of code.
fn verbatim(text: &str, start: usize, end: usize) -> Option<Range32> {
    let token = &text[start..end];
    let opening = |c: char| chars::is_quote(c) || chars::is_open_bracket(c) || c == '<';
    let closing = |c: char| {
        chars::is_quote(c)
            || chars::is_close_bracket(c)
            || c == '>'
            || c == ','
            || c == ';'
            || c == ':'
            || (chars::is_terminator(c))
    };
    let cut = match is_formula(token) {
        true => token,
        false => token.trim_start_matches(opening),
    };
    let start = start + (token.len() - cut.len());
    let formula = is_formula(cut);
    let mut core = match formula {
        true => formula_of(cut),
        false => cut.trim_end_matches(closing),
    };
    // A closing bracket that was opened inside the token belongs to it.
    if core.contains('(') && cut[core.len()..].starts_with(')') {
        core = &cut[..core.len() + 1];
    }
    let scheme = core
        .find("://")
        .filter(|&i| i > 1 && core[..i].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+'));
    let is = scheme.is_some()
        || starts_with_ignore_case(core, "www.")
        || is_mail(core)
        || is_handle(core)
        || is_file_or_domain(core)
        || is_code(core)
        || formula;
    if !is {
        return None;
    }
    // What is glued behind a URL in a script without Latin letters is text again.
    let mut len = core.len();
    if let Some((i, _)) = core
        .char_indices()
        .find(|&(_, c)| !c.is_ascii() && (chars::is_unspaced(c) || !formula && chars::is_quote(c)))
    {
        len = i;
    }
    (len > 0).then(|| Range32::new(start, start + len))
}

fn starts_with_ignore_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

fn is_mail(token: &str) -> bool {
    token.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-".contains(&b))
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b))
    })
}

fn is_handle(token: &str) -> bool {
    (token.starts_with('@') || token.starts_with('#'))
        && token.len() > 1
        && token[1..].chars().all(|c| chars::is_word(c) || c == '_')
}

/// Whether a verbatim token leads to a place on the net.
pub fn is_address(token: &str) -> bool {
    let host = token.split('/').next().unwrap_or("");
    let domain = host
        .rsplit_once('.')
        .is_some_and(|(_, last)| token_ends::is_domain(last));
    let scheme = token.contains("://") && !token.starts_with("file:");
    scheme || starts_with_ignore_case(token, "www.") || domain || token.starts_with(['@', '#']) || is_mail(token)
}

/// Two or more Latin runs joined by full stops, the last of them a known kind of file or domain.
fn is_file_or_domain(token: &str) -> bool {
    let Some((head, last)) = token.rsplit_once('.') else {
        return false;
    };
    let (last, path) = last.split_once('/').unwrap_or((last, ""));
    !head.is_empty()
        && path.is_ascii()
        && head
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._-/~\\:".contains(&b))
        && head.bytes().any(|b| b.is_ascii_alphabetic())
        && last.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && token_ends::is_known(last)
}

/// Whether a token is a formula of a spreadsheet: `=A1=0`, `=SUM(A1:A9;"yes")`, `{=B2}`.
pub fn is_formula(token: &str) -> bool {
    let Some(body) = token.strip_prefix('{').unwrap_or(token).strip_prefix('=') else {
        return false;
    };
    let mut chars = body.chars();
    let begins = chars.next().is_some_and(|first| {
        first.is_alphabetic() || matches!(first, '(' | '{') && chars.next().is_some_and(char::is_alphanumeric)
    });
    begins && body.len() > 2 && body.contains(|c: char| c.is_ascii_digit() || c == '(')
}

/// Marks of a sentence that may stand behind a formula.
const SENTENCE: [char; 6] = ['.', ',', ';', ':', '!', '?'];

/// A formula without the marks of the sentence behind it: a bracket or a quotation mark is its own if it was opened there.
fn formula_of(token: &str) -> &str {
    let count = |mark: char| token.matches(mark).count();
    // How many of each mark close nothing that was opened here.
    let mut spare = [(')', '('), ('}', '{')].map(|(close, open)| (close, count(close).saturating_sub(count(open))));
    let mut odd = ['"', '\''].map(|mark| (mark, count(mark) % 2));
    token.trim_end_matches(|last: char| {
        let marks = spare.iter_mut().chain(&mut odd);
        match marks.into_iter().find(|(mark, _)| *mark == last) {
            Some((_, left)) => std::mem::replace(left, left.saturating_sub(1)) > 0,
            None => SENTENCE.contains(&last) || chars::is_quote(last) || chars::is_close_bracket(last),
        }
    })
}

/// Identifiers and paths: `snake_case`, `a::b`, `org.name.key`, `/usr/bin`, `~/.config`, `C:\x`, `--flag=1`, `{name}`.
fn is_code(token: &str) -> bool {
    let ascii = token.is_ascii();
    let word = |b: u8| b.is_ascii_alphanumeric();
    let bytes = token.as_bytes();
    let key = |part: &str| {
        let begins = part.len() > 1 && part.as_bytes()[0].is_ascii_alphabetic();
        begins && part.bytes().all(|b| word(b) || matches!(b, b'-' | b'_'))
    };
    let small = |part: &str| key(part) && part.as_bytes()[0].is_ascii_lowercase();
    let dotted = || token.split('.').count() > 2 && token.split('.').all(small);
    let parts = |token: &str| token.matches('/').count() > 1 && token.split('/').all(key);
    let file = || {
        token
            .rsplit_once('.')
            .is_some_and(|(path, kind)| token_ends::is_file(kind) && parts(path))
    };
    ascii
        && ((bytes.len() > 2 && bytes.windows(3).any(|w| w[1] == b'_' && word(w[0]) && word(w[2])))
            || token.contains("::")
            || (token.starts_with('/') && token.len() > 2 && token[1..].contains('/'))
            || token.starts_with("~/")
            || dotted()
            || file()
            || token.contains(":\\")
            || (token.starts_with("--") && bytes.get(2).is_some_and(|b| b.is_ascii_lowercase()))
            || (token.starts_with('{') && token.ends_with('}') && token.len() > 2))
}

fn plain_words(text: &str, from: usize, to: usize, out: &mut Vec<Word>) {
    use std::hash::Hasher;
    let bytes = text.as_bytes();
    let mut at = from;
    while at < to {
        let Some(first) = text[at..to].chars().next() else {
            return;
        };
        if !chars::is_word(first) || chars::is_mark(first) {
            at += first.len_utf8();
            continue;
        }
        let first_script = chars::script(first);
        let unspaced = chars::is_unspaced(first);
        let start = at;
        let mut hasher = rustc_hash::FxHasher::default();
        let (mut letters, mut digits) = (false, false);
        loop {
            // Most letters are ASCII, and need no look at what they are.
            if !unspaced {
                while let Some(&b) = bytes.get(at).filter(|b| at < to && b.is_ascii_alphanumeric()) {
                    letters |= b.is_ascii_alphabetic();
                    digits |= b.is_ascii_digit();
                    hasher.write_u32(u32::from(b.to_ascii_lowercase()));
                    at += 1;
                }
            }
            let Some(c) = text[at..to].chars().next() else { break };
            let inside = if unspaced {
                chars::is_unspaced(c)
                    && chars::script(c) == first_script
                    && (at == start || first_script != Some(Script::Han))
                    || chars::is_mark(c)
            } else if chars::is_word(c) {
                !chars::is_unspaced(c)
            } else {
                // An apostrophe belongs to the word when letters stand on both sides of it.
                chars::is_apostrophe(c)
                    && at > start
                    && text[at + c.len_utf8()..to]
                        .chars()
                        .next()
                        .is_some_and(|n| n.is_alphabetic() && !chars::is_unspaced(n))
                    && letters
            };
            if !inside {
                break;
            }
            if chars::is_letter(c) {
                letters = true;
            } else if c.is_numeric() {
                digits = true;
            }
            hasher.write_u32(fold::char(c) as u32);
            at += c.len_utf8();
        }
        if at == start {
            at += first.len_utf8();
            continue;
        }
        let kind = if unspaced {
            WordKind::Unspaced
        } else if digits && !letters {
            WordKind::Number
        } else if digits {
            WordKind::Mixed
        } else {
            WordKind::Letters
        };
        out.push(Word {
            range: Range32::new(start, at),
            key: hasher.finish(),
            kind,
            capital: first.is_uppercase(),
        });
    }
}
