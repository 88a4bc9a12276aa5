//! Word-for-word renderings (`calques.tsv`); its head explains columns and pattern grammar.

use std::sync::{LazyLock, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Facts, Lang, rows};
use crate::text::fold;

/// What sort of rendering a row is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CalqueKind {
    /// A figurative expression.
    Idiom,
    /// Words that go together in one language and not in the other.
    Collocation,
    /// A word that looks like another one.
    FalseFriend,
    /// A construction.
    Syntax,
}

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

impl Atom {
    /// How many words of a text it takes.
    fn words(&self) -> usize {
        match self {
            Atom::Words(keys) => keys.len(),
            Atom::Mark(_) => 0,
            _ => 1,
        }
    }
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

/// A row: a pattern and what it stands for.
#[derive(Debug)]
pub struct Calque {
    /// The language that the expression was taken from.
    pub source_lang: &'static str,
    /// What the source says.
    pub source: &'static str,
    /// The pattern as it is written.
    pub pattern: &'static str,
    /// What a native writes.
    pub native: &'static str,
    /// What sort of rendering it is.
    pub kind: CalqueKind,
    /// 3: wrong in nearly any context; 2: in most.
    pub confidence: u8,
    /// The pattern, without optional tokens at its ends.
    pub tokens: Vec<Token>,
}

/// A row that may stand around a word: the token that the word fits, and how many words may stand before it.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    row: u32,
    /// The fewest words of the pattern before the anchored one.
    pub min_before: u8,
    /// The most words of the pattern before the anchored one.
    pub max_before: u8,
}

/// The rows for one target language, indexed by the rarest word of each.
pub struct Calques {
    all: Vec<Calque>,
    by_word: FxHashMap<u64, Vec<Anchor>>,
    by_prefix: FxHashMap<u64, Vec<Anchor>>,
}

static CACHE: LazyLock<RwLock<FxHashMap<Lang, &'static Calques>>> = LazyLock::new(Default::default);

/// The languages that rows are written into.
static TARGETS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows::<7>(include_str!("calques.tsv"))
        .map(|[_, target, ..]| target)
        .collect()
});

static IRREGULAR: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut table: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for [verb, form] in rows::<2>(include_str!("english_verbs.tsv")) {
        table.entry(verb).or_default().push(form);
    }
    table
});

/// How many characters a prefix is indexed by.
const PREFIX: usize = 3;

/// The rows for a target language; none for a language that no row is written for.
pub fn into(lang: Lang) -> Option<&'static Calques> {
    let lang = lang.base();
    if let Some(known) = CACHE.read().ok().and_then(|c| c.get(&lang).copied()) {
        return Some(known);
    }
    let tag = lang.to_string();
    if !TARGETS.contains(tag.as_str()) {
        return None;
    }
    let loaded: &'static Calques = Box::leak(Box::new(Calques::load(&tag, Facts::of(lang))));
    match CACHE.write() {
        Ok(mut cache) => Some(cache.entry(lang).or_insert(loaded)),
        Err(_) => Some(loaded),
    }
}

impl Calques {
    fn load(target: &str, facts: &Facts) -> Calques {
        let common: FxHashSet<u64> = facts.function_words.iter().map(|w| fold::key(w)).collect();
        let mut table = Calques {
            all: Vec::new(),
            by_word: FxHashMap::default(),
            by_prefix: FxHashMap::default(),
        };
        for [source_lang, target_lang, source, pattern, native, kind, confidence] in
            rows::<7>(include_str!("calques.tsv"))
        {
            if target_lang != target {
                continue;
            }
            let tokens = tokens(pattern);
            if let Some(at) = anchor(&tokens, &common) {
                let (mut min_before, mut max_before) = (0u8, 0u8);
                for token in &tokens[..at] {
                    let longest = token.any.iter().map(Atom::words).max().unwrap_or(0) as u8;
                    let shortest = token.any.iter().map(Atom::words).min().unwrap_or(0) as u8;
                    min_before += if token.optional || token.gap { 0 } else { shortest };
                    max_before += if token.gap { GAP as u8 } else { longest };
                }
                let anchor = Anchor {
                    row: table.all.len() as u32,
                    min_before,
                    max_before,
                };
                for atom in &tokens[at].any {
                    match atom {
                        Atom::Word(key) => table.by_word.entry(*key).or_default().push(anchor),
                        Atom::Words(keys) => table.by_word.entry(keys[0]).or_default().push(anchor),
                        Atom::Affixes(head, _) => {
                            let head: String = head.chars().take(PREFIX).collect();
                            table.by_prefix.entry(fold::key(&head)).or_default().push(anchor);
                        }
                        _ => {}
                    }
                }
            }
            table.all.push(Calque {
                source_lang,
                source,
                pattern,
                native,
                kind: match kind {
                    "idiom" => CalqueKind::Idiom,
                    "false_friend" => CalqueKind::FalseFriend,
                    "syntax" => CalqueKind::Syntax,
                    _ => CalqueKind::Collocation,
                },
                confidence: confidence.parse().unwrap_or(1),
                tokens,
            });
        }
        table
    }

    /// The rows that may stand around this word.
    pub fn around(&self, key: u64, word: &str) -> impl Iterator<Item = (&Calque, Anchor)> {
        let prefix = if self.by_prefix.is_empty() {
            None
        } else {
            let head = word.char_indices().nth(PREFIX).map_or(word, |(end, _)| &word[..end]);
            self.by_prefix.get(&fold::key(head))
        };
        self.by_word
            .get(&key)
            .into_iter()
            .chain(prefix)
            .flatten()
            .map(|&anchor| (&self.all[anchor.row as usize], anchor))
    }

    /// All rows in the order of the file.
    pub fn all(&self) -> &[Calque] {
        &self.all
    }
}

/// The token to look a row up by: one that must be there, all of whose words are known, the rarest by guess:
/// no grammatical words, few alternatives, long ones.
fn anchor(tokens: &[Token], common: &FxHashSet<u64>) -> Option<usize> {
    let known = |token: &Token| {
        !token.optional
            && !token.gap
            && !token.any.is_empty()
            && token
                .any
                .iter()
                .all(|a| matches!(a, Atom::Word(_) | Atom::Words(_) | Atom::Affixes(..)))
    };
    let cost = |token: &Token| {
        let grammatical = token
            .any
            .iter()
            .filter(|a| matches!(a, Atom::Word(key) if common.contains(key)))
            .count();
        let vague = token.any.iter().filter(|a| matches!(a, Atom::Affixes(..))).count();
        (grammatical, vague, token.any.len())
    };
    (0..tokens.len())
        .filter(|&i| known(&tokens[i]))
        .min_by_key(|&i| cost(&tokens[i]))
}

fn tokens(pattern: &'static str) -> Vec<Token> {
    let mut tokens: Vec<Token> = pattern
        .split(' ')
        .map(|text| {
            if text == "..." {
                return Token {
                    any: Vec::new(),
                    optional: false,
                    gap: true,
                };
            }
            let (text, optional) = match text.strip_suffix('?') {
                Some(text) if !text.is_empty() => (text, true),
                _ => (text, false),
            };
            let mut any = Vec::new();
            for word in text.split('/') {
                atoms(word, &mut any);
            }
            Token {
                any,
                optional,
                gap: false,
            }
        })
        .collect();
    let needed = |t: &Token| !t.optional && !t.gap;
    let first = tokens.iter().position(needed).unwrap_or(0);
    tokens.drain(..first);
    if let Some(last) = tokens.iter().rposition(needed) {
        tokens.truncate(last + 1);
    }
    tokens
}

fn atoms(word: &str, out: &mut Vec<Atom>) {
    match word {
        "<poss>" => return out.push(Atom::Possessive),
        "<num>" => return out.push(Atom::Number),
        "<wday>" => return out.push(Atom::Weekday),
        _ => {}
    }
    if let Some(verb) = word.strip_prefix('~') {
        let mut forms = regular_forms(verb);
        forms.extend(IRREGULAR.get(verb).into_iter().flatten().map(|f| (*f).to_owned()));
        out.extend(forms.iter().map(|form| Atom::Word(fold::key(form))));
        return;
    }
    if let Some((head, tail)) = word.split_once('*') {
        out.push(Atom::Affixes(fold::text(head), fold::text(tail.trim_end_matches('*'))));
        return;
    }
    let mut letters = word.chars();
    if let (Some(mark), None) = (letters.next(), letters.next())
        && !mark.is_alphanumeric()
    {
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

/// The forms of an English verb that rules make: -s, -ed, -ing.
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
        forms.extend([
            format!("{verb}s"),
            format!("{verb}d"),
            format!("{stem}ing"),
            format!("{verb}ing"),
        ]);
    } else {
        forms.push(format!("{verb}{}", if sibilant || last == b'o' { "es" } else { "s" }));
        // A short vowel before one consonant doubles it.
        let doubles = !vowel(last) && !matches!(last, b'w' | b'x' | b'y') && vowel(before) && !vowel(third);
        if doubles {
            let c = last as char;
            forms.extend([format!("{verb}{c}ed"), format!("{verb}{c}ing")]);
        }
        forms.extend([format!("{verb}ed"), format!("{verb}ing")]);
    }
    forms
}
