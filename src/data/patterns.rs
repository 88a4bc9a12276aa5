//! Patterns of words, as the tables of renderings and idioms write them; the head of `calques.tsv` explains the grammar.

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Clitics, rows};
use crate::text::fold;

/// A word of a pattern.
#[derive(Clone, Debug)]
pub enum Atom {
    /// Any of these words, by key.
    Word(u64),
    /// Words joined by hyphens.
    Words(Vec<u64>),
    /// A word with this beginning and this end.
    Affixes(String, String),
    /// A punctuation mark.
    Mark(char),
    /// A possessive.
    Possessive,
    /// A number.
    Number,
    /// An English weekday.
    Weekday,
}

/// The longest gap of a pattern, in words.
pub const GAP: usize = 4;

/// A token of a pattern.
#[derive(Clone, Debug)]
pub struct Token {
    /// One of these.
    pub any: Vec<Atom>,
    /// Whether it may be missing.
    pub optional: bool,
    /// Whether it is a gap of up to four words.
    pub gap: bool,
}

/// A row that may stand around a word: the token that the word fits, and how many words may stand before it.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// The row.
    pub row: u32,
    /// The fewest words of the pattern before the anchored one.
    pub min_before: u8,
    /// The most words of the pattern before the anchored one.
    pub max_before: u8,
}

/// Rows by the rarest word of each.
#[derive(Debug, Default)]
pub struct Index {
    by_word: FxHashMap<u64, Vec<Anchor>>,
    by_prefix: FxHashMap<u64, Vec<Anchor>>,
}

impl Index {
    /// Enters a row. A pattern without a word that must stand there is never found.
    pub fn add(&mut self, row: usize, pattern: &Pattern, common: &FxHashSet<&'static str>) {
        let written = written(&pattern.text);
        let Some(at) = anchor(&written, common) else { return };
        let (mut min_before, mut max_before) = (0u8, 0u8);
        for token in &written[..at] {
            let lengths = || token.alternatives().map(width);
            min_before += if token.is_needed() {
                lengths().min().unwrap_or(0)
            } else {
                0
            };
            max_before += if token.gap {
                GAP as u8
            } else {
                lengths().max().unwrap_or(0)
            };
        }
        let anchor = Anchor {
            row: row as u32,
            min_before,
            max_before,
        };
        for atom in &written[at].token().any {
            match atom {
                Atom::Word(key) => self.by_word.entry(*key).or_default().push(anchor),
                Atom::Words(keys) => self.by_word.entry(keys[0]).or_default().push(anchor),
                Atom::Affixes(head, _) => {
                    let head: String = head.chars().take(PREFIX).collect();
                    self.by_prefix.entry(fold::key(&head)).or_default().push(anchor);
                }
                _ => {}
            }
        }
    }

    /// The rows that may stand around this word.
    pub fn around(&self, key: u64, word: &str) -> impl Iterator<Item = Anchor> {
        let prefix = if self.by_prefix.is_empty() {
            None
        } else {
            let head = word.char_indices().nth(PREFIX).map_or(word, |(end, _)| &word[..end]);
            self.by_prefix.get(&fold::key(head))
        };
        self.by_word.get(&key).into_iter().chain(prefix).flatten().copied()
    }
}

static IRREGULAR: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut table: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for [verb, form] in rows::<2>(include_str!("english_verbs.tsv")) {
        table.entry(verb).or_default().push(form);
    }
    table
});

/// How many characters a prefix is indexed by.
const PREFIX: usize = 3;

/// The token to look a row up by: one that must be there, all of whose words are known, the rarest by guess:
/// no grammatical words, few alternatives, long ones.
fn anchor(written: &[Written], common: &FxHashSet<&'static str>) -> Option<usize> {
    let known = |token: &Written| {
        token.is_needed()
            && token
                .alternatives()
                .all(|word| !word.starts_with('<') && mark(word).is_none())
    };
    let cost = |token: &Written| {
        let (mut grammatical, mut vague, mut all) = (0, 0, 0);
        for word in token.alternatives() {
            grammatical += usize::from(common.contains(word));
            vague += usize::from(word.contains('*'));
            all += if word.starts_with('~') { VERB } else { 1 };
        }
        (grammatical, vague, all)
    };
    (0..written.len())
        .filter(|&i| known(&written[i]))
        .min_by_key(|&i| cost(&written[i]))
}

/// How many forms a verb has, more or less.
const VERB: usize = 5;

/// A pattern; its words are looked up when it is first compared, since few ever are.
#[derive(Debug)]
pub struct Pattern {
    text: Cow<'static, str>,
    tokens: OnceLock<Vec<Token>>,
}

impl Pattern {
    /// A pattern as a table writes it.
    pub fn new(text: impl Into<Cow<'static, str>>) -> Pattern {
        Pattern {
            text: text.into(),
            tokens: OnceLock::new(),
        }
    }

    /// Its tokens, without optional ones at its ends.
    pub fn tokens(&self) -> &[Token] {
        self.tokens
            .get_or_init(|| written(&self.text).iter().map(Written::token).collect())
    }

    /// How many of its tokens must be there.
    pub fn needed(&self) -> usize {
        written(&self.text).iter().filter(|t| t.is_needed()).count()
    }
}

/// A token as it is written.
#[derive(Clone, Copy, Debug)]
struct Written<'p> {
    text: &'p str,
    optional: bool,
    gap: bool,
}

impl<'p> Written<'p> {
    fn is_needed(&self) -> bool {
        !self.optional && !self.gap
    }

    fn alternatives(&self) -> impl Iterator<Item = &'p str> {
        self.text.split('/')
    }

    fn token(&self) -> Token {
        let mut any = Vec::new();
        if !self.gap {
            self.alternatives().for_each(|word| atoms(word, &mut any));
        }
        Token {
            any,
            optional: self.optional,
            gap: self.gap,
        }
    }
}

/// The tokens of a pattern as they are written, without optional ones at its ends.
fn written(pattern: &str) -> Vec<Written<'_>> {
    let mut tokens: Vec<Written> = pattern
        .split(' ')
        .map(|text| {
            let bare = text.strip_suffix('?').filter(|bare| !bare.is_empty());
            Written {
                text: bare.unwrap_or(text),
                optional: bare.is_some(),
                gap: text == "...",
            }
        })
        .collect();
    let first = tokens.iter().position(Written::is_needed).unwrap_or(0);
    tokens.drain(..first);
    if let Some(last) = tokens.iter().rposition(Written::is_needed) {
        tokens.truncate(last + 1);
    }
    tokens
}

/// The mark that an alternative stands for.
fn mark(word: &str) -> Option<char> {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(mark), None) if !mark.is_alphanumeric() && mark != '*' => Some(mark),
        _ => None,
    }
}

/// How many words of a text an alternative takes.
fn width(word: &str) -> u8 {
    if mark(word).is_some() {
        return 0;
    }
    if word.contains(['*', '<', '~']) {
        return 1;
    }
    word.split('-').filter(|part| !part.is_empty()).count().max(1) as u8
}

/// A pattern in which particles may stand before every word, written together with it.
pub fn with_proclitics<'p>(pattern: &'p str, proclitics: &Clitics) -> Cow<'p, str> {
    if proclitics.particles.is_empty() {
        return Cow::Borrowed(pattern);
    }
    let token = |token: &str| match token {
        "&" | "..." => token.to_owned(),
        _ => {
            let bare = token.strip_suffix('?').unwrap_or(token);
            let forms = |word| std::iter::once(str::to_owned(word)).chain(proclitics.joined(word));
            let words: Vec<String> = bare.split('/').flat_map(forms).collect();
            format!("{}{}", words.join("/"), &token[bare.len()..])
        }
    };
    Cow::Owned(pattern.split(' ').map(token).collect::<Vec<_>>().join(" "))
}

fn atoms(word: &str, out: &mut Vec<Atom>) {
    match word {
        "<poss>" => return out.push(Atom::Possessive),
        "<num>" => return out.push(Atom::Number),
        "<wday>" => return out.push(Atom::Weekday),
        _ => {}
    }
    if let Some(verb) = word.strip_prefix('~') {
        out.extend(verb_forms(verb).iter().map(|form| Atom::Word(fold::key(form))));
        return;
    }
    if let Some((head, tail)) = word.split_once('*') {
        out.push(Atom::Affixes(fold::text(head), fold::text(tail.trim_end_matches('*'))));
        return;
    }
    if let Some(mark) = mark(word) {
        out.push(Atom::Mark(mark));
        return;
    }
    if word.contains('-') {
        let keys: Vec<u64> = word.split('-').filter(|p| !p.is_empty()).map(fold::key).collect();
        if keys.len() > 1 {
            out.push(Atom::Words(keys));
            return;
        }
    }
    out.push(Atom::Word(fold::key(word.trim_matches('-'))));
}

/// The forms of an English verb, regular and irregular.
pub fn verb_forms(verb: &str) -> Vec<String> {
    let mut forms = regular_forms(verb);
    forms.extend(IRREGULAR.get(verb).into_iter().flatten().map(|f| (*f).to_owned()));
    forms
}

fn regular_forms(verb: &str) -> Vec<String> {
    let bytes = verb.as_bytes();
    let last = bytes.last().copied().unwrap_or(b'x');
    let before = bytes.len().checked_sub(2).map_or(b'x', |i| bytes[i]);
    let third = bytes.len().checked_sub(3).map_or(b'x', |i| bytes[i]);
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let mut forms = vec![verb.to_owned()];
    let sibilant = matches!(last, b's' | b'x' | b'z') || verb.ends_with("ch") || verb.ends_with("sh");
    if last == b'y' && !vowel(before) {
        let stem = &verb[..verb.len() - 1];
        forms.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{verb}ing")]);
    } else if last == b'e' {
        let stem = &verb[..verb.len() - 1];
        forms.extend([format!("{verb}s"), format!("{verb}d"), format!("{verb}ing")]);
        // "hoping", but "seeing", "hoeing".
        if !matches!(before, b'e' | b'i' | b'o' | b'y') {
            forms.push(format!("{stem}ing"));
        }
    } else {
        forms.push(format!("{verb}{}", if sibilant || last == b'o' { "es" } else { "s" }));
        // A short vowel before one consonant doubles it.
        let doubles = !vowel(last) && !matches!(last, b'w' | b'x' | b'y') && vowel(before) && !vowel(third);
        if doubles {
            let c = last as char;
            forms.extend([format!("{verb}{c}ed"), format!("{verb}{c}ing")]);
        }
        // The stress of a longer verb decides: "opened", "referred".
        let short = bytes.iter().filter(|&&b| vowel(b)).count() == 1;
        if !doubles || !short {
            forms.extend([format!("{verb}ed"), format!("{verb}ing")]);
        }
    }
    forms
}
