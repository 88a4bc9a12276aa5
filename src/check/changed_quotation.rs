use rustc_hash::FxHashMap;

use super::prelude::*;
use crate::text::quotes::Pair;

check! {
    /// A quotation lost its marks in the translation, got them there, or they stand around other words.
    ///
    /// ## Why it matters
    /// The marks say who speaks. A translation without them puts the words of a source into the mouth of the paper, and one
    /// with them around other words quotes what nobody said.
    ///
    /// ## How it decides
    /// One side of a sure link holds a quotation of several words, the other neither a quotation mark nor a dash nor any
    /// markup in its place. Where both sides hold one quotation, the words of the lexicon, numbers and names that stand once on
    /// both sides are compared: none of them is quoted on both sides, and several on one.
    ///
    /// ## Not flagged
    /// A few words in quotation marks, which may be a title or a term; quotations that run over several sentences; a dash,
    /// at the head of the paragraph as well, or italics for the marks; angle brackets, which are for titles. A quotation
    /// inside a sentence may be told in the translator's own words and is less sure.
    ///
    /// ## Examples
    /// ```flag
    /// de: „Wir haben keine Angst vor dem Wasser“, sagte die Bürgermeisterin am Montag.
    /// en: ⟦We are not afraid of the water, said the mayor on Monday.⟧
    /// ```
    /// ```flag
    /// de: Die Bürgermeisterin sprach am Montag über den Bau der neuen Brücke.
    /// en: ⟦“The mayor spoke about the new bridge”⟧ on Monday.
    /// ```
    /// ```flag
    /// de: „Das ist ein guter Tag für die Stadt“, sagte der Minister am Montag im Parlament.
    /// en: This is a good day for the city, said the ⟦“minister on Monday in parliament”⟧.
    /// ```
    /// ```clean
    /// de: „Wir haben keine Angst vor dem Wasser“, sagte die Bürgermeisterin am Montag.
    /// fr: — Nous n’avons pas peur de l’eau, a dit la maire lundi.
    /// ```
    /// ```clean
    /// en: “I take my time,” she says. “The others only want to win a medal.”
    /// sv: – Jag tar god tid på mig, säger hon. De andra vill bara vinna en medalj.
    /// ```
    /// ```clean
    /// de: Der Film „Das Boot“ lief am Abend im Kino.
    /// en: The film Das Boot was shown in the cinema in the evening.
    /// ```
    pub static CHECK = {
        code: "A504", name: "changed-quotation", category: Category::Quotes, mqm: Mqm::Punctuation,
        severity: Severity::Major, stage: Stage::Preview, confidence: 55, since: "0.1.0", run: Run::Bead(run),
    }
}

/// The links that are trusted, in per cent.
const LINK: u8 = 80;
/// The fewest words of a quotation that is no title or term, and the same in characters of a language without spaces.
const WORDS: usize = 4;
const CHARACTERS: usize = 10;
/// The fewest words that stand in the quotation of one side alone.
const STRAYED: usize = 2;
/// How sure it is of a quotation inside a sentence, in per cent.
const INSIDE: u8 = 45;

fn run(cx: &mut Cx, bead: Bead) {
    let (source, target) = (bead.source, bead.target);
    if !bead.is_link() || bead.confidence < LINK {
        return;
    }
    let (theirs, ours) = (quotations(source), quotations(target));
    let sure = |segment: Segment, quotation: Segment| match is_speech(segment, quotation) {
        true => CHECK.confidence,
        false => INSIDE,
    };
    match (theirs.as_slice(), ours.as_slice()) {
        ([], []) => {}
        ([theirs, ..], []) if is_long(*theirs) && !has_marks(target) => {
            let message = format!("no marks for the quotation “{}”", short(theirs.text()));
            cx.flag(target, message)
                .source(*theirs)
                .confidence(sure(source, *theirs));
        }
        ([], [ours, ..]) if is_long(*ours) && !is_title(*ours) && !has_marks(source) => {
            let message = "a quotation that the source does not mark".to_owned();
            cx.flag(*ours, message).source(source).confidence(sure(target, *ours));
        }
        ([theirs], [ours]) if has_strayed((source, *theirs), (target, *ours)) => {
            let message = format!("the source quotes other words: “{}”", short(theirs.text()));
            cx.flag(*ours, message).source(*theirs);
        }
        _ => {}
    }
}

/// The quotations of a segment that are not inside others, with their marks.
fn quotations(segment: Segment<'_>) -> Vec<Segment<'_>> {
    let mut found: Vec<Segment> = Vec::new();
    // Angle brackets are the marks of titles.
    let title = |p: &Pair| matches!(p.open_mark, '《' | '〈');
    let closed = segment.doc.quotes().closed_behind(segment.range.start, segment.range);
    let mut pairs: Vec<_> = closed.filter(|p| segment.range.start <= p.open && !title(p)).collect();
    pairs.sort_by_key(|p| p.open);
    for pair in pairs {
        let end = pair.close + pair.close_mark.len_utf8() as u32;
        if found.last().is_none_or(|last| last.range.end <= pair.open) {
            found.push(segment.at(Range32 { start: pair.open, end }));
        }
    }
    found
}

/// Whether a quotation is longer than a title or a term.
fn is_long(quotation: Segment) -> bool {
    let words = quotation.words().len();
    let unspaced = quotation.text().chars().filter(|c| chars::is_unspaced(*c)).count();
    words >= WORDS && (unspaced == 0 || unspaced >= CHARACTERS)
}

/// Whether most words of a quotation have a capital letter, as in titles.
fn is_title(quotation: Segment) -> bool {
    let words = quotation.words();
    words.iter().filter(|w| w.capital).count() * 2 >= words.len()
}

/// Whether a quotation is a whole sentence: it begins its segment or stands behind a colon or a comma, and ends with a
/// mark.
fn is_speech(segment: Segment, quotation: Segment) -> bool {
    let text = segment.doc.text();
    let before = text[segment.range.start as usize..quotation.range.start as usize].trim_end();
    let behind = text[quotation.range.end as usize..segment.range.end as usize].trim_start();
    let mark = |c: char| chars::is_terminator(c) || matches!(c, ',' | '，' | '、' | '،');
    let closed = quotation.text().trim_end_matches(chars::is_quote).ends_with(mark) || behind.starts_with(mark);
    let first = quotation.text().chars().find(|c| c.is_alphabetic());
    let begins = before.is_empty() || before.ends_with([':', '：', ',', '，']);
    begins && closed && first.is_some_and(|c| !c.is_lowercase())
}

/// Whether anything in a segment may stand for quotation marks, or marks that run over it do.
fn has_marks(segment: Segment) -> bool {
    let text = segment.text();
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        // An apostrophe stands between or behind letters; a single mark has none at one side.
        let apart = |c: char| !chars::is_word(c);
        let single = chars::is_single_quote(c) && (apart(before) || letters.peek().is_none_or(|c| apart(*c)));
        if chars::is_double_quote(c) || single || chars::is_dash(c) || matches!(c, '*' | '_' | '<' | '`' | '״' | '´')
        {
            return true;
        }
        before = c;
    }
    text.contains(" - ") || is_dialogue(segment) || segment.doc.quotes().meets(segment.range)
}

/// Whether a dash opens the paragraph, as in dialogues.
fn is_dialogue(segment: Segment) -> bool {
    let doc = segment.doc;
    let block = doc.block_at(segment.range.start).map(|at| doc.blocks()[at].range);
    block.is_some_and(|block| doc.text()[block.usize()].starts_with(|c| chars::is_dash(c) || c == '-'))
}

/// Whether a segment has two double marks and no more: one that is lost would pair others.
fn has_one_pair(segment: Segment) -> bool {
    segment.text().chars().filter(|c| chars::is_double_quote(*c)).count() == 2
}

/// Whether what one side quotes stands outside the quotation of the other, and nothing inside both.
fn has_strayed((source, theirs): (Segment, Segment), (target, ours): (Segment, Segment)) -> bool {
    if !has_one_pair(source) || !has_one_pair(target) {
        return false;
    }
    let concepts = |segment: Segment| once(segment.concepts().iter().map(|n| (u64::from(n.concept), n.range.start)));
    let words = |segment: Segment| once(segment.words().iter().map(|w| (w.key, w.range.start)));
    let quoted = |quotation: Segment, at: u32| quotation.range.start <= at && at < quotation.range.end;
    let (mut both, mut there, mut here) = (0, 0, 0);
    for (source, target) in [(concepts(source), concepts(target)), (words(source), words(target))] {
        for (a, b) in source.iter().filter_map(|(key, a)| Some(((*a)?, (*target.get(key)?)?))) {
            match (quoted(theirs, a), quoted(ours, b)) {
                (true, true) => both += 1,
                (true, false) => there += 1,
                (false, true) => here += 1,
                (false, false) => {}
            }
        }
    }
    both == 0 && there.max(here) >= STRAYED
}

/// Where each key stands; `None` for one that stands in several places.
fn once(places: impl Iterator<Item = (u64, u32)>) -> FxHashMap<u64, Option<u32>> {
    let mut all: FxHashMap<u64, Option<u32>> = FxHashMap::default();
    for (key, at) in places {
        all.entry(key)
            .and_modify(|place| *place = place.filter(|place| *place == at))
            .or_insert(Some(at));
    }
    all
}
