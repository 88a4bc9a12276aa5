use super::prelude::*;
use crate::text::words::WordKind;

check! {
    /// A word stands twice in a row.
    ///
    /// ## Not flagged
    /// What grammar or emphasis doubles (German *die die*, French *nous nous*), names, languages that double words
    /// freely, and what the source doubles as well.
    ///
    /// ## Examples
    /// ```flag
    /// en: The council met in ⟦the the⟧ old town hall.
    /// fix: The council met in the old town hall.
    /// ```
    /// ```clean
    /// de: Das sind die, die die Brücke gebaut haben; er weiß, dass sie sie mag.
    /// ```
    /// ```clean
    /// en: He had had enough, and he knew that that was it. Duran Duran played.
    /// ```
    pub static CHECK = {
        code: "L201", name: "doubled-word", category: Category::Repetition, mqm: Mqm::Duplication,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    if doc.facts.language.is_none_or(|l| l.reduplicates) {
        return;
    }
    let text = doc.text();
    let words = doc.words();
    for index in 1..words.len() {
        let (first, second) = (&words[index - 1], &words[index]);
        if first.key != second.key || first.kind != WordKind::Letters || second.kind != WordKind::Letters {
            continue;
        }
        let gap = &text[first.range.end as usize..second.range.start as usize];
        if gap.is_empty() || !gap.chars().all(|c| chars::is_space(c) && c != '\n') {
            continue;
        }
        let word = second.text(text);
        let folded = fold::text(word);
        // Three and more of them are a figure of speech or a loop.
        let more = |w: Option<&crate::text::words::Word>| w.is_some_and(|w| w.key == second.key);
        // Names are doubled as names: Duran Duran.
        let name = second.capital;
        // Two letters of Arabic are a spelt-out letter of an acronym as often as a word.
        let spelt = chars::script(word.chars().next().unwrap_or(' ')) == Some(chars::Script::Arabic)
            && word.chars().count() <= 2;
        if word.chars().count() < 2
            || spelt
            || name
            || doc.facts.doublets.contains(folded.as_str())
            || more(index.checked_sub(2).map(|i| &words[i]))
            || more(words.get(index + 1))
        {
            continue;
        }
        let range = Range32 {
            start: first.range.start,
            end: second.range.end,
        };
        let segment = doc.segment(range);
        if cx.counterpart(segment).is_some_and(doubles) {
            continue;
        }
        let grammatical = doc.facts.function_words.contains(folded.as_str());
        let drop = Range32 {
            start: first.range.end,
            end: second.range.end,
        };
        cx.flag(segment, format!("“{word}” stands twice"))
            .confidence(if grammatical { 90 } else { 80 })
            .fix("delete one", Safety::Unsafe, [(drop, String::new())]);
    }
}

/// Whether a segment doubles a word, with or without a mark between.
fn doubles(source: Segment) -> bool {
    source.words().windows(2).any(|pair| pair[0].key == pair[1].key)
}
