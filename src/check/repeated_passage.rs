use super::prelude::*;
use rustc_hash::FxHashMap;

check! {
    /// A passage that already stood in the article stands there again.
    ///
    /// ## How it decides
    /// The same words in the same order, at least ten of them and at least one whole sentence, elsewhere in the text.
    ///
    /// ## Not flagged
    /// Short refrains and headings, items of lists and tables, and passages that the source repeats as well.
    ///
    /// ## Examples
    /// ```flag
    /// en: Several stations stopped operating on Wednesday, presumably to make new meetings more difficult. Nobody was hurt. ¶ The mayor spoke for an hour. ⟦Several stations stopped operating on Wednesday, presumably to make new meetings more difficult.⟧
    /// ```
    /// ```clean
    /// en: He came home late. ¶ The rain had not stopped. ¶ He came home late.
    /// ```
    pub static CHECK = {
        code: "A201", name: "repeated-passage", category: Category::Repetition, mqm: Mqm::Duplication,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 90, since: "0.1.0", run: Run::Document(run),
    }
}

/// The fewest words of a passage.
const MIN_WORDS: usize = 10;
/// The length of the pieces that are looked up.
const PIECE: usize = 6;
/// A block of its own with at most this many words may be a refrain.
const REFRAIN: usize = 14;

fn run(cx: &mut Cx, doc: &Document) {
    let words = doc.words();
    if words.len() < 2 * MIN_WORDS {
        return;
    }
    // Where every piece of some words in a row stood first; numbers count, so tables do not repeat.
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    let piece = |at: usize| {
        words[at..at + PIECE].iter().fold(0u64, |hash, w| {
            hash.rotate_left(5).wrapping_mul(0x517C_C1B7_2722_0A95) ^ w.key
        })
    };
    let same = |a: usize, b: usize, len: usize| (0..len).all(|i| words[a + i].key == words[b + i].key);
    let mut at = 0;
    while at + PIECE <= words.len() {
        let hash = piece(at);
        let Some(&first) = seen.get(&hash) else {
            seen.insert(hash, at as u32);
            at += 1;
            continue;
        };
        let first = first as usize;
        if first + PIECE > at || !same(first, at, PIECE) {
            at += 1;
            continue;
        }
        let mut len = PIECE;
        let block_end = doc
            .block_at(words[at].range.start)
            .map_or(0, |i| doc.blocks()[i].range.end);
        let within = words[at..].partition_point(|w| w.range.start < block_end);
        while len < within && first + len < at && words[first + len].key == words[at + len].key {
            len += 1;
        }
        len = len.min(within);
        if len >= MIN_WORDS {
            flag(cx, doc, first, at, len);
        }
        at += len;
    }
}

fn flag(cx: &mut Cx, doc: &Document, first: usize, second: usize, len: usize) {
    let words = doc.words();
    let stretch = |at: usize| Range32 {
        start: words[at].range.start,
        end: words[at + len - 1].range.end,
    };
    let range = stretch(second);
    // A whole sentence lies in it, its final mark aside.
    let text = doc.text();
    let Some(block) = doc.block_at(range.start).map(|i| doc.blocks()[i]) else {
        return;
    };
    let sentences = doc.segment(block.range).sentences();
    let near = sentences.partition_point(|s| s.end <= range.start);
    let inside: Vec<_> = sentences[near..]
        .iter()
        .take_while(|s| s.start < range.end)
        .filter(|s| {
            let trimmed = text[s.usize()].trim_end_matches(|c: char| !chars::is_word(c)).len() as u32;
            let lead = text[s.usize()].len() - text[s.usize()].trim_start_matches(|c: char| !chars::is_word(c)).len();
            range.start <= s.start + lead as u32 && s.start + trimmed <= range.end
        })
        .filter(|s| doc.segment(**s).words().len() >= 4)
        .collect();
    let (Some(first_inside), Some(last_inside)) = (inside.first(), inside.last()) else {
        return;
    };
    // A sentence that was repeated for the most part belongs to the passage; the beginning of the next one does not.
    let opening = sentences
        .get(near)
        .filter(|s| s.start < range.start && range.start < s.end)
        .filter(|s| (s.end - range.start) * 2 > s.end - s.start);
    let whole = Range32 {
        start: opening.map_or(range.start.min(first_inside.start), |s| s.start.min(range.start)),
        end: last_inside.end,
    };
    let segment = doc.segment(whole);
    let listed = !matches!(block.kind, crate::model::BlockKind::Paragraph);
    let refrain = whole.covers(block.range) && doc.segment(block.range).words().len() <= REFRAIN;
    if listed || refrain {
        return;
    }
    let earlier = doc.segment(stretch(first));
    // The source repeats it too, or both places translate the same sentence.
    if let (Some(a), Some(b)) = (cx.counterpart(earlier), cx.counterpart(segment)) {
        let alike = strsim::sorensen_dice(&fold::text(a.text()), &fold::text(b.text()));
        if a.range == b.range || alike > 0.7 {
            return;
        }
    }
    let message = format!("repeated passage: “{}”", short(segment.text()));
    cx.flag(segment, message)
        .related(Label::new(Side::Target, earlier, "it stood here first"));
}
