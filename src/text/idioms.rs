//! Idioms of a text, and their images in a translation.
//!
//! Baziotis et al. 2023 (LitTER) count a literal rendering when a word of the translation is a dictionary translation of
//! a word of the idiom. Here the words are given per idiom, all of them are asked for, and what good translators write
//! acquits.

use super::concepts::{Naming, concepts};
use super::patterns::Scan;
use super::words::{Word, WordKind};
use super::{Passage, Range32, chars, fold};
use crate::data::concepts::Concept;
use crate::data::idioms::{Idiom, Idioms, Images, Key};
use crate::data::{Concepts, Facts, Lang};

/// How many words the parts of an idiom may stand apart.
const WINDOW: usize = 8;
/// How many words the words of an odd image may stand apart: a machine keeps them together.
const CLOSE: usize = 3;
/// How many words the image may be spread over in the translation.
const SPREAD: usize = 14;

/// An idiom that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The rows that tell of it, the longest first: several may hold one idiom in several wordings.
    pub rows: Vec<&'static Idiom>,
    /// Where.
    pub range: Range32,
}

impl Found {
    /// What good translators write in a language, whichever row knows it.
    pub fn renderings(&self, lang: Lang) -> impl Iterator<Item = &'static str> {
        self.rows.iter().flat_map(move |row| row.renderings(lang))
    }
}

/// The idioms in a stretch of words, in order.
pub fn idioms(text: &str, words: &[Word], facts: &Facts, table: &'static Idioms) -> Vec<Found> {
    let rest = |word: &Word| word.elided(text).map(fold::key);
    let elided: Vec<Option<u64>> = words.iter().map(rest).collect();
    let scan = Scan {
        text,
        words,
        facts,
        elided: &elided,
    };
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if word.kind == WordKind::Unspaced {
            let start = word.range.start as usize;
            let inside = text[start..word.range.end as usize]
                .char_indices()
                .map(|(i, _)| start + i);
            for from in inside {
                out.extend(table.begun_by(&text[from..]).map(|(idiom, length)| Found {
                    rows: vec![idiom],
                    range: Range32::new(from, from + length),
                }));
            }
            continue;
        }
        let rest = elided[at].and_then(|key| Some(table.around(key, word.elided(text)?)));
        for (idiom, anchor) in table
            .around(word.key, word.text(text))
            .chain(rest.into_iter().flatten())
        {
            let lead = scan.around(idiom.parts[0].tokens(), anchor, at).next();
            let Some((mut from, mut to)) = lead else { continue };
            let mut taken = vec![(from, to)];
            let mut whole = true;
            for part in &idiom.parts[1..] {
                let near = from.saturating_sub(WINDOW)..(to + WINDOW).min(words.len());
                let found = near
                    .filter_map(|start| Some((start, scan.matches(part.tokens(), start)?)))
                    .find(|&(start, end)| end > start && taken.iter().all(|&(a, b)| end <= a || start >= b));
                match found {
                    Some((start, end)) => {
                        (from, to) = (from.min(start), to.max(end));
                        taken.push((start, end));
                    }
                    None => whole = false,
                }
            }
            if whole {
                let range = Range32 {
                    start: words[from].range.start,
                    end: words[to - 1].range.end,
                };
                let rows = vec![idiom];
                out.push(Found { rows, range });
            }
        }
    }
    joined(out)
}

/// What was found in order, several rows about one place together.
fn joined(mut out: Vec<Found>) -> Vec<Found> {
    out.sort_by_key(|f| (f.range.start, std::cmp::Reverse(f.range.end)));
    out.dedup_by(|b, a| {
        let inside = a.range.covers(b.range);
        if inside {
            a.rows.append(&mut b.rows);
        }
        inside
    });
    out
}

/// The odd images in a stretch of words, in order: all words of one near each other.
pub fn images(text: &str, words: &[Word], table: &'static Images) -> Vec<Found> {
    let mut places: Vec<(usize, Concept)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        places.extend(table.keys(word.text(text), word.key).map(|key| (at, key)));
        if let Some(rest) = word.elided(text) {
            places.extend(table.keys(rest, fold::key(rest)).map(|key| (at, key)));
        }
    }
    let mut out = Vec::new();
    for &(at, lead) in &places {
        for odd in table.led_by(lead) {
            let (mut from, mut to) = (at, at);
            let mut taken = vec![at];
            let whole = odd.keys[1..].iter().all(|&key| {
                let first = places.partition_point(|&(place, _)| place + CLOSE < from);
                let mut near = places[first..].iter().take_while(|&&(place, _)| place <= to + CLOSE);
                let Some(&(place, _)) = near.find(|&&(place, k)| k == key && !taken.contains(&place)) else {
                    return false;
                };
                (from, to) = (from.min(place), to.max(place));
                taken.push(place);
                true
            });
            if whole {
                out.push(Found {
                    rows: vec![&odd.idiom],
                    range: Range32 {
                        start: words[from].range.start,
                        end: words[to].range.end,
                    },
                });
            }
        }
    }
    joined(out)
}

/// How much of an image stands in a translation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Image {
    /// From its first word to its last.
    pub range: Range32,
    /// Whether every word of it is there that the tables know.
    pub whole: bool,
    /// Whether at least half of its words are there, and three.
    pub most: bool,
}

/// Whether a translation holds what good translators write for an idiom.
pub fn is_natural(found: &Found, rendered: Passage) -> bool {
    let tells = |idiom: &&'static Idiom| {
        let mut renderings = idiom.renderings(rendered.lang);
        renderings.any(|rendering| holds(rendered, rendering) && !says_less(idiom, rendering, rendered))
    };
    found.rows.iter().any(tells)
}

/// Whether an English rendering is made of words of the image alone, and not of all: "in the end" does not tell the account of
/// "au bout du compte" from its meaning.
fn says_less(idiom: &Idiom, rendering: &str, rendered: Passage) -> bool {
    if rendered.lang.code() != "en" {
        return false;
    }
    let words = || rendering.split([' ', '-']).map(fold::text);
    let mut telling = words()
        .filter(|word| !rendered.facts.function_words.contains(word.as_str()))
        .peekable();
    telling.peek().is_some()
        && telling.all(|word| idiom.image().iter().any(|key| key.is(&word)))
        && idiom.image().iter().any(|key| !words().any(|word| key.is(&word)))
}

/// The image of an idiom in a translation: its words one by one, near each other.
pub fn image(idiom: &Idiom, rendered: Passage) -> Option<Image> {
    let english = rendered.lang.code() == "en";
    let content = || idiom.image().iter().filter(|key| english || !key.is_grammatical());
    let alone = content().count() == 1;
    let keys: Vec<&Key> = content().filter(|key| english || key.is_known(rendered.lang)).collect();
    let mut found: Vec<Option<Range32>> = Vec::new();
    for key in &keys {
        let taken: Vec<Range32> = found.iter().flatten().copied().collect();
        found.push(place(key, rendered, !alone, &taken));
    }
    let joined = !alone && found.contains(&None) && join(&keys, &mut found, rendered);
    let places: Vec<Range32> = found.iter().flatten().copied().collect();
    let whole = !found.contains(&None);
    // Two words that were joined into one say as much as three that stand near each other.
    let told = places.len() + usize::from(joined);
    let (first, last) = (
        places.iter().min_by_key(|r| r.start)?,
        places.iter().max_by_key(|r| r.end)?,
    );
    let range = Range32 {
        start: first.start,
        end: last.end,
    };
    let spread = rendered.words.iter().filter(|w| range.covers(w.range)).count();
    // One word is an image by itself where the idiom has no other and the tables give the word itself.
    let enough = places.len() >= 2 || alone;
    (enough && spread <= SPREAD).then_some(Image {
        range,
        whole: whole && keys.len() * 2 > content().count(),
        most: told >= 3 && told * 2 >= content().count(),
    })
}

/// The fewest letters of either part of a compound.
const PART: usize = 3;

/// Finds missing words of an image in words that join them to another one ("tuinpad", a garden path), and says whether one
/// was joined to a word already found.
fn join(keys: &[&Key], found: &mut [Option<Range32>], rendered: Passage) -> bool {
    let links = &rendered.facts.compound_links;
    if links.is_empty() {
        return false;
    }
    let long = |form: &String| form.trim_end_matches('*').chars().count() >= PART;
    let forms = keys.iter().map(|key| key.forms(rendered.lang, true));
    let forms: Vec<Vec<String>> = forms.map(|all| all.into_iter().filter(long).collect()).collect();
    let joins = |word: &str, first: usize, second: usize| {
        let rests = forms[first]
            .iter()
            .filter_map(|form| word.strip_prefix(form.trim_end_matches('*')));
        let mut ends = rests.flat_map(|rest| links.iter().filter_map(|link| rest.strip_prefix(link)));
        ends.any(|end| forms[second].iter().any(|form| fold::is_form(end, form)))
    };
    let mut joined = false;
    for word in rendered.words.iter().filter(|w| w.kind == WordKind::Letters) {
        let folded = fold::text(word.text(rendered.text));
        for (first, second) in (0..keys.len()).flat_map(|a| (0..keys.len()).map(move |b| (a, b))) {
            let wanted = first != second && (found[first].is_none() || found[second].is_none());
            if wanted && joins(&folded, first, second) {
                joined |= found[first].is_some() || found[second].is_some();
                found[first].get_or_insert(word.range);
                found[second].get_or_insert(word.range);
            }
        }
    }
    joined
}

/// Where the content words of a stretch of the source stand in a translation, from the first to the last, if at least half
/// of them do, and two.
pub fn word_for_word(source: Passage, rendered: Passage) -> Option<Range32> {
    let images = Concepts::images(source.lang).zip(Concepts::images(rendered.lang));
    let meant = |word: &Word| -> Option<Range32> {
        let concept = |n: &&Naming| {
            let mut named = source.concepts.iter().filter(|s| s.range.covers(word.range));
            named.any(|s| s.concept == n.concept)
        };
        let by_concept = || rendered.concepts.iter().find(concept).map(|n| n.range);
        by_concept().or_else(|| {
            let (theirs, ours) = images?;
            let wanted = theirs.word_of(word.text(source.text), word.key);
            let stands = |w: &&Word| {
                let found = ours.word_of(w.text(rendered.text), w.key);
                found.iter().any(|image| wanted.contains(image))
            };
            rendered.words.iter().find(stands).map(|w| w.range)
        })
    };
    let (mut content, mut places) = (0, Vec::new());
    for word in source.words.iter().filter(|w| w.kind == WordKind::Letters) {
        if source
            .facts
            .function_words
            .contains(fold::text(word.text(source.text)).as_str())
        {
            continue;
        }
        content += 1;
        places.extend(meant(word));
    }
    places.sort_unstable_by_key(|r: &Range32| (r.start, r.end));
    let met = places.len();
    places.dedup();
    let (first, last) = (places.first()?, places.last()?);
    (met * 2 >= content && places.len() >= 2).then_some(Range32 {
        start: first.start,
        end: last.end,
    })
}

/// The first place where a word of the image stands that is not taken yet; also in its loose forms, if asked.
fn place(key: &Key, rendered: Passage, loosely: bool, taken: &[Range32]) -> Option<Range32> {
    let free = |range: &Range32| !taken.contains(range);
    if rendered.lang.code() == "en" {
        let words = rendered
            .words
            .iter()
            .filter(|w| matches!(w.kind, WordKind::Letters | WordKind::Mixed));
        return words
            .filter(|w| key.is(w.text(rendered.text)))
            .map(|w| w.range)
            .find(free);
    }
    let named = rendered
        .concepts
        .iter()
        .filter(|n| key.meant().concepts.contains(&n.concept));
    let images = Concepts::images(rendered.lang).filter(|_| !key.meant().images.is_empty());
    let is_image = |found: &[Concept]| found.iter().any(|image| key.meant().images.contains(image));
    let spaced = rendered.facts.has_spaces();
    let words = images.into_iter().filter(|_| spaced).flat_map(|table| {
        let words = rendered.words.iter();
        words.filter(|w| is_image(table.word_of(w.text(rendered.text), w.key)))
    });
    let strings = images.into_iter().filter(|_| !spaced).flat_map(|table| {
        let namings = concepts(rendered.text, rendered.words, table).into_iter();
        namings.filter(|n| is_image(&[n.concept])).map(|n| n.range)
    });
    let words = words.map(|w| w.range).chain(strings);
    named.map(|n| n.range).chain(words).find(free).or_else(|| {
        if !loosely {
            return None;
        }
        let forms = key.loosely(rendered.lang);
        if !rendered.facts.has_spaces() {
            return inside(rendered, &forms).find(free);
        }
        let is_one = |word: &str| forms.iter().any(|form| fold::is_form(word, form));
        let is_form = |word: &str| {
            let folded = fold::text(word);
            is_one(&folded) || rendered.facts.clitics.without(&folded).any(is_one)
        };
        let stands = |w: &&Word| {
            !forms.is_empty() && (is_form(w.text(rendered.text)) || w.elided(rendered.text).is_some_and(is_form))
        };
        rendered.words.iter().filter(stands).map(|w| w.range).find(free)
    })
}

/// Where forms stand in a text without spaces.
fn inside<'a>(rendered: Passage<'a>, forms: &'a [&str]) -> impl Iterator<Item = Range32> + 'a {
    let (start, text) = unspaced(rendered);
    forms.iter().flat_map(move |form| {
        let all = text.match_indices(form);
        all.map(move |(at, form)| Range32::new(start + at, start + at + form.len()))
    })
}

/// The text of a passage from its first word to its last, and where it begins.
fn unspaced(passage: Passage<'_>) -> (usize, &str) {
    let start = passage.words.first().map_or(0, |w| w.range.start as usize);
    let end = passage.words.last().map_or(0, |w| w.range.end as usize);
    (start, &passage.text[start..end])
}

/// Whether a translation holds the telling words of a rendering.
fn holds(rendered: Passage, rendering: &str) -> bool {
    const STEM: usize = 5;
    const LONG: usize = 4;
    const ENDING: usize = 2;
    if !rendered.facts.has_spaces() {
        return unspaced(rendered).1.contains(rendering);
    }
    let all: Vec<String> = rendering
        .split(' ')
        .map(|word| fold::text(word.trim_matches(|c| !chars::is_word(c))))
        .filter(|word| !word.is_empty())
        .collect();
    let telling = |word: &&String| word.chars().count() > 2 && !rendered.facts.function_words.contains(word.as_str());
    // The ending may be another ("вешать", "вешай"); English words have few.
    let ending = if rendered.lang.code() == "en" { 0 } else { ENDING };
    let stem = |word: &String| {
        let kept = word.chars().count().saturating_sub(ending).max(ENDING + 1);
        word.chars().take(STEM.min(kept)).collect::<String>()
    };
    let mut wanted: Vec<String> = all.iter().filter(telling).map(stem).collect();
    if wanted.is_empty() {
        // Nothing but grammatical words: all of them.
        wanted = all;
    }
    let held = |stem: &&String| {
        rendered
            .words
            .iter()
            .any(|w| fold::text(w.text(rendered.text)).starts_with(stem.as_str()))
    };
    // Of a long one a word may be another.
    let enough = wanted.len() - wanted.len() / LONG;
    !wanted.is_empty() && wanted.iter().filter(held).count() >= enough
}
