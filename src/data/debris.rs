//! Page furniture: the lexicon of scraped lines (`debris.tsv`); its head explains columns and grammar.

use std::sync::{LazyLock, OnceLock};

use super::rows;
use crate::text::fold;

/// Where in a line a form stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FormPlace {
    /// It is the whole line.
    Line,
    /// The line begins with it.
    Start,
    /// The line ends with it.
    End,
    /// It stands anywhere in the line.
    Inside,
}

/// What a slot of a form stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    /// A number.
    Number,
    /// A date.
    Date,
    /// A clock time or duration.
    Time,
    /// One to six capitalised words.
    Name,
    /// A name of the list of agencies.
    Agency,
    /// A web address.
    Url,
    /// A mail address.
    Mail,
    /// `@name`.
    Handle,
    /// `#name`.
    Tag,
    /// One to twelve words.
    Any,
    /// One word.
    Word,
}

/// A part of a form.
#[derive(Clone, Debug)]
pub enum FormPart {
    /// One of these texts, folded; an empty one makes the part optional.
    OneOf(Vec<Vec<char>>),
    /// A slot.
    Slot(Slot),
}

/// One row of the lexicon.
#[derive(Debug)]
pub struct Form {
    /// The language of the form, `und` for none.
    pub lang: &'static str,
    /// What sort of furniture it is.
    pub kind: &'static str,
    /// Where it stands.
    pub place: FormPlace,
    /// 3: furniture wherever it stands; 2: with a second sign; 1: a hint.
    pub confidence: u8,
    /// The form as it is written in the file.
    pub text: &'static str,
    /// The longest line it applies to, in words.
    pub max_words: usize,
    /// Whether it counts in the first and last line only.
    pub edge_only: bool,
    /// What it is a machine's rendering of.
    pub rendering_of: Option<&'static str>,
    parts: OnceLock<Vec<FormPart>>,
}

impl Form {
    /// Its parts, compiled when first asked for.
    pub fn parts(&self) -> &[FormPart] {
        self.parts.get_or_init(|| compile(self.text, self.place))
    }
}

/// The longest line without a digit that forms of slots alone are tried on, in words.
const BARE_WORDS: usize = 8;

/// The lexicon, indexed by how a form begins, or where that may vary by a text that it cannot do without.
pub struct Forms {
    all: Vec<Form>,
    heads: Index,
    /// Needles by how they begin.
    needles: Index,
    by_needle: Vec<Needle>,
    /// Forms of slots alone; they are tried on lines with a digit, an address sign or a capital.
    bare: Vec<u32>,
}

/// A text that a form cannot do without.
struct Needle {
    text: Vec<char>,
    form: u32,
}

/// The lexicon.
pub static FORMS: LazyLock<Forms> = LazyLock::new(Forms::load);

/// How a text begins: at most three characters.
type Head = [char; 3];

/// Numbers in slots; a slot may hold those of several heads, so what is found is compared.
struct Index {
    starts: Vec<u32>,
    items: Vec<u32>,
}

const SLOTS: usize = 1 << 14;

fn slot([a, b, c]: Head) -> usize {
    let mixed = (a as u32).wrapping_mul(0x9E37_79B1)
        ^ (b as u32).wrapping_mul(0x85EB_CA6B).rotate_left(11)
        ^ (c as u32).wrapping_mul(0xC2B2_AE35).rotate_left(22);
    (mixed.wrapping_mul(0x9E37_79B1) >> 18) as usize
}

impl Index {
    fn new(pairs: &[(usize, u32)]) -> Index {
        let mut starts = vec![0u32; SLOTS + 1];
        for &(slot, _) in pairs {
            starts[slot + 1] += 1;
        }
        for i in 0..SLOTS {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut items = vec![0u32; pairs.len()];
        for &(slot, item) in pairs {
            items[next[slot] as usize] = item;
            next[slot] += 1;
        }
        Index { starts, items }
    }

    /// What stands under the beginnings of this text.
    fn get<'a>(&'a self, text: &[char]) -> impl Iterator<Item = &'a [u32]> {
        let at = |i: usize| text.get(i).copied().unwrap_or('\0');
        let keys = [
            ['\0'; 3],
            [at(0), '\0', '\0'],
            [at(0), at(1), '\0'],
            [at(0), at(1), at(2)],
        ];
        keys.into_iter()
            .enumerate()
            .filter(move |&(len, key)| len > 0 && key[len - 1] != '\0')
            .map(move |(_, key)| {
                let slot = slot(key);
                &self.items[self.starts[slot] as usize..self.starts[slot + 1] as usize]
            })
    }
}

impl Forms {
    fn load() -> Forms {
        let mut all: Vec<Form> = Vec::with_capacity(8_000);
        let mut by_head: Vec<(usize, u32)> = Vec::with_capacity(40_000);
        let mut by_needle: Vec<Needle> = Vec::with_capacity(3_000);
        let mut needles: Vec<(usize, u32)> = Vec::with_capacity(3_000);
        let mut bare = Vec::new();
        let mut heads_of: Vec<Head> = Vec::new();
        for [lang, kind, place, confidence, text, note] in rows::<6>(include_str!("debris.tsv")) {
            let place = match place {
                "line" => FormPlace::Line,
                "start" => FormPlace::Start,
                "end" => FormPlace::End,
                _ => FormPlace::Inside,
            };
            let mut form = Form {
                lang,
                kind,
                place,
                confidence: confidence.parse().unwrap_or(1),
                text,
                max_words: 25,
                edge_only: false,
                rendering_of: None,
                parts: OnceLock::new(),
            };
            for part in note.split("; ").filter(|_| note != "-") {
                if let Some(max) = part.strip_prefix("max ") {
                    form.max_words = max.parse().unwrap_or(25);
                } else if part == "first or last line" {
                    form.edge_only = true;
                } else if let Some(of) = part.strip_prefix("MT of ") {
                    form.rendering_of = Some(of);
                }
            }
            let index = all.len() as u32;
            heads_of.clear();
            if !matches!(place, FormPlace::Inside | FormPlace::End) {
                heads(text, &mut heads_of);
            }
            if heads_of.is_empty() {
                match needed(form.parts()) {
                    Some(options) => {
                        for option in options {
                            let head: Vec<char> = option.iter().copied().take(3).collect();
                            let at = |i: usize| head.get(i).copied().unwrap_or('\0');
                            needles.push((slot([at(0), at(1), at(2)]), by_needle.len() as u32));
                            by_needle.push(Needle {
                                text: option.clone(),
                                form: index,
                            });
                        }
                    }
                    None => bare.push(index),
                }
            }
            by_head.extend(heads_of.iter().map(|&head| (slot(head), index)));
            all.push(form);
        }
        Forms {
            all,
            heads: Index::new(&by_head),
            needles: Index::new(&needles),
            by_needle,
            bare,
        }
    }

    /// The forms that a line may hold: `folded` is the line, `core` where it begins behind furniture marks.
    pub fn candidates(&self, folded: &[char], core: usize, out: &mut Vec<u32>) {
        out.clear();
        // Slots alone are dates, names and addresses: a short line, or one with a digit.
        let words = folded.iter().filter(|c| **c == ' ').count() + 1;
        if words <= BARE_WORDS || folded.iter().any(|c| c.is_numeric()) {
            out.extend(&self.bare);
        }
        for found in self.heads.get(&folded[core.min(folded.len())..]) {
            out.extend(found);
        }
        for at in 0..folded.len() {
            for found in self.needles.get(&folded[at..]) {
                for &needle in found {
                    let needle = &self.by_needle[needle as usize];
                    if folded[at..].starts_with(&needle.text) {
                        out.push(needle.form);
                    }
                }
            }
        }
        out.sort_unstable();
        out.dedup();
    }

    /// All forms in the order of the file.
    pub fn all(&self) -> &[Form] {
        &self.all
    }
}

/// What a line form ignores at both ends.
pub fn is_line_mark(c: char) -> bool {
    matches!(
        c,
        '.' | ':'
            | '!'
            | '…'
            | '»'
            | '›'
            | '>'
            | '→'
            | '-'
            | '–'
            | '—'
            | '|'
            | '*'
            | '·'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '（'
            | '）'
            | '【'
            | '】'
            | '「'
            | '」'
            | '：'
            | '。'
            | ' '
            | '•'
            | '►'
            | '▶'
            | '«'
            | '<'
    )
}

/// The texts of which a form needs one: the part whose shortest option is longest.
fn needed(parts: &[FormPart]) -> Option<&[Vec<char>]> {
    parts
        .iter()
        .filter_map(|part| match part {
            FormPart::OneOf(options) => Some(options.as_slice()),
            FormPart::Slot(_) => None,
        })
        .max_by_key(|options| options.iter().map(Vec::len).min())
        .filter(|options| options.iter().all(|o| o.iter().any(|c| *c != ' ')))
}

/// Collects how a form may begin; nothing if it begins with a slot.
fn heads(text: &str, out: &mut Vec<Head>) {
    let mut tails = [text; 8];
    let mut left = 1;
    while left > 0 {
        left -= 1;
        let tail = tails[left].trim_start_matches(|c| is_line_mark(c) && c != '(' && c != '<');
        if tail.starts_with('<') {
            out.clear();
            return;
        }
        let Some(group) = tail.strip_prefix('(') else {
            out.push(head(tail));
            continue;
        };
        let Some(close) = unescaped(group, ')') else {
            out.clear();
            return;
        };
        let mut open = false;
        for option in group[..close].split('|') {
            // An option of nothing but marks is skipped in the line as well.
            let mut letters = option.chars().filter(|&c| !is_line_mark(c) && c != '\\');
            match (letters.next(), letters.next()) {
                (None, _) => open = true,
                // Too short to tell: the form is tried on every line.
                (Some(_), None) => {
                    out.clear();
                    return;
                }
                _ => out.push(head(option)),
            }
        }
        if open {
            tails[left] = &group[close + 1..];
            left += 1;
        }
    }
    out.sort_unstable();
    out.dedup();
}

/// The first place of a character that no backslash escapes.
fn unescaped(text: &str, wanted: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let found = c == wanted && !escaped;
        escaped = c == '\\' && !escaped;
        found.then_some(at)
    })
}

/// The first folded characters, up to a mark that may be missing in the line.
fn head(text: &str) -> Head {
    let mut out = ['\0'; 3];
    let letters = text.chars().filter(|&c| c != '\\').skip_while(|&c| is_line_mark(c));
    for (slot, c) in out.iter_mut().zip(letters) {
        if is_line_mark(c) && c != ' ' || c == '<' {
            break;
        }
        *slot = if c.is_whitespace() { ' ' } else { fold::char(c) };
    }
    out
}

fn compile(text: &str, place: FormPlace) -> Vec<FormPart> {
    let text = match place {
        // A line form ignores marks at both ends, unless they belong to a slot or a group.
        FormPlace::Line => text
            .trim_start_matches(|c| is_line_mark(c) && c != '(' && c != '<')
            .trim_end_matches(|c| is_line_mark(c) && c != ')' && c != '>'),
        _ => text,
    };
    let mut parts = Vec::new();
    let mut literal: Vec<char> = Vec::new();
    let mut rest = text.chars().peekable();
    let flush = |literal: &mut Vec<char>, parts: &mut Vec<FormPart>| {
        if !literal.is_empty() {
            parts.push(FormPart::OneOf(vec![std::mem::take(literal)]));
        }
    };
    while let Some(c) = rest.next() {
        match c {
            '\\' => literal.extend(rest.next().map(fold::char)),
            '<' => {
                let name: String = rest.by_ref().take_while(|&c| c != '>').collect();
                flush(&mut literal, &mut parts);
                parts.push(FormPart::Slot(match name.as_str() {
                    "n" => Slot::Number,
                    "date" => Slot::Date,
                    "time" => Slot::Time,
                    "name" => Slot::Name,
                    "agency" => Slot::Agency,
                    "url" => Slot::Url,
                    "mail" => Slot::Mail,
                    "handle" => Slot::Handle,
                    "tag" => Slot::Tag,
                    "word" => Slot::Word,
                    _ => Slot::Any,
                }));
            }
            '(' => {
                flush(&mut literal, &mut parts);
                let mut options = vec![Vec::new()];
                while let Some(c) = rest.next() {
                    match c {
                        ')' => break,
                        '|' => options.push(Vec::new()),
                        '\\' => {
                            if let (Some(last), Some(c)) = (options.last_mut(), rest.next()) {
                                last.push(fold::char(c));
                            }
                        }
                        c => {
                            if let Some(last) = options.last_mut() {
                                last.push(fold::char(c));
                            }
                        }
                    }
                }
                // The longest alternative first.
                options.sort_by_key(|o: &Vec<char>| std::cmp::Reverse(o.len()));
                parts.push(FormPart::OneOf(options));
            }
            c => literal.push(if c.is_whitespace() { ' ' } else { fold::char(c) }),
        }
    }
    flush(&mut literal, &mut parts);
    parts
}
