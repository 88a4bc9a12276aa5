use super::prelude::*;
use crate::data::concepts::ROWS;
use crate::data::languages::Capitals;
use crate::data::{Concepts, calendar};
use crate::text::concepts::Naming;
use crate::text::names::{Name, Sound, names};
use crate::text::words::{Word, WordKind};

check! {
    /// A name of the source was replaced by another name, or left out.
    ///
    /// ## How it decides
    /// A name of the translation is no word of its language and sounds like no word of the aligned sentence (English, of
    /// whose words there is a list); or each side names one country, region or city that the other does not name. Words
    /// sound alike when they begin alike or share their consonants once both are written in Latin letters; endings may
    /// differ.
    ///
    /// Less sure, and shown with `--min-confidence 50`: a word with a capital letter on each side without counterpart.
    ///
    /// ## Not flagged
    /// Abbreviations, names of months, single names between two scripts, and languages without spaces.
    ///
    /// ## Examples
    /// ```flag
    /// fr: Le discours de Marchenoir a duré une heure.
    /// en: The speech by ⟦Kowalski⟧ lasted an hour.
    /// ```
    /// ```clean
    /// ru: Речь Горбачёва длилась час.
    /// en: The speech by Gorbachev lasted an hour.
    /// ```
    pub static CHECK = {
        code: "A601", name: "changed-name", category: Category::Name, mqm: Mqm::Mistranslation,
        severity: Severity::Major, stage: Stage::Stable, confidence: 75, since: "0.1.0", run: Run::Bead(run),
    }
}

fn run(cx: &mut Cx, bead: Bead) {
    let (source, target) = (bead.source, bead.target);
    if source.is_empty() || target.is_empty() || bead.confidence < 60 {
        return;
    }
    if let Some(name) = invented(source, target) {
        let is = target.at(name);
        cx.flag(is, format!("the source does not name “{}”", short(is.text())))
            .source(source);
        return;
    }
    if let Some((lost, found)) = swapped(source, target) {
        let (was, is) = (source.at(lost), target.at(found));
        let message = format!(
            "the source names “{}”, the translation “{}”",
            short(was.text()),
            short(is.text())
        );
        cx.flag(is, message).source(was);
        return;
    }
    if let Some(name) = lost(source, target) {
        let was = source.at(name);
        let message = format!("the translation does not name “{}”", short(was.text()));
        cx.flag(target, message).source(was).confidence(LOST);
        return;
    }
    let ours = lonely(target, source);
    if ours.is_empty() {
        return;
    }
    let theirs = lonely(source, target);
    // A person is not replaced by a country: that is another way to say it.
    let pair = ours.iter().find_map(|found| {
        Some((
            theirs
                .iter()
                .find(|lost| lost.place.is_some() == found.place.is_some())?,
            found,
        ))
    });
    if let Some((lost, found)) = pair {
        let (was, is) = (source.at(lost.range), target.at(found.range));
        let message = format!(
            "the source names “{}”, the translation “{}”",
            short(was.text()),
            short(is.text())
        );
        cx.flag(is, message).source(was).confidence(UNSURE);
        return;
    }
    // Elsewhere titles and institutions are written like names more often.
    if !source.doc.facts.has_spaces() || target.doc.lang.base().to_string() != "en" {
        return;
    }
    // A full name says more than a word with a capital letter.
    if let Some(&found) = ours
        .iter()
        .find(|n| n.place.is_none() && target.at(n.range).words().len() >= 2)
    {
        let is = target.at(found.range);
        cx.flag(is, format!("the source does not name “{}”", short(is.text())))
            .source(source)
            .confidence(UNSURE);
    }
}

/// How sure a name is that was left out, in per cent.
const LOST: u8 = 65;
/// How sure names are that are told by their capital letters alone, in per cent.
const UNSURE: u8 = 55;
/// The fewest letters of a name that is looked for by its sound.
const LETTERS: usize = 4;

/// A name of the translation that is no word of its language and sounds like no word of the source.
fn invented(source: Segment, target: Segment) -> Option<Range32> {
    let (from, to) = (source.doc.facts, target.doc.facts);
    let vocabulary = to.vocabulary?;
    let table = Concepts::of(to.lang)?;
    if !from.language.is_some_and(|l| l.capitals != Capitals::None) || !from.has_spaces() {
        return None;
    }
    let text = target.doc.text();
    let strange = |w: &Word| {
        if !w.capital || w.kind != WordKind::Letters {
            return false;
        }
        let body = w.text(text);
        let bare = body.split(chars::is_apostrophe).next().unwrap_or(body);
        let folded = fold::text(bare);
        folded.chars().count() >= LETTERS
            && !body.chars().skip(1).any(char::is_uppercase)
            && !vocabulary.holds(&folded)
            && !vocabulary.holds(folded.trim_end_matches('s'))
            && !to.function_words.contains(folded.as_str())
            && !table.knows(&folded)
            && calendar::name(&folded).is_none()
    };
    let mut theirs: Option<Vec<Sound>> = None;
    for run in target
        .words()
        .chunk_by(|a, b| strange(a) == strange(b))
        .filter(|run| strange(&run[0]))
    {
        if run.iter().any(|w| stands(w.key, source)) {
            continue;
        }
        let sounds = theirs.get_or_insert_with(|| sounds(source));
        let alone = (is_one_script(source, target) || run.len() >= 2)
            && run.iter().all(|w| {
                let sound = Sound::of(w.text(text));
                !sounds.iter().any(|s| sound.is_near(s) || sound.is_in_word(s))
            });
        if alone {
            return Some(Range32 {
                start: run[0].range.start,
                end: run[run.len() - 1].range.end,
            });
        }
    }
    None
}

/// A name of the source that sounds like no word of the translation. What stands beside a known word with a capital
/// letter belongs to an institution, whose name is translated.
fn lost(source: Segment, target: Segment) -> Option<Range32> {
    target.doc.facts.vocabulary?;
    let (text, words) = (source.doc.text(), source.words());
    let mut named = names(text, words, source.concepts(), source.doc.facts);
    let one_script = is_one_script(source, target);
    named.retain(|name| {
        let first = words.iter().position(|w| w.range.start == name.range.start);
        let before = first.and_then(|at| at.checked_sub(1)).map(|at| &words[at]);
        let behind = words.iter().find(|w| w.range.start >= name.range.end);
        let joined = |a: u32, b: u32| text[a as usize..b as usize].chars().all(chars::is_space);
        let several = one_script || words.iter().filter(|w| name.range.covers(w.range)).count() > 1;
        let shortened = text[name.range.end as usize..].starts_with('.')
            && behind.is_some_and(|w| w.range.start == name.range.end + 1);
        let verbatim = words
            .iter()
            .filter(|w| name.range.covers(w.range))
            .any(|w| stands(w.key, target));
        // A century in Roman numerals, an abbreviation.
        let inner = text[name.range.usize()]
            .split([' ', '-'])
            .any(|w| w.chars().skip(1).any(char::is_uppercase));
        name.place.is_none()
            && !inner
            && !verbatim
            && several
            && !shortened
            && !before.is_some_and(|w| w.capital && joined(w.range.end, name.range.start))
            && !behind.is_some_and(|w| w.capital && joined(name.range.end, w.range.start))
    });
    if named.is_empty() {
        return None;
    }
    let sounds = sounds(target);
    let heard = |word: &str| {
        let sound = Sound::of(word);
        sounds.iter().any(|s| sound.is_near(s) || sound.is_in_word(s))
    };
    let gone = |name: &&Name| !text[name.range.usize()].split([' ', '-']).any(heard);
    named.iter().find(gone).map(|name| name.range)
}

/// Whether a side holds a word in the same form.
fn stands(key: u64, side: Segment) -> bool {
    side.words().iter().any(|w| w.key == key)
}

/// Whether both sides are written in one script: between two a single name may be spelled in many ways.
fn is_one_script(source: Segment, target: Segment) -> bool {
    let scripts = |segment: Segment| segment.doc.facts.language.map(|l| l.scripts);
    scripts(source) == scripts(target)
}

/// How the words of a side sound.
fn sounds(side: Segment) -> Vec<Sound> {
    let words = side.words().iter().filter(|w| w.kind != WordKind::Number);
    words.map(|w| Sound::of(w.text(side.doc.text()))).collect()
}

/// The one place that the source names alone, and the one that the translation names alone.
fn swapped(source: Segment, target: Segment) -> Option<(Range32, Range32)> {
    let alone = |side: Segment, other: Segment| -> Option<Range32> {
        let text = side.doc.text();
        let mut sole = None;
        for place in side.concepts().chunk_by(|a, b| a.range.start == b.range.start) {
            let range = place[0].range;
            // South Africa stands for Africa now and then.
            let id = |n: &Naming| ROWS[n.concept as usize].id;
            let named = |n: &Naming| {
                let mut others = other.concepts().iter();
                others.any(|o| o.concept == n.concept || id(o).contains(id(n)) || id(n).contains(id(o)))
            };
            let is_place = place.iter().all(|n| ROWS[n.concept as usize].is_place);
            let cased = text[range.usize()]
                .chars()
                .next()
                .is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
            if !is_place || !cased || place.iter().any(named) {
                continue;
            }
            if sole.is_some_and(|s: Range32| text[s.usize()] != text[range.usize()]) {
                return None;
            }
            sole = Some(range);
        }
        let range = sole?;
        let sound = Sound::of(&text[range.usize()]);
        let theirs = other.doc.text();
        let mut words = other.words().iter().filter(|w| w.kind != WordKind::Number);
        let heard = words.any(|w| sound.is_near(&Sound::of(w.text(theirs))));
        (!heard).then_some(range)
    };
    // Between two scripts, and where a country is shortened to one character, too little is sure.
    if !is_one_script(source, target) || !source.doc.facts.has_spaces() {
        return None;
    }
    let (lost, found) = (alone(source, target)?, alone(target, source)?);
    // A capital often stands for its country.
    let city = |side: Segment, range: Range32| {
        let mut named = side.concepts().iter().filter(|n| n.range == range);
        named.any(|n| ROWS[n.concept as usize].id.starts_with("city-"))
    };
    (city(source, lost) == city(target, found)).then_some((lost, found))
}

/// The names of one side that have no counterpart on the other.
fn lonely(side: Segment, other: Segment) -> Vec<Name> {
    let text = side.doc.text();
    let mut out = names(text, side.words(), side.concepts(), side.doc.facts);
    if out.is_empty() {
        return out;
    }
    let theirs = other.doc.text();
    let spaced = other.doc.facts.has_spaces();
    let words = other.words().iter().filter(|w| w.kind != WordKind::Number);
    let sounds: Vec<(Sound, bool)> = if spaced {
        words.map(|w| (Sound::of(w.text(theirs)), w.capital)).collect()
    } else {
        vec![(Sound::of(other.text()), false)]
    };
    out.retain(|name| {
        let text = &text[name.range.usize()];
        // A word may stand for a country and for its people.
        let place = side
            .concepts()
            .iter()
            .filter(|n| n.range == name.range)
            .any(|n| other.concepts().iter().any(|o| o.concept == n.concept));
        !place
            && !text.split([' ', '-', '\u{a0}']).any(|word| {
                let sound = Sound::of(word);
                sounds.iter().any(|(s, capital)| match (spaced, capital) {
                    (false, _) => sound.stands_in(s),
                    (true, true) => sound.is_like(s),
                    (true, false) => sound.is_in_word(s),
                })
            })
    });
    out
}
