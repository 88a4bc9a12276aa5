use rustc_hash::{FxHashMap, FxHashSet};

use super::prelude::*;
use crate::text::words::WordKind;

check! {
    /// A mark that joins two words or figures stands apart, where the source writes it tight.
    ///
    /// ## Why it matters
    /// Machines that cut text into tokens do not always put it together again: *and / or*, *26 · 6*, *1: 2500*.
    ///
    /// ## How it decides
    /// Strokes between words or figures, and decimal points at mid-height, colons and waves between figures, with a space on
    /// either side, in a passage whose source has the same mark without any.
    ///
    /// ## Not flagged
    /// A source that spaces the mark anywhere in the passage; the colons of languages that space them; addresses and paths; tokenised text.
    /// Of strokes between two spaces, which some texts write so, it is unsure.
    ///
    /// ## Examples
    /// ```flag
    /// de: Der Anteil der Zellen betrug 6/21.
    /// en: The share of cells was 6⟦ / ⟧21.
    /// fix: The share of cells was 6/21.
    /// ```
    /// ```flag
    /// en: The odds were 1:250, or less.
    /// es: La probabilidad era de 1⟦: ⟧250, o menos.
    /// ```
    /// ```clean
    /// de: Siehe Abend / Morgen und Tag/Nacht.
    /// en: See evening / morning and day/night.
    /// ```
    /// ```clean
    /// en: The file /etc/hosts/local and/or its copy.
    /// it: Il file /etc/hosts/local e/o la sua copia.
    /// ```
    /// ```clean
    /// en: Chapter 3 is on p. 12, at 10:30 and/or later.
    /// de: Kapitel 3: 12 Seiten, um 10:30 Uhr oder später.
    /// ```
    pub static CHECK = {
        code: "L308", name: "spaced-joint", category: Category::Punctuation, mqm: Mqm::Punctuation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 75, since: "0.1.0", run: Run::Bead(run),
    }
}

/// A mark between two words or figures.
struct Joint<'a> {
    mark: char,
    /// The figure before it; none where it is a word.
    figure: &'a str,
    /// With the spaces beside it.
    range: Range32,
    spaced: bool,
    /// It stands between words, with a space on either side.
    airy: bool,
}

/// How sure a stroke is that stands between two words and two spaces, in per cent: many houses write it so. Of 40 in
/// documentation that people translated, all were meant.
const STYLE: u8 = 45;

/// The most bytes of one space; more part the columns of a table.
const WIDE: usize = 3;

fn run(cx: &mut Cx, bead: Bead) {
    if bead.source.is_empty() {
        return;
    }
    let mut loose = joints(bead.target).filter(|joint| joint.spaced).peekable();
    if loose.peek().is_none() || bead.target.doc.is_tokenised() {
        return;
    }
    let mut spaced = FxHashSet::default();
    let mut tight: FxHashMap<(char, &str), Range32> = FxHashMap::default();
    for joint in joints(bead.source) {
        if joint.spaced {
            spaced.insert(joint.mark);
        } else {
            tight.entry((joint.mark, joint.figure)).or_insert(joint.range);
        }
    }
    let high = bead.target.doc.facts.locale.map_or("", |l| l.high);
    for joint in loose.filter(|joint| !high.contains(joint.mark) && !spaced.contains(&joint.mark)) {
        let Some(&theirs) = tight.get(&(joint.mark, joint.figure)) else {
            continue;
        };
        let message = format!("“{}” stands apart; the source writes it without spaces", joint.mark);
        let draft = cx
            .flag(bead.target.at(joint.range), message)
            .source(bead.source.at(theirs))
            .fix(
                "remove the spaces",
                Safety::Unsafe,
                [(joint.range, joint.mark.to_string())],
            );
        if joint.airy {
            draft.confidence(STYLE);
        }
    }
}

/// The marks of a segment that join two words or figures.
fn joints<'a>(segment: Segment<'a>) -> impl Iterator<Item = Joint<'a>> {
    let (text, start) = (segment.text(), segment.range.start as usize);
    let is_space = |c: char| chars::is_space(c) && c != '\n';
    text.char_indices().filter_map(move |(at, mark)| {
        let figures = match mark {
            '/' => false,
            ':' | '·' | '~' | '～' => true,
            _ => return None,
        };
        let before = text[..at].trim_end_matches(is_space);
        let behind = text[at + mark.len_utf8()..].trim_start_matches(is_space);
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_numeric() || !figures && c.is_alphabetic());
        let spaces = [at - before.len(), text.len() - at - mark.len_utf8() - behind.len()];
        let near = spaces.iter().all(|&bytes| bytes <= WIDE);
        let joined = near && joins(before.chars().next_back()) && joins(behind.chars().next());
        let range = Range32::new(start + before.len(), start + text.len() - behind.len());
        let verbatim = || {
            let words = segment.words();
            let around = words.get(words.partition_point(|w| w.range.end <= range.start));
            around.is_some_and(|w| w.kind == WordKind::Verbatim && w.range.covers(range))
        };
        // "the file /etc/hosts"
        let opens = before.len() < at && behind.len() == text.len() - at - mark.len_utf8();
        let path = mark == '/' && opens && behind.split(is_space).next().is_some_and(|token| token.contains('/'));
        let figure = &before[before.trim_end_matches(char::is_numeric).len()..];
        (joined && !path && !verbatim()).then_some(Joint {
            mark,
            figure,
            range,
            spaced: spaces.iter().any(|&bytes| bytes > 0),
            airy: mark == '/' && figure.is_empty() && spaces.iter().all(|&bytes| bytes > 0),
        })
    })
}
