//! Page furniture: the lexicon of scraped lines (`debris.tsv`); its head explains columns and grammar.

use std::sync::{LazyLock, OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::FxHashMap;

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

/// The lexicon, indexed by how a form begins, or where that may vary by a text that it cannot do without.
pub struct Forms {
    all: Vec<Form>,
    by_head: FxHashMap<[char; 2], Vec<u32>>,
    needles: Option<AhoCorasick>,
    by_needle: Vec<Vec<u32>>,
    /// Forms of slots alone; they are tried on lines with a digit, an address sign or a capital.
    bare: Vec<u32>,
}

/// The lexicon.
pub static FORMS: LazyLock<Forms> = LazyLock::new(Forms::load);

impl Forms {
    fn load() -> Forms {
        let mut all: Vec<Form> = Vec::with_capacity(6_500);
        let mut by_head: FxHashMap<[char; 2], Vec<u32>> = FxHashMap::default();
        let mut needles: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut bare = Vec::new();
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
            for part in note.split("; ") {
                if let Some(max) = part.strip_prefix("max ") {
                    form.max_words = max.parse().unwrap_or(25);
                } else if part == "first or last line" {
                    form.edge_only = true;
                } else if let Some(of) = part.strip_prefix("MT of ") {
                    form.rendering_of = Some(of);
                }
            }
            let index = all.len() as u32;
            let anywhere = matches!(place, FormPlace::Inside | FormPlace::End);
            let heads = if anywhere { Vec::new() } else { heads(text) };
            if heads.is_empty() {
                match needed(form.parts()) {
                    Some(options) => {
                        for option in options {
                            needles.entry(option.iter().collect()).or_default().push(index);
                        }
                    }
                    None => bare.push(index),
                }
            }
            for head in heads {
                let bucket = by_head.entry(head).or_default();
                if bucket.last() != Some(&index) {
                    bucket.push(index);
                }
            }
            all.push(form);
        }
        let mut needles: Vec<(String, Vec<u32>)> = needles.into_iter().collect();
        needles.sort();
        Forms {
            all,
            by_head,
            needles: AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .build(needles.iter().map(|(text, _)| text))
                .ok(),
            by_needle: needles.into_iter().map(|(_, forms)| forms).collect(),
            bare,
        }
    }

    /// The forms that a line may hold: `folded` is the line, `head` its first two characters behind furniture marks.
    pub fn candidates(&self, head: [char; 2], folded: &str) -> impl Iterator<Item = &Form> {
        let mut found: Vec<u32> = self
            .needles
            .iter()
            .flat_map(|needles| needles.find_overlapping_iter(folded))
            .flat_map(|m| &self.by_needle[m.pattern().as_usize()])
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        let exact = self.by_head.get(&head).map_or(&[][..], Vec::as_slice);
        let one = self
            .by_head
            .get(&[head[0], '\0'])
            .map_or(&[][..], Vec::as_slice);
        exact
            .iter()
            .chain(one.iter().filter(move |_| head[1] != '\0'))
            .chain(&self.bare)
            .copied()
            .chain(found)
            .map(|index| &self.all[index as usize])
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
        '.' | ':' | '!' | '…' | '»' | '›' | '>' | '→' | '-' | '–' | '—' | '|' | '*' | '·' | '(' | ')' | '['
            | ']' | '{' | '}' | '（' | '）' | '【' | '】' | '「' | '」' | '：' | '。' | ' ' | '•' | '►' | '▶'
            | '«' | '<'
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

/// The first two folded characters of every way in which a form may begin; none if it begins with a slot.
fn heads(text: &str) -> Vec<[char; 2]> {
    let mut out = Vec::new();
    let mut tails = vec![text];
    let mut guard = 0;
    while let Some(tail) = tails.pop() {
        guard += 1;
        if guard > 64 {
            return Vec::new();
        }
        let tail = tail.trim_start_matches(|c| is_line_mark(c) && c != '(' && c != '<');
        if tail.starts_with('<') {
            return Vec::new();
        }
        if let Some(group) = tail.strip_prefix('(') {
            let Some(close) = unescaped(group, ')') else {
                return Vec::new();
            };
            // An option of nothing but marks is skipped in the line as well.
            let bare = |option: &str| option.chars().all(|c| is_line_mark(c) || c == '\\');
            for option in group[..close].split('|').filter(|o| !bare(o)) {
                if option.chars().filter(|c| !is_line_mark(*c)).count() < 2 {
                    // Too short to tell: the form is tried on every line.
                    return Vec::new();
                }
                out.push(head(option));
            }
            if group[..close].split('|').any(bare) {
                tails.push(&group[close + 1..]);
            }
            continue;
        }
        out.push(head(tail));
    }
    out
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

fn head(text: &str) -> [char; 2] {
    let mut out = ['\0'; 2];
    let mut letters = text
        .chars()
        .filter(|&c| c != '\\')
        .skip_while(|&c| is_line_mark(c));
    for slot in &mut out {
        match letters.next() {
            Some('(' | '<') | None => break,
            Some(c) => *slot = fold::char(c),
        }
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
