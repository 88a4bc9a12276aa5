use super::prelude::*;
use crate::data::concepts::{self, Concepts};
use crate::text::words::{Word, WordKind};

check! {
    /// A noun, a name or an abbreviation stands in small letters.
    ///
    /// ## Why it matters
    /// Some machines write everything small and restore the first letter of a sentence, or none. Abbreviations become riddles.
    ///
    /// ## How it decides
    /// Words that the language always writes with a capital letter (English months, nations and countries, German nouns with
    /// endings that only nouns have; `capitals.tsv`), and abbreviations that the aligned source writes in capitals. One word
    /// may be a choice; two different ones in a text are a loss, and German nouns of the lexicon beside them are told, too.
    ///
    /// ## Not flagged
    /// Abbreviations that are a word of the language when they are written small (*vip*, *un*), parts of compounds, sentences
    /// without any capital letter (see `lost-capitals`).
    ///
    /// ## Examples
    /// ```flag
    /// en: The clinics in ⟦uganda⟧ opened in ⟦january⟧ 2010.
    /// ```
    /// ```flag
    /// de: Das Protein FGF21 und das Enzym ACE2 wurden gemessen.
    /// en: The protein ⟦fgf21⟧ and the enzyme ⟦ace2⟧ were measured.
    /// ```
    /// ```flag
    /// de: Die ⟦behandlung⟧ half der ⟦mehrheit⟧ nicht.
    /// ```
    /// ```clean
    /// de: Er war gezwungen, die Vor- und Nachbehandlung zu zahlen.
    /// ```
    /// ```clean
    /// de: Sie sah im TV einen VIP.
    /// en: She saw a vip on tv.
    /// ```
    pub static CHECK = {
        code: "L402", name: "lowercased-word", category: Category::Capitalization, mqm: Mqm::Capitalization,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 80, since: "0.1.0", run: Run::Document(run),
    }
}

/// How many different words of a text must have lost their capitals.
const EVIDENCE: usize = 2;
/// The fewest words of a sentence that would hold a capital letter behind the first word.
const WORDS: usize = 6;
/// The fewest letters before an ending that tells a noun.
const STEM: usize = 3;

fn run(cx: &mut Cx, doc: &Document) {
    let mut lost: Vec<(Word, String)> = Vec::new();
    for sentence in doc.sentences() {
        // A sentence that lost them all is told as one.
        if !sentence.text().contains(char::is_uppercase) {
            continue;
        }
        let short = abbreviations(cx.counterpart(sentence));
        for word in sentence.words() {
            if word.capital || !matches!(word.kind, WordKind::Letters | WordKind::Mixed) || !stands_alone(doc, word) {
                continue;
            }
            let written = word.text(doc.text());
            let original = short.iter().find(|(key, _)| *key == word.key).map(|&(_, text)| text);
            if let Some(original) = original.filter(|_| !is_own(doc, word, written)) {
                lost.push((*word, original.to_owned()));
            } else if is_capital(doc, word, written) {
                lost.push((*word, capitalised(written)));
            }
        }
    }
    let mut kinds: Vec<u64> = lost.iter().map(|(word, _)| word.key).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() < EVIDENCE {
        return;
    }
    if !doc.facts.capital_endings.is_empty() {
        let sure = lost.clone();
        lost.extend(nouns(doc, |sentence| {
            let inside = |word: &Word| sentence.range.start <= word.range.start && word.range.end <= sentence.range.end;
            sure.get(sure.partition_point(|(w, _)| w.range.start < sentence.range.start))
                .is_some_and(|(word, _)| inside(word))
        }));
        lost.sort_by_key(|(word, _)| word.range);
        lost.dedup_by_key(|(word, _)| word.range);
    }
    for (word, right) in lost {
        let message = format!("“{}” lost its capital letters", word.text(doc.text()));
        cx.flag(doc.segment(word.range), message).fix(
            &format!("write {right}"),
            Safety::Safe,
            vec![(word.range, right)],
        );
    }
}

/// Words in small letters that name nothing but things, in sentences that lost capitals for sure or have none behind their
/// first word, in a language that writes nouns with a capital letter.
fn nouns(doc: &Document, lost: impl Fn(Segment) -> bool) -> Vec<(Word, String)> {
    let Some(table) = Concepts::of(doc.lang) else {
        return Vec::new();
    };
    let is_noun = |word: &&Word| {
        let written = word.text(doc.text());
        let meanings = table.word_of(written, word.key);
        word.kind == WordKind::Letters
            && !word.capital
            && table.knows_well(written)
            && !doc.facts.small_endings.iter().any(|ending| written.ends_with(ending))
            && meanings.iter().all(|&c| concepts::ROWS[usize::from(c)].is_noun)
            && stands_alone(doc, word)
    };
    let mut out = Vec::new();
    for sentence in doc.sentences() {
        let small: Vec<&Word> = sentence.words().iter().filter(is_noun).collect();
        let bare = || sentence.words().len() >= WORDS && !sentence.words().iter().skip(1).any(|w| w.capital);
        if !small.is_empty() && (lost(sentence) || bare()) {
            out.extend(small.into_iter().map(|w| (*w, capitalised(w.text(doc.text())))));
        }
    }
    out
}

/// The abbreviations of a source, which is not itself written in capitals, by the keys of their words.
fn abbreviations<'s>(source: Option<Segment<'s>>) -> Vec<(u64, &'s str)> {
    let Some(source) = source else { return Vec::new() };
    let text = source.doc.text();
    let is_short = |word: &&Word| {
        let written = word.text(text);
        word.capital
            && matches!(word.kind, WordKind::Letters | WordKind::Mixed)
            && written.len() >= 2
            && written.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
            && written.contains(|c: char| c.is_ascii_uppercase() && !"IVXLCDM".contains(c))
    };
    let short: Vec<_> = source
        .words()
        .iter()
        .filter(is_short)
        .filter(|w| !source.words().iter().any(|other| other.key == w.key && !other.capital))
        .map(|w| (w.key, w.text(text)))
        .collect();
    if short.len() * 2 > source.words().len() {
        return Vec::new();
    }
    short
}

/// Whether nothing but spaces and marks stands beside a word: it is no part of a compound, an address or a name with dots.
fn stands_alone(doc: &Document, word: &Word) -> bool {
    let joins = |c: char| matches!(c, '-' | '‑' | '_' | '@' | '#' | '\'' | '’' | '\\' | '&');
    let before = doc.text()[..word.range.start as usize].chars().next_back();
    let mut behind = doc.text()[word.range.end as usize..].chars();
    let next = behind.next();
    let dotted = matches!(next, Some('.' | '/')) && behind.next().is_some_and(chars::is_word);
    !dotted && !before.is_some_and(|c| joins(c) || matches!(c, '.' | '/')) && !next.is_some_and(joins)
}

/// A word with its first letter in upper case.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Whether a word in small letters is a word of the language.
fn is_own(doc: &Document, word: &Word, written: &str) -> bool {
    let facts = doc.facts;
    word.kind == WordKind::Letters
        && (written.chars().count() < STEM
            || facts.function_words.contains(written)
            || facts.is_word(written) == Some(true)
            || Concepts::of(doc.lang).is_some_and(|table| table.knows_well(written)))
}

/// Whether the language always writes a word with a capital letter.
fn is_capital(doc: &Document, word: &Word, written: &str) -> bool {
    let facts = doc.facts;
    let is_noun = |ending: &str| {
        let stem = written.strip_suffix(ending);
        stem.is_some_and(|stem| stem.chars().count() >= STEM)
    };
    // The name of a country in a language whose list of words has no such word.
    let is_place = || {
        Concepts::of(doc.lang).is_some_and(|table| table.is_place(word.key)) && facts.is_word(written) == Some(false)
    };
    word.kind == WordKind::Letters
        && (facts.capitals.contains(written) || facts.capital_endings.iter().any(|e| is_noun(e)) || is_place())
}
