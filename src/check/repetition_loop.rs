use super::prelude::*;
use crate::text::words::{Word, WordKind};

check! {
    /// The engine fell into a loop: the same words again and again.
    ///
    /// ## Examples
    /// ```flag
    /// en: The council spoke about the cost ⟦of the bridge of the bridge of the bridge⟧.
    /// ```
    /// ```flag
    /// en: It was ⟦very very very very very⟧ cold.
    /// ```
    /// ```clean
    /// en: No, no, no, she said. Never, never again.
    /// ```
    pub static CHECK = {
        code: "A202", name: "repetition-loop", category: Category::Repetition, mqm: Mqm::Duplication,
        severity: Severity::Major, stage: Stage::Stable, confidence: 92, since: "0.1.0", run: Run::Document(run),
    }
}

/// The longest period of a loop, in words.
const LONGEST: usize = 5;

fn run(cx: &mut Cx, doc: &Document) {
    let words = doc.words();
    let text = doc.text();
    let mut at = 0;
    while at < words.len() {
        let found = (1..=LONGEST).find_map(|period| {
            // Most words do not stand again so soon.
            if words.get(at + period).is_none_or(|next| next.key != words[at].key) {
                return None;
            }
            let len = periodic(text, words, at, period);
            let rounds = len / period;
            let stretch = &text[words[at].range.start as usize..words[at + rounds * period - 1].range.end as usize];
            // With commas between them they may be a figure of speech.
            let needed = match (period, stretch.contains(',')) {
                (1, _) => 4,
                (_, true) => 5,
                (_, false) => 3,
            };
            let content = words[at..at + period].iter().any(|w| w.kind != WordKind::Number);
            (rounds >= needed && content).then_some(rounds * period)
        });
        let Some(len) = found else {
            at += 1;
            continue;
        };
        let range = Range32 {
            start: words[at].range.start,
            end: words[at + len - 1].range.end,
        };
        let segment = doc.segment(range);
        at += len;
        let single = words[at - len..at].iter().all(|w| w.key == words[at - 1].key);
        let playful = single
            && (len < 5
                && doc
                    .facts
                    .doublets
                    .contains(fold::text(words[at - 1].text(text)).as_str())
                || text[range.usize()].chars().filter(|c| chars::is_word(*c)).count() < 2 * len);
        let source_loops = cx.counterpart(segment).is_some_and(|s| {
            s.words()
                .windows(3)
                .any(|w| w[0].key == w[1].key && w[1].key == w[2].key || w[0].key == w[2].key)
        });
        if !playful && !source_loops {
            cx.flag(
                segment,
                format!("the same words again and again: “{}”", short(segment.text())),
            );
        }
    }
}

/// How many words from here on repeat with this period, nothing but spaces between them
/// (for periods of several words also commas).
fn periodic(text: &str, words: &[Word], at: usize, period: usize) -> usize {
    let mut len = period;
    while let Some(next) = words.get(at + len) {
        if next.key != words[at + len - period].key {
            break;
        }
        let before = &words[at + len - 1];
        let gap = &text[before.range.end as usize..next.range.start as usize];
        let joined = gap
            .chars()
            .all(|c| chars::is_space(c) && c != '\n' || period > 1 && c == ',');
        if !joined || gap.is_empty() && next.kind != WordKind::Unspaced {
            break;
        }
        len += 1;
    }
    len
}
