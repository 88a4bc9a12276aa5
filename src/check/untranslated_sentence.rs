use super::prelude::*;
use crate::text::words::WordKind;
use rustc_hash::FxHashSet;

check! {
    /// A sentence was left in the source language.
    ///
    /// ## How it decides
    /// The sentence shares most of its words with the aligned source, and among them grammatical words of the source
    /// language and none of the target language.
    ///
    /// ## Not flagged
    /// Names, titles, numbers, code, and quotations that the source has in a third language.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Brücke war den ganzen Winter über für den Verkehr gesperrt.
    /// en: ⟦Die Brücke war den ganzen Winter über für den Verkehr gesperrt.⟧
    /// ```
    /// ```clean
    /// de: Die Brücke war gesperrt. Bayern München gegen Borussia Dortmund
    /// en: The bridge was closed. Bayern München gegen Borussia Dortmund
    /// ```
    pub static CHECK = {
        code: "A301", name: "untranslated-sentence", category: Category::Untranslated, mqm: Mqm::Untranslated,
        severity: Severity::Major, stage: Stage::Stable, confidence: 93, since: "0.1.0", run: Run::Bitext(run),
    }
}

/// How many levels of quotation are looked at.
const NESTED: usize = 4;
/// The fewest words of a sentence.
const MIN_WORDS: usize = 4;
/// How many options and alternatives make a line of code.
const OPTIONS: usize = 2;

fn run(cx: &mut Cx, bitext: &crate::model::Bitext) {
    let (source, target) = (&bitext.source, &bitext.target);
    if source.lang.same_language(target.lang) || source.lang.is_und() {
        return;
    }
    let copied: FxHashSet<u64> = source.words().iter().map(|w| w.key).collect();
    for sentence in target.sentences() {
        let text = target.text();
        // Titles are often left as they are: what stands in quotation marks inside the sentence does not count.
        let quoted = |w: &crate::text::words::Word| {
            // Pairs come in the order of their closing marks.
            let pairs = &target.quotes().pairs;
            let from = pairs.partition_point(|p| p.close < w.range.start);
            pairs[from..].iter().take(NESTED).any(|p| {
                p.open < w.range.start
                    && w.range.end <= p.close
                    && (p.open > sentence.range.start || p.close + 4 < sentence.range.end)
            })
        };
        let words: Vec<_> = sentence
            .words()
            .iter()
            .filter(|w| matches!(w.kind, WordKind::Letters | WordKind::Unspaced) && !quoted(w))
            .collect();
        let mut kinds: Vec<u64> = words.iter().map(|w| w.key).collect();
        kinds.sort_unstable();
        kinds.dedup();
        // What stands beside a long quotation says little of the sentence.
        if kinds.len() < MIN_WORDS || words.len() * 3 < sentence.words().len() {
            continue;
        }
        // How to call a program: "log [-p|--patch] [--all]".
        let options = sentence.text().matches("--").count() + sentence.text().matches('|').count();
        if options >= OPTIONS {
            continue;
        }
        // A run of a script without spaces is many words, and one that the source lacks settles the matter.
        let own_script = words
            .iter()
            .any(|w| w.kind == WordKind::Unspaced && !copied.contains(&w.key) && w.range.end - w.range.start > 6);
        if own_script {
            continue;
        }
        let shared = words.iter().filter(|w| copied.contains(&w.key)).count();
        if shared * 10 < words.len() * 8 {
            continue;
        }
        let known = |doc: &Document, w: &&&crate::text::words::Word| {
            doc.facts.function_words.contains(fold::text(w.text(text)).as_str())
        };
        let theirs = words.iter().filter(|w| known(source, w) && !known(target, w)).count();
        let ours = words.iter().filter(|w| known(target, w) && !known(source, w)).count();
        let unspaced = words.iter().all(|w| w.kind == WordKind::Unspaced) && target.facts.has_spaces();
        // A list of names is the same in both languages.
        let listed = words.iter().filter(|w| w.capital).count() * 2 >= words.len();
        let verbatim = shared == words.len()
            && cx
                .counterpart(sentence)
                .is_some_and(|s| s.text().contains(sentence.text()));
        if theirs >= 2 && ours * 4 <= theirs || verbatim && theirs >= 1 && ours == 0 && !listed || unspaced {
            let message = format!("left in the source language: “{}”", short(sentence.text()));
            let flag = cx.counterpart(sentence);
            let draft = cx.flag(sentence, message);
            if let Some(theirs) = flag {
                draft.source(theirs);
            }
        }
    }
}
