use unicode_normalization::UnicodeNormalization;

use super::prelude::*;

check! {
    /// A text has lost the letters that its language does not share with ASCII.
    ///
    /// ## How it decides
    /// Ten such letters or more are to be expected in a text of this length, and hardly one of eight is there. How common they
    /// are in a language was counted (`accents.tsv`). It is said once for a document, at the first word that shows it.
    ///
    /// ## Not flagged
    /// Short texts, languages with few such letters.
    ///
    /// ## Examples
    /// ```flag
    /// cs: Most ⟦pres⟧ reku byl v patek uzavren, protoze kontrola nasla trhliny v nosnych castech. Podle starosty potrva oprava nejmene mesic.
    /// ```
    /// ```clean
    /// cs: Most přes řeku byl v pátek uzavřen, protože kontrola našla trhliny v nosných částech. Podle starosty potrvá oprava nejméně měsíc.
    /// ```
    pub static CHECK = {
        code: "D205", name: "lost-accents", category: Category::Encoding, mqm: Mqm::CharacterEncoding,
        severity: Severity::Major, stage: Stage::Stable, confidence: 95, since: "0.1.0", run: Run::Document(run),
    }
}

/// How many letters beyond ASCII must be expected.
const EXPECTED: usize = 10;
/// The same where no grammatical word shows it: a text may be made of names and words of programs.
const UNSEEN: usize = 20;
/// Fewer than one of so many is left.
const LEFT: usize = 8;

fn run(cx: &mut Cx, doc: &Document) {
    let Some(rate) = doc.facts.accents else { return };
    let (mut letters, mut beyond) = (0, 0);
    for c in doc.text().chars() {
        if c.is_ascii() {
            letters += usize::from(c.is_ascii_alphabetic());
        } else if c.is_alphabetic() {
            letters += 1;
            beyond += 1;
        }
    }
    let expected = letters * rate as usize / 1000;
    if expected < EXPECTED || beyond * LEFT > expected {
        return;
    }
    let first = |keys: Vec<u64>| doc.words().iter().find(|w| keys.contains(&w.key)).map(|w| w.range);
    let holed = |word: &str| word.chars().filter(char::is_ascii).collect();
    let bare = |word: &str| word.nfd().filter(char::is_ascii).collect();
    let shows = first(spoiled(doc, holed)).or_else(|| first(spoiled(doc, bare)));
    if shows.is_none() && expected < UNSEEN {
        return;
    }
    let Some(range) = shows.or_else(|| doc.sentence_ranges().first().copied()) else {
        return;
    };
    let message = format!(
        "{beyond} of {letters} letters lie beyond ASCII, where {} has about {expected}: accents were lost",
        doc.lang
    );
    cx.flag(doc.segment(range), message);
}

/// The keys of grammatical words as they are spoiled in some way, where that makes no other one.
fn spoiled(doc: &Document, how: impl Fn(&str) -> String) -> Vec<u64> {
    let words = &doc.facts.function_words;
    let accented = words.iter().filter(|w| !w.is_ascii());
    let forms = accented
        .map(|w| how(w))
        .filter(|w| w.len() >= 2 && !words.contains(w.as_str()));
    forms.map(|form| fold::key(&form)).collect()
}
