use std::collections::BTreeMap;

use super::prelude::*;
use crate::data::languages::Capitals;
use crate::data::{Concepts, Vocabulary};
use crate::text::names;
use crate::text::words::{Word, WordKind};

check! {
    /// One name is spelled in two ways in one text.
    ///
    /// ## Why it matters
    /// Names from other alphabets can be written in many ways; a machine takes another one in every sentence, and readers
    /// look for a second person.
    ///
    /// ## How it decides
    /// Two words with a capital letter differ in nothing but what spellings of one name differ in (*Tokayev* and *Tokaev*,
    /// *Zelensky* and *Zelenskyy*), and no other name stands before the rarer one. With a source, it must not have two
    /// spellings either. It is said once, at the first place of the rarer spelling.
    ///
    /// ## Not flagged
    /// Given names, forms of inflection, and words that the language knows.
    ///
    /// ## Examples
    /// ```flag
    /// en: President Tokayev spoke on Monday. Later Tokayev left. On Tuesday ⟦Tokaev⟧ returned.
    /// ```
    /// ```clean
    /// en: Anna Meier spoke on Monday. Later Meier left. On Tuesday Otto Meyer returned.
    /// ```
    pub static CHECK = {
        code: "S301", name: "inconsistent-name", category: Category::Name, mqm: Mqm::Inconsistent,
        severity: Severity::Minor, stage: Stage::Preview, confidence: 75, since: "0.1.0", run: Run::Document(run),
    }
}

/// The fewest letters of a name.
const LETTERS: usize = 5;
/// The most letters of an ending.
const ENDING: usize = 2;

/// A spelling, and where it stands.
struct Spelling<'a> {
    folded: String,
    places: Vec<&'a Word>,
    /// The names directly before it.
    given: Vec<String>,
}

fn run(cx: &mut Cx, doc: &Document) {
    let tells = doc.facts.language.is_some_and(|l| l.capitals == Capitals::Names);
    if !tells || !doc.facts.has_spaces() {
        return;
    }
    let text = doc.text();
    let words = doc.words();
    let mut alike: BTreeMap<String, Vec<Spelling>> = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        let Some(folded) = name_of(word, doc) else { continue };
        let spellings = alike.entry(names::spelling(&folded)).or_default();
        let known = spellings.iter().position(|s| s.folded == folded);
        let spelling = known.unwrap_or_else(|| {
            spellings.push(Spelling {
                folded,
                places: Vec::new(),
                given: Vec::new(),
            });
            spellings.len() - 1
        });
        spellings[spelling].places.push(word);
        let before = at.checked_sub(1).map(|i| &words[i]);
        let given = before.filter(|w| names::adjoin(text, w.range, word.range));
        spellings[spelling]
            .given
            .extend(given.and_then(|w| given_name(w, doc).or_else(|| name_of(w, doc))));
    }
    let mut found: Vec<(&Word, String, usize)> = Vec::new();
    for spellings in alike.values_mut().filter(|s| s.len() == 2) {
        // The one that stands more often, then the first.
        spellings.sort_by_key(|s| (std::cmp::Reverse(s.places.len()), s.places[0].range.start));
        let (usual, rare) = (&spellings[0], &spellings[1]);
        let other_person = rare.given.iter().any(|given| !usual.given.contains(given));
        if usual.places.len() < 2 || other_person || is_inflected(&usual.folded, &rare.folded) {
            continue;
        }
        found.push((
            rare.places[0],
            usual.places[0].text(text).to_owned(),
            usual.places.len(),
        ));
    }
    found.sort_by_key(|f| f.0.range.start);
    for (word, usual, count) in found {
        let here = doc.segment(word.range);
        if cx.bitext().is_some_and(|b| holds_both(&b.source, here.text(), &usual)) {
            continue;
        }
        let message = format!("spelled “{usual}” {count} times elsewhere");
        cx.flag(here, message);
    }
}

/// A word folded, without what an apostrophe joins to it, if it may be a name: a capital letter, and no word of the
/// language or given name.
fn name_of(word: &Word, doc: &Document) -> Option<String> {
    if !word.capital || word.kind != WordKind::Letters {
        return None;
    }
    let folded = fold::text(word.bare(doc.text()));
    let name = folded.chars().count() >= LETTERS
        && !doc.facts.function_words.contains(folded.as_str())
        && doc.facts.is_word(&folded) != Some(true)
        && !Concepts::of(doc.lang).is_some_and(|t| t.knows(&folded))
        && !Vocabulary::given_names().holds(&folded);
    name.then_some(folded)
}

/// A given name, folded.
fn given_name(word: &Word, doc: &Document) -> Option<String> {
    let folded = word.capital.then(|| fold::text(word.bare(doc.text())))?;
    Vocabulary::given_names().holds(&folded).then_some(folded)
}

/// Whether two spellings differ in their last letters, as forms of inflection do; the ways to write a last *-y* do not.
fn is_inflected(a: &str, b: &str) -> bool {
    let alike: usize = a
        .chars()
        .zip(b.chars())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let end = |name: &str| {
        name[alike..]
            .chars()
            .all(|c| matches!(c, 'i' | 'y' | 'j' | 'и' | 'й' | 'і'))
    };
    let short = |name: &str| name[alike..].chars().count() <= ENDING;
    short(a) && short(b) && !(end(a) && end(b))
}

/// Whether the source spells the name in these two ways, too: then it is no slip of the translation.
fn holds_both(source: &Document, rare: &str, usual: &str) -> bool {
    let stands = |name: &str| source.words().iter().any(|w| w.text(source.text()) == name);
    stands(rare) && stands(usual)
}
