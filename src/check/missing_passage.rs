use std::cell::OnceCell;

use super::prelude::*;
use crate::data::Concepts;
use crate::model::Verdict;
use crate::text::common::{Words, tally};

check! {
    /// A passage of the source has no counterpart in the translation.
    ///
    /// ## Why it matters
    /// A sentence that an engine skipped leaves no trace in the translation: who reads it alone cannot miss it.
    ///
    /// ## How it decides
    /// The aligner links no sentence of the translation to it, though it links what stands before and behind it.
    ///
    /// ## Not flagged
    /// Page furniture, headings, bylines and captions that are no sentences; what the sentence before or behind it may have
    /// taken in, being longer than it should be; what may stand elsewhere in the translation; languages that the lexicon
    /// does not hold. Where a third of the source has no counterpart the translation is an abridgement, which is told in
    /// the preview.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Brücke über die Wern wurde im Mai gesperrt. ¶ Der Stadtrat hatte zwei Gutachten bestellt. ¶ Beide fanden Risse in den Pfeilern. ¶ Das Rathaus von 1912 bleibt offen. ¶ Die Bürgermeisterin sprach am Montag mit den Händlern. ¶ Ein neuer Termin steht im Juni fest.
    /// en: The bridge over the Wern was closed in May. ¶ The town council had ordered two reports.⟦⟧ ¶ The town hall of 1912 stays open. ¶ The mayor spoke with the shopkeepers on Monday. ¶ A new date will be set in June.
    /// ```
    /// ```clean
    /// de: Die Brücke über die Wern wurde im Mai gesperrt. ¶ Der Stadtrat hatte zwei Gutachten bestellt. ¶ Beide fanden Risse in den Pfeilern. ¶ Das Rathaus von 1912 bleibt offen. ¶ Die Bürgermeisterin sprach am Montag mit den Händlern.
    /// en: The bridge over the Wern was closed in May. ¶ The town council had ordered two reports, and both found cracks in the piers. ¶ The town hall of 1912 stays open. ¶ The mayor spoke with the shopkeepers on Monday.
    /// ```
    pub static CHECK = {
        code: "A403", name: "missing-passage", category: Category::Omission, mqm: Mqm::Omission,
        severity: Severity::Major, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Bitext(run),
    }
}

fn run(cx: &mut Cx, bitext: &Bitext) {
    for gap in gaps(bitext, Side::Source) {
        let what = match gap.sentences {
            1 => "a sentence of the source has no counterpart here".to_owned(),
            n => format!("{n} sentences of the source have no counterpart here"),
        };
        let message = format!("{what}: “{}”", short(gap.text.text()));
        let draft = cx.flag(gap.place, message).source(gap.text);
        if !gap.sure {
            draft.confidence(ABRIDGED);
        }
    }
}

/// The fewest words of a sentence.
const WORDS: usize = 4;
/// The links that are trusted, in per cent.
const LINK: u8 = 60;
/// How much longer than usual a neighbour is that took something in, in per cent.
const LONGER: usize = 140;
/// How sure it is that a sentence is lost from an abridgement, in per cent, and which part of the text makes one.
pub(super) const ABRIDGED: u8 = 40;
const PART: usize = 3;
/// How many words two passages share that may be translations of each other.
const SHARED: usize = 2;

/// A passage of one side without a counterpart on the other.
pub(super) struct Gap<'a> {
    /// The passage.
    pub text: Segment<'a>,
    /// Where it stands, or would stand, in the translation.
    pub place: Segment<'a>,
    /// How many sentences it has.
    pub sentences: usize,
    /// Whether the texts have so few of them that this one is no editor's choice.
    pub sure: bool,
}

/// The passages of a side that nothing on the other side is linked to, though their neighbours are.
pub(super) fn gaps(bitext: &Bitext, side: Side) -> Vec<Gap<'_>> {
    let known = [&bitext.source, &bitext.target]
        .iter()
        .all(|doc| Concepts::of(doc.lang).is_some());
    if bitext.verdict != Verdict::Aligned || bitext.target.is_segmented() || !known {
        return Vec::new();
    }
    let beads: Vec<Bead> = bitext.beads().collect();
    let mine = |bead: &Bead<'_>| -> bool {
        let (text, other) = bead.sides(side);
        !text.is_empty() && other.is_empty()
    };
    let count = beads.iter().filter(|bead| !bead.sides(side).0.is_empty()).count();
    let lonely = beads.iter().filter(|bead| mine(bead)).count();
    let sure = lonely * PART < count;
    let usual = ratio(beads.iter().filter(|bead| bead.is_link()), side);
    let kept = Vec::from_iter(beads.iter().map(|_| OnceCell::new()));
    let mut gaps = Vec::new();
    let mut from = 0;
    while from < beads.len() {
        let length = beads[from..].iter().take_while(|bead| mine(bead)).count();
        if length == 0 {
            from += 1;
            continue;
        }
        let run = &beads[from..from + length];
        let (before, behind) = (from.checked_sub(1).map(|i| &beads[i]), beads.get(from + length));
        from += length;
        let trusted = |bead: Option<&Bead>| bead.is_none_or(|b| b.is_link() && b.confidence >= LINK && !b.moved);
        let both = before.is_some() || behind.is_some();
        // "The council had ordered two reports, and both found cracks."
        let longer = |bead: Option<&Bead>| bead.is_some_and(|b| ratio(std::iter::once(b), side) * 100 > usual * LONGER);
        if !both || !trusted(before) || !trusted(behind) || longer(before) || longer(behind) {
            continue;
        }
        // Furniture before or behind it is none of it.
        let is_prose = |bead: &Bead| is_prose(bead.sides(side).0);
        let Some(start) = run.iter().position(is_prose) else {
            continue;
        };
        let end = run.iter().rposition(is_prose).unwrap_or(start);
        let run = &run[start..=end];
        if !run
            .iter()
            .all(|bead| is_prose(bead) && !stands_elsewhere(bead, &beads, side, &kept))
        {
            continue;
        }
        let (first, last) = (run[0].sides(side).0, run[run.len() - 1].sides(side).0);
        let text = first.at(Range32 {
            start: first.range.start,
            end: last.range.end,
        });
        gaps.push(Gap {
            text,
            place: match side {
                Side::Source => run[0].target,
                Side::Target => text,
            },
            sentences: run.iter().map(|bead| bead.sides(side).0.sentences().len()).sum(),
            sure,
        });
    }
    gaps
}

/// How much longer the other side is, in thousandths.
fn ratio<'b, 'a: 'b>(beads: impl Iterator<Item = &'b Bead<'a>>, side: Side) -> usize {
    let (mut mine, mut theirs) = (0, 0);
    for bead in beads {
        let (text, other) = bead.sides(side);
        mine += text.text().chars().count();
        theirs += other.text().chars().count();
    }
    theirs * 1000 / mine.max(1)
}

/// Whether a passage is a sentence, rather than furniture, a heading, a byline or a caption.
fn is_prose(passage: Segment) -> bool {
    let doc = passage.doc;
    let blocks = doc.blocks();
    let index = blocks.partition_point(|b| b.range.end <= passage.range.start);
    let ends = passage
        .text()
        .trim_end_matches(|c| chars::is_quote(c) || chars::is_close_bracket(c));
    let is_sentence = ends.ends_with(chars::is_terminator);
    let furniture = doc.furniture().hits.get(index).is_some_and(Option::is_some);
    passage.words().len() >= WORDS && !furniture && is_sentence
}

/// How many beads away a passage may stand after all, and which part of what is known of it would be found there.
const NEAR: usize = 12;
const HALF: usize = 2;

/// Whether much of a passage stands in a sentence that is linked to nothing, or in one nearby. Sentences are compared many
/// times, so that their words are kept.
fn stands_elsewhere(passage: &Bead, beads: &[Bead], side: Side, kept: &[OnceCell<Words>]) -> bool {
    let text = passage.sides(side).0;
    let words = Words::of(text.passage());
    beads.iter().zip(kept).any(|(bead, kept)| {
        let (mine, other) = bead.sides(side);
        if other.is_empty() || !mine.is_empty() && bead.index.abs_diff(passage.index) > NEAR {
            return false;
        }
        let tally = tally(text.passage(), other.passage());
        let met = tally.met + words.shared(kept.get_or_init(|| Words::of(other.passage())));
        met > SHARED && met * HALF >= tally.all
    })
}
