use super::prelude::*;
use crate::text::words::WordKind;

check! {
    /// The place of the dateline is glued to the first sentence.
    ///
    /// ## Examples
    /// ```flag
    /// en: New protests in the south ¶ ⟦Almaty⟧ The sending of soldiers has fuelled fears of a further escalation. ¶ In Almaty the shops stayed closed on Monday.
    /// ```
    /// ```clean
    /// en: New protests in the south ¶ ALMATY (AP) — The sending of soldiers has fuelled fears. ¶ In Almaty the shops stayed closed.
    /// ```
    /// ```clean
    /// en: Almaty has a problem. ¶ The shops of Almaty stayed closed.
    /// ```
    pub static CHECK = {
        code: "D103", name: "glued-dateline", category: Category::Debris, mqm: Mqm::Punctuation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Document(run),
    }
}

/// How many paragraphs from the start a dateline may stand in.
const REACH: usize = 4;

fn run(cx: &mut Cx, doc: &Document) {
    if doc.is_segmented() || doc.facts.function_words.is_empty() {
        return;
    }
    let text = doc.text();
    // An elided word ("L’hiver") opens a sentence with what stands before the apostrophe.
    let known = |word: &str| {
        let folded = fold::text(word);
        doc.facts.function_words.contains(folded.as_str())
            || folded
                .split_once('\'')
                .is_some_and(|(head, _)| doc.facts.function_words.contains(head))
    };
    let full = doc.block_segments().filter(|b| b.words().len() >= 10).take(REACH);
    for block in full {
        let words = block.words();
        // One or two capitalised words, then a capitalised word that opens sentences, with spaces between them.
        let opener = words.iter().take(4).position(|w| w.capital && known(w.text(text)));
        let Some(opener @ 1..=3) = opener else { continue };
        let place = &words[..opener];
        let plain = place
            .iter()
            .all(|w| w.capital && w.kind == WordKind::Letters && w.text(text).chars().count() > 2);
        let spaced = words[..=opener].windows(2).all(|pair| {
            let gap = &text[pair[0].range.end as usize..pair[1].range.start as usize];
            gap.chars().all(|c| chars::is_space(c) || c == '/')
        });
        if !plain || !spaced {
            continue;
        }
        let first = place[0];
        let again = doc
            .words()
            .iter()
            .filter(|w| w.key == first.key && w.capital && w.range.start != first.range.start)
            .count();
        let in_source = cx.counterpart(block).is_some_and(|source| {
            source.words().first().is_some_and(|w| {
                strsim::jaro_winkler(&fold::text(w.text(source.doc.text())), &fold::text(first.text(text))) > 0.85
            })
        });
        if again == 0 && !in_source {
            continue;
        }
        let range = Range32 {
            start: first.range.start,
            end: place[place.len() - 1].range.end,
        };
        let segment = doc.segment(range);
        let message = format!("the dateline “{}” is glued to the sentence", segment.text());
        let end = Range32 {
            start: range.end,
            end: range.end,
        };
        cx.flag(segment, message)
            .fix("part it with a dash", Safety::Unsafe, [(end, " –".to_owned())]);
        return;
    }
}
