use super::prelude::*;
use rustc_hash::FxHashMap;

check! {
    /// A passage that already stood in the article stands there again.
    ///
    /// ## How it decides
    /// The same words in the same order, at least ten of them and at least one whole sentence, elsewhere in the text.
    ///
    /// ## Not flagged
    /// Short refrains and headings, items of lists and tables, and passages that the source repeats as well. Without the source
    /// several passages are told once: manuals repeat their instructions.
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

/// The fewest words of a passage, and of the whole sentence in it.
const MIN_WORDS: usize = 10;
const MIN_SENTENCE: usize = 4;
/// The words that a repeated sentence is found by; how far both places agree is seen then.
const OPENING: usize = 5;
/// A block of its own with at most this many words may be a refrain.
const REFRAIN: usize = 14;

fn run(cx: &mut Cx, doc: &Document) {
    let words = doc.words();
    if words.len() < 2 * MIN_WORDS {
        return;
    }
    // Where a sentence of the same words stood first, by the index of its first word.
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    let mut again = Vec::new();
    let mut done = 0;
    let mut start = 0;
    for sentence in doc.sentence_ranges() {
        while words.get(start).is_some_and(|w| w.range.start < sentence.start) {
            start += 1;
        }
        let len = words[start..]
            .iter()
            .take_while(|w| w.range.start < sentence.end)
            .count();
        if len < MIN_SENTENCE {
            continue;
        }
        let hash = words[start..start + len.min(OPENING)].iter().fold(0u64, |hash, w| {
            (hash.rotate_left(5) ^ w.key).wrapping_mul(0x517C_C1B7_2722_0A95)
        });
        let Some(&first) = seen.get(&hash) else {
            seen.insert(hash, start as u32);
            continue;
        };
        if start < done {
            continue;
        }
        let passage = extend(doc, first as usize, start);
        if passage.2 >= MIN_WORDS {
            again.extend(repeated(cx, doc, passage.0, passage.1, passage.2));
            done = passage.1 + passage.2;
        }
    }
    // Manuals repeat their instructions: without the source, several passages are told once.
    let places = again.len();
    let told = if cx.bitext().is_some() { places } else { 1 };
    for &(first, second) in again.iter().take(told) {
        let message = format!("repeated passage: “{}”", short(second.text()));
        cx.flag(second, if told == 1 { in_all(&message, places) } else { message })
            .related(Label::new(Side::Target, first, "it stood here first"));
    }
}

/// The longest stretch of equal words around a repeated sentence, within its block: where it stands first, where it
/// stands again, and its length in words.
fn extend(doc: &Document, first: usize, second: usize) -> (usize, usize, usize) {
    let words = doc.words();
    let block = doc
        .block_at(words[second].range.start)
        .map_or(Range32::default(), |i| doc.blocks()[i].range);
    let equal = |a: usize, b: usize| words[a].key == words[b].key;
    let (mut a, mut b, mut len) = (first, second, 0);
    while a > 0 && b > 0 && words[b - 1].range.start >= block.start && equal(a - 1, b - 1) {
        a -= 1;
        b -= 1;
        len += 1;
    }
    while a + len < b && words.get(b + len).is_some_and(|w| w.range.start < block.end) && equal(a + len, b + len) {
        len += 1;
    }
    (a, b, len)
}

/// Where a repeated stretch of words stood first and the whole sentences of it that stand again, unless they may.
fn repeated<'a>(
    cx: &Cx,
    doc: &'a Document,
    first: usize,
    second: usize,
    len: usize,
) -> Option<(Segment<'a>, Segment<'a>)> {
    let words = doc.words();
    let stretch = |at: usize| Range32 {
        start: words[at].range.start,
        end: words[at + len - 1].range.end,
    };
    let range = stretch(second);
    let block = doc.block_at(range.start).map(|i| doc.blocks()[i])?;
    // It ends with its last whole sentence; one that was repeated for the most part belongs to it with its beginning.
    let sentences = doc.segment(block.range).sentences();
    let near = sentences.partition_point(|s| s.end <= range.start);
    let bare = |s: &Range32| {
        let body = &doc.text()[s.usize()];
        s.start + body.trim_end_matches(|c: char| !chars::is_word(c)).len() as u32
    };
    let last = sentences[near..].iter().take_while(|s| bare(s) <= range.end).last()?;
    let opening = sentences
        .get(near)
        .filter(|s| s.start <= range.start && (s.end - range.start) * 2 > s.end - s.start);
    let begun = opening.or_else(|| sentences[near..].iter().find(|s| s.start >= range.start));
    let start = begun?.start;
    let whole = Range32 { start, end: last.end };
    if whole.start >= whole.end {
        return None;
    }
    let segment = doc.segment(whole);
    let listed = !matches!(block.kind, crate::model::BlockKind::Paragraph);
    let refrain = whole.covers(block.range) && doc.segment(block.range).words().len() <= REFRAIN;
    if listed || refrain {
        return None;
    }
    let earlier = doc.segment(stretch(first));
    // The source repeats it too.
    if let (Some(a), Some(b)) = (cx.counterpart(earlier), cx.counterpart(segment)) {
        let alike = |a: &str, b: &str| strsim::sorensen_dice(&fold::text(a), &fold::text(b)) > 0.7;
        let text = |s: &Range32| &a.doc.text()[s.usize()];
        let repeats = if a.range == b.range {
            let sentences = a.sentences();
            (1..sentences.len()).any(|i| sentences[..i].iter().any(|s| alike(text(s), text(&sentences[i]))))
        } else {
            // A link may hold more than what is repeated.
            let among = |one: Segment, of: Segment| of.sentences().iter().any(|s| alike(one.text(), text(s)));
            alike(a.text(), b.text()) || among(a, b) || among(b, a)
        };
        if repeats {
            return None;
        }
    }
    Some((earlier, segment))
}
