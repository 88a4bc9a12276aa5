//! Checks of a user's own, as data: terms of a glossary, words not to translate, and patterns.
//!
//! One mechanism for all: where the source side holds `source`, the translation must hold `target` and must not hold
//! `forbid`; without `source` the translation alone must not hold `forbid`.

use regex::{Regex, RegexBuilder};

use crate::model::{
    Article, Category, Check, Cx, Document, Finding, Lang, Mqm, Range32, Run, Segment, Severity, Stage,
};
use crate::text::fold;
use crate::text::words::WordKind;

/// What is looked for on one side.
#[derive(Debug)]
pub enum Pattern {
    /// A text as it stands.
    Literal(String),
    /// A regular expression; its cost grows linearly with the text.
    Regex(Box<Regex>),
    /// Words in any inflection, folded.
    Term(Vec<String>),
}

/// How a pattern is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A text as it stands, capitals included.
    Literal,
    /// A regular expression.
    Regex,
    /// Words in any inflection.
    #[default]
    Term,
}

/// The longest ending that inflection puts on a word, in letters.
const ENDING: usize = 3;
/// The largest compiled expression, in bytes.
const REGEX_SIZE: usize = 1 << 20;

impl Pattern {
    /// A pattern from its text.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn new(kind: Kind, text: &str) -> Result<Pattern, String> {
        if text.trim().is_empty() {
            return Err("an empty pattern".to_owned());
        }
        Ok(match kind {
            Kind::Literal => Pattern::Literal(text.to_owned()),
            Kind::Term => Pattern::Term(text.split_whitespace().map(fold::text).collect()),
            Kind::Regex => {
                let regex = RegexBuilder::new(text)
                    .size_limit(REGEX_SIZE)
                    .build()
                    .map_err(|error| match error {
                        regex::Error::CompiledTooBig(_) => {
                            "the expression is too large: take smaller repetitions".to_owned()
                        }
                        error => error.to_string(),
                    })?;
                if regex.is_match("") {
                    return Err("the expression matches the empty text, and so everywhere".to_owned());
                }
                Pattern::Regex(Box::new(regex))
            }
        })
    }

    /// Where it stands in a segment.
    pub fn find(&self, segment: Segment) -> Vec<Range32> {
        let (text, base) = (segment.text(), segment.range.start as usize);
        let at = |start: usize, end: usize| Range32::new(base + start, base + end);
        match self {
            Pattern::Literal(wanted) => text
                .match_indices(wanted.as_str())
                .filter(|&(start, found)| is_apart(text, start, start + found.len()))
                .map(|(start, found)| at(start, start + found.len()))
                .collect(),
            Pattern::Regex(regex) => regex.find_iter(text).map(|m| at(m.start(), m.end())).collect(),
            Pattern::Term(wanted) => {
                if !segment.doc.facts.has_spaces() {
                    let whole = wanted.join("");
                    return text
                        .match_indices(&whole)
                        .map(|(start, found)| at(start, start + found.len()))
                        .collect();
                }
                let words = segment.words();
                let full = segment.doc.text();
                let fits = |start: usize| {
                    wanted.iter().enumerate().all(|(step, wanted)| {
                        words
                            .get(start + step)
                            .is_some_and(|w| w.kind != WordKind::Verbatim && is_form(&fold::text(w.text(full)), wanted))
                    })
                };
                (0..words.len())
                    .filter(|&start| fits(start))
                    .map(|start| Range32 {
                        start: words[start].range.start,
                        end: words[start + wanted.len() - 1].range.end,
                    })
                    .collect()
            }
        }
    }
}

/// Whether no letter or digit goes on at either end.
fn is_apart(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !crate::text::chars::is_unspaced(c));
    let first = text[start..end].chars().next();
    let last = text[start..end].chars().next_back();
    !(letter(first) && letter(text[..start].chars().next_back()) || letter(last) && letter(text[end..].chars().next()))
}

/// Whether one word is the other in another inflection: they part in the last letters only.
fn is_form(word: &str, wanted: &str) -> bool {
    if word == wanted {
        return true;
    }
    let common = word.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
    let (a, b) = (word.chars().count(), wanted.chars().count());
    b >= 4 && common >= 3 && common + 2 >= b && a <= common + ENDING
}

/// A check of a user's own.
#[derive(Debug)]
pub struct Own {
    /// As the reports name it.
    pub check: &'static Check,
    /// What the source must hold for it to speak.
    pub source: Option<Pattern>,
    /// What the translation must hold then.
    pub target: Option<Pattern>,
    /// What the translation must not hold.
    pub forbid: Option<Pattern>,
    /// What is said; a message is made where it is missing.
    pub message: Option<String>,
    /// The languages it is for.
    pub languages: (Option<Lang>, Option<Lang>),
}

impl Own {
    /// The static description of a check that was read from a file. Lives as long as the program.
    pub fn check(name: &str, category: Category, mqm: Mqm, severity: Severity) -> &'static Check {
        let code: &'static str = Box::leak(format!("X:{name}").into_boxed_str());
        Box::leak(Box::new(Check {
            code,
            name: Box::leak(name.to_owned().into_boxed_str()),
            category,
            mqm,
            severity,
            stage: Stage::Stable,
            confidence: 90,
            since: env!("CARGO_PKG_VERSION"),
            docs: "A check of your own.",
            run: Run::Document(nothing),
        }))
    }

    /// What it finds in an article.
    pub fn run(&self, article: &Article) -> Vec<Finding> {
        let mut cx = Cx::new(self.check, article);
        let fits = |wanted: Option<Lang>, lang: Lang| wanted.is_none_or(|w| w.same_language(lang));
        if !fits(self.languages.1, article.target().lang) {
            return Vec::new();
        }
        match (&self.source, cx.bitext()) {
            (None, _) => {
                if let Some(forbid) = &self.forbid {
                    for sentence in article.target().sentences() {
                        for range in forbid.find(sentence) {
                            let place = sentence.at(range);
                            let message = self
                                .message
                                .clone()
                                .unwrap_or_else(|| format!("“{}” is not to be used", place.text()));
                            cx.flag(place, message);
                        }
                    }
                }
            }
            (Some(source), Some(bitext)) if fits(self.languages.0, bitext.source.lang) => {
                for bead in bitext.beads().filter(|b| !b.target.is_empty()) {
                    let Some(&theirs) = source.find(bead.source).first() else {
                        continue;
                    };
                    let theirs = bead.source.at(theirs);
                    for range in self.forbid.iter().flat_map(|f| f.find(bead.target)) {
                        let place = bead.target.at(range);
                        let message = self
                            .message
                            .clone()
                            .unwrap_or_else(|| format!("“{}” is not to be used for “{}”", place.text(), theirs.text()));
                        cx.flag(place, message).source(theirs);
                    }
                    if let Some(target) = &self.target
                        && target.find(bead.target).is_empty()
                    {
                        let message = self
                            .message
                            .clone()
                            .unwrap_or_else(|| format!("“{}” wants {target} here", theirs.text()));
                        cx.flag(bead.target, message).source(theirs);
                    }
                }
            }
            (Some(_), _) => {}
        }
        cx.into_findings()
    }
}

impl std::fmt::Display for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Pattern::Literal(text) => write!(f, "“{text}”"),
            Pattern::Regex(regex) => write!(f, "/{regex}/"),
            Pattern::Term(words) => write!(f, "“{}”", words.join(" ")),
        }
    }
}

fn nothing(_: &mut Cx, _: &Document) {}
