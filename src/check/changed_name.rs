use std::ops::Range;

use super::prelude::*;
use crate::data::concepts::{ROWS, country_of};
use crate::data::languages::Capitals;
use crate::data::{Concepts, Vocabulary, calendar, units};
use crate::model::Bitext;
use crate::text::concepts::Naming;
use crate::text::names::{Sound, adjoin, bare, begins, is_abbreviation, names};
use crate::text::words::{Word, WordKind};

check! {
    /// A name of the source was replaced by another name, or left out.
    ///
    /// ## How it decides
    /// A name of the translation is no word of its language (English, of whose words there is a list), or a given name with
    /// another name behind it, and sounds like no word of the aligned sentence; or each side names one country, region or
    /// city that the other does not name. Words sound alike when they begin alike or share their consonants once both are
    /// written in Latin letters; endings may differ.
    ///
    /// Less sure: a country that the translation alone names, and a name that it leaves out.
    ///
    /// ## Not flagged
    /// Abbreviations, names of months, single names between two scripts, and what a sentence nearby names.
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
        severity: Severity::Major, stage: Stage::Stable, confidence: 75, since: "0.1.0", run: Run::Bitext(run),
    }
}

fn run(cx: &mut Cx, bitext: &Bitext) {
    for bead in bitext.beads() {
        if !bead.source.is_empty() && !bead.target.is_empty() && bead.confidence >= LINK {
            look(cx, bitext, bead);
        }
    }
}

/// The links that are trusted, in per cent.
const LINK: u8 = 60;

fn look(cx: &mut Cx, bitext: &Bitext, bead: Bead) {
    let (source, target) = (bead.source, bead.target);
    if let Some(is) = invented(source, target).map(|name| target.at(name))
        && !beside(bitext, bead).any(|b| hears(b.source, is))
    {
        cx.flag(is, format!("the source does not name “{}”", short(is.text())))
            .source(source);
        return;
    }
    let lonely = lonely_places(source, target);
    let theirs = sole(&lonely);
    let ours = sole(&lonely_places(target, source));
    if let Some((was, is)) = theirs.zip(ours).filter(|&(was, is)| !stands_for(was, is))
        && !beside(bitext, bead).any(|b| names_place(b.source, is) || names_place(b.target, was))
    {
        cx.flag(is, exchanged(was, is)).source(was);
    } else if let Some(was) = theirs.filter(|&was| is_country(was))
        && let Some(is) = stranger_of(source, target)
        && !beside(bitext, bead).any(|b| hears(b.source, is) || names_place(b.target, was))
    {
        cx.flag(is, exchanged(was, is)).source(was);
    } else if let Some(is) = ours.filter(|&is| is_country(is))
        && Concepts::of(source.doc.lang).is_some()
        && !beside(bitext, bead).any(|b| is_said(b.source, is))
    {
        cx.flag(is, format!("the source does not name “{}”", short(is.text())))
            .source(source)
            .confidence(ONE_SIDED);
    } else if target.doc.facts.vocabulary.is_some()
        && let Some((was, is)) = unnamed(source, target).zip(ours.or_else(|| stranger_of(source, target)))
        && !sounds_alike(was, is)
        && !beside(bitext, bead).any(|b| is_said(b.source, is) || is_said(b.target, was))
    {
        cx.flag(is, exchanged(was, is)).source(was).confidence(ONE_SIDED);
    } else if let Some(was) = lost_place(bitext, bead, &lonely).or_else(|| lost(bitext, bead)) {
        cx.flag(target, format!("the translation does not name “{}”", short(was.text())))
            .source(was)
            .confidence(ONE_SIDED);
    }
}

fn stranger_of<'a>(source: Segment, target: Segment<'a>) -> Option<Segment<'a>> {
    stranger(source, target, 1).map(|name| target.at(name))
}

fn exchanged(was: Segment, is: Segment) -> String {
    let (theirs, ours) = (short(was.text()), short(is.text()));
    format!("the source names “{theirs}”, the translation “{ours}”")
}

/// The beads around one: what a sentence nearby names may be said with a pronoun here, or the other way round.
fn beside<'a>(bitext: &'a Bitext, bead: Bead) -> impl Iterator<Item = Bead<'a>> {
    let from = bead.index.saturating_sub(NEAR);
    let to = (bead.index + NEAR).min(bitext.bead_ranges().len() - 1);
    let near = (from..=to).filter(move |&i| i != bead.index);
    near.map(|i| bitext.bead(i))
}

/// How many sentences before and behind may name what a pronoun stands for.
const NEAR: usize = 3;

/// Whether a word of a side sounds like one of a name's.
fn hears(side: Segment, name: Segment) -> bool {
    let mut words = name.text().split([' ', '-', '\u{a0}']);
    !side.is_empty() && {
        let theirs = sounds(side);
        words.any(|word| theirs.hear(&Sound::of(word)))
    }
}

/// A place of the source that neither the translation nor a sentence nearby names, nor a place for which it may stand.
fn lost_place<'a>(bitext: &Bitext, bead: Bead, lonely: &[Segment<'a>]) -> Option<Segment<'a>> {
    let near = |place: Segment| beside(bitext, bead).any(|b| is_said(b.target, place));
    lonely.iter().copied().find(|&place| !near(place))
}

/// Whether a side names what a segment names, or a word that sounds like it.
fn is_said(side: Segment, name: Segment) -> bool {
    names_place(side, name) || hears(side, name)
}

/// Whether half of the sounds of two names are the same.
fn sounds_alike(a: Segment, b: Segment) -> bool {
    let parts = |name: Segment| name.text().split([' ', '-']).map(Sound::of).collect::<Vec<_>>();
    let others = parts(b);
    parts(a)
        .iter()
        .any(|part| others.iter().any(|other| part.shares_half(other)))
}

/// Whether a side names a place, too.
fn names_place(side: Segment, place: Segment) -> bool {
    !side.is_empty() && place.concepts().iter().any(|n| is_named(n, side))
}

/// Concepts that make one place of another.
const DIRECTIONS: [&str; 6] = ["central", "east", "new", "north", "south", "west"];
/// How sure a name is that was left out, or a country that was added, in per cent.
const ONE_SIDED: u8 = 65;
/// The fewest letters of a name that is looked for by its sound.
const LETTERS: usize = 4;

/// A name of the translation that the source does not name; between two scripts one word is too little evidence.
fn invented(source: Segment, target: Segment) -> Option<Range32> {
    stranger(source, target, if is_one_script(source, target) { 1 } else { 2 })
}

/// A name of the translation, of so many words or more, that sounds like no word of the source: words that are none of its
/// language, or a given name with another name behind it.
fn stranger(source: Segment, target: Segment, shortest: usize) -> Option<Range32> {
    let to = target.doc.facts;
    if !to.has_spaces() {
        return None;
    }
    let table = Concepts::of(to.lang);
    let text = target.doc.text();
    let is_abbreviation = |w: &Word| {
        let behind = text.get(w.range.end as usize..w.range.end as usize + 1);
        behind == Some(".") && to.abbreviations.contains_key(&format!("{}.", w.text(text)))
    };
    let strange = |w: &Word| {
        if to.vocabulary.is_none() || !w.capital || w.kind != WordKind::Letters {
            return false;
        }
        let (body, bare) = (w.text(text), bare(w, text));
        let folded = fold::text(bare);
        // "Didn't"
        let contracted = body.len() > bare.len() && bare.ends_with('n') && body.ends_with('t');
        folded.chars().count() >= LETTERS
            && !contracted
            && !body.chars().skip(1).any(char::is_uppercase)
            && !to.function_words.contains(folded.as_str())
            && !is_abbreviation(w)
            && to.is_word(&folded) == Some(false)
            && to.is_word(folded.trim_end_matches('s')) == Some(false)
            && !table.is_some_and(|t| t.knows(&folded))
            && calendar::name(&folded).is_none()
    };
    let words = target.words();
    let is_strange: Vec<bool> = words.iter().map(strange).collect();
    let mut behind = 0;
    let strangers = is_strange.chunk_by(|a, b| a == b).filter_map(|run| {
        let from = behind;
        behind += run.len();
        run[0].then(|| &words[from..behind])
    });
    let spelled_alike = is_one_script(source, target);
    let mut theirs: Option<Sounds> = None;
    strangers
        .chain(persons(target))
        .filter(|run| run.len() >= shortest)
        .filter(|run| !run.iter().any(|w| stands(w.key, source)))
        .find(|run| {
            let sounds = theirs.get_or_insert_with(|| sounds(source));
            // A short name sounds like many words: those that tell decide.
            let mut names: Vec<Sound> = run.iter().map(|w| Sound::of(w.text(text))).collect();
            if let Some(family) = names.pop_if(|name| spelled_alike && run.len() > 1 && name.tells()) {
                names = vec![family];
            } else if names.iter().any(Sound::tells) {
                names.retain(Sound::tells);
            }
            !names.iter().any(|name| sounds.hear(name))
        })
        .map(|run| Range32 {
            start: run[0].range.start,
            end: run[run.len() - 1].range.end,
        })
}

/// Given names with other names behind them, which are no words of an institution's name.
fn persons<'a>(side: Segment<'a>) -> impl Iterator<Item = &'a [Word]> {
    let text = side.doc.text();
    let names = Vocabulary::given_names();
    let cased = |w: &Word| w.capital && w.kind == WordKind::Letters;
    side.words()
        .chunk_by(move |a, b| cased(a) && cased(b) && &text[a.range.end as usize..b.range.start as usize] == " ")
        .filter(|run| run.len() >= 2)
        .filter_map(move |run| {
            let first = run.iter().position(|w| names.holds(&fold::text(w.text(text))))?;
            let name = &run[first..];
            let known = |w: &Word| side.concepts().iter().any(|n| n.range.covers(w.range));
            (name.len() >= 2 && !name.iter().any(known)).then_some(name)
        })
}

/// A name of the source that sounds like no word of the translation. What stands beside a known word with a capital
/// letter belongs to an institution, whose name is translated.
fn lost<'a>(bitext: &'a Bitext, bead: Bead<'a>) -> Option<Segment<'a>> {
    let (source, target) = (bead.source, bead.target);
    target.doc.facts.vocabulary?;
    let table = Concepts::of(source.doc.lang)?;
    let (text, words) = (source.doc.text(), source.words());
    let one_script = is_one_script(source, target);
    let capital = |at: Option<usize>| at.and_then(|at| words.get(at)).filter(|w| w.capital);
    // A short word that begins the sentence, or an abbreviation: "Selon Dupont", "ČSSD Jiří Paroubek".
    let stands_off = |w: &Word| {
        let small = source
            .doc
            .facts
            .function_words
            .contains(fold::text(w.text(text)).as_str());
        small || is_abbreviation(w, text)
    };
    let joined = |a: &Word, b: &Word| {
        text[a.range.end as usize..b.range.start as usize]
            .chars()
            .all(chars::is_space)
    };
    let is_whole = |name: &Range<usize>| {
        let (first, last) = (&words[name.start], &words[name.end - 1]);
        let before = capital(name.start.checked_sub(1)).filter(|w| joined(w, first) && !stands_off(w));
        let behind = capital(Some(name.end));
        // "Prof.Smith", "Sra. Pérez"
        let near = words.get(name.end).map_or(u32::MAX, |w| w.range.start - last.range.end);
        let shortened =
            || text[last.range.end as usize..].starts_with('.') && (near == 1 || near == 2 && behind.is_some());
        before.is_none() && !behind.is_some_and(|w| joined(last, w)) && !shortened()
    };
    // A century in Roman numerals, an abbreviation.
    let is_plain = |w: &Word| !w.text(text).chars().skip(1).any(char::is_uppercase);
    // "Second, Minute and Quarter": names that are words are translated together.
    let is_listed = |name: &Range<usize>| {
        let near = &words[name.start.saturating_sub(2)..name.start];
        near.iter()
            .any(|w| w.capital && table.knows_well(&fold::text(w.text(text))))
    };
    let mut theirs = None;
    let mut gone = |name: &[Word]| {
        let sounds = theirs.get_or_insert_with(|| sounds(target));
        let mut parts = name.iter().flat_map(|w| w.text(text).split('-'));
        !parts.any(|part| sounds.hear(&Sound::of(part)))
    };
    let mut named = names(text, words, source.concepts(), source.doc.facts).into_iter();
    let is_new = |inside: &[Word]| {
        (one_script || inside.len() > 1) && inside.iter().all(|w| is_plain(w) && !stands(w.key, target))
    };
    let name = named
        .find(|name| is_new(&words[name.clone()]) && is_whole(name) && !is_listed(name) && gone(&words[name.clone()]))
        .map(|name| &words[name])
        .or_else(|| persons(source).find(|name| is_new(name) && gone(name)))
        .or_else(|| copied(source, target).find(|name| gone(name)))?;
    let was = source.at(Range32 {
        start: name[0].range.start,
        end: name[name.len() - 1].range.end,
    });
    (!beside(bitext, bead).any(|b| hears(b.target, was))).then_some(was)
}

/// A name of the source, or a word that may be one, which sounds like no word of the translation: evidence for who knows
/// already that a word is missing.
pub(super) fn unnamed<'a>(source: Segment<'a>, target: Segment) -> Option<Segment<'a>> {
    if let Some(&place) = lonely_places(source, target).first() {
        return Some(place);
    }
    let (text, facts) = (source.doc.text(), source.doc.facts);
    let table = Concepts::of(facts.lang)?;
    let theirs = sounds(target);
    let gone = |word: &Word| !theirs.hear(&Sound::of(word.text(text)));
    if let Some(word) = copied(source, target).find(|word| gone(&word[0])) {
        return Some(source.at(word[0].range));
    }
    if facts
        .language
        .is_none_or(|l| matches!(l.capitals, Capitals::None | Capitals::Syllables))
    {
        return None;
    }
    let words = source.words();
    let is_name = |at: usize, word: &Word| {
        let body = bare(word, text);
        let folded = fold::text(body);
        word.capital
            && word.kind == WordKind::Letters
            && body.chars().count() >= SHORTEST_COPIED
            && !begins(text, words, at)
            && !facts.function_words.contains(folded.as_str())
            && !is_abbreviation(word, text)
            && !table.knows(&folded)
            && facts.is_word(&folded) != Some(true)
            && calendar::name(&folded).is_none()
            && !stands(word.key, target)
            && gone(word)
    };
    let name = words.iter().enumerate().find(|&(at, word)| is_name(at, word))?.1;
    Some(source.at(name.range))
}

/// Words of the source that a translation copies, and this one does not hold: names in the letters of the translation in a
/// text of another script; and abbreviations, unless the translation may spell them out.
fn copied<'a>(source: Segment<'a>, target: Segment<'a>) -> impl Iterator<Item = &'a [Word]> {
    let (text, facts) = (source.doc.text(), source.doc.facts);
    let latin = |segment: Segment| segment.doc.facts.language.is_some_and(|l| l.scripts == "Latn");
    let (ours, one_script) = (latin(target), latin(source));
    let table = Concepts::of(facts.lang);
    let is_copied = move |word: &Word| {
        let body = word.text(text);
        let tells = word.kind == WordKind::Letters && word.capital && body.chars().count() >= SHORTEST_COPIED;
        tells
            && !chars::is_roman(body)
            && !is_held(body, target)
            && body.chars().all(|c| chars::script(c) == Some(chars::Script::Latin))
    };
    let is_own = move |word: &Word| {
        let body = word.text(text);
        let known = || table.is_some_and(|t| t.knows(body) || !t.code(body).is_empty());
        let head = text[word.range.end as usize..].starts_with(':');
        head || !is_abbreviation(word, text) || units::behind(facts, body).is_some() || known()
    };
    let mut words = source.words().chunks(1).filter(move |w| ours && is_copied(&w[0]));
    let mut spelled_out = None;
    std::iter::from_fn(move || {
        words.find(|w| {
            !one_script || !is_own(&w[0]) && !*spelled_out.get_or_insert_with(|| has_new_names(source, target))
        })
    })
}

/// The fewest letters of a name that a translation copies.
const SHORTEST_COPIED: usize = 3;

/// Whether a translation holds abbreviations or names of several words that the source does not have, or the source is in
/// capital letters.
fn has_new_names(source: Segment, target: Segment) -> bool {
    let (text, words) = (target.doc.text(), target.words());
    let shouts = source
        .words()
        .iter()
        .filter(|w| w.capital && is_abbreviation(w, source.doc.text()));
    if shouts.count() * 3 > source.words().len() {
        return true;
    }
    let theirs = sounds(source);
    let is_new = |at: usize, w: &Word| {
        let unheard = || !begins(text, words, at) && !theirs.hear(&Sound::of(w.text(text)));
        w.capital && !stands(w.key, source) && (is_abbreviation(w, text) || unheard())
    };
    let in_name = |at: usize, w: &Word| {
        let behind = words
            .get(at + 1)
            .is_some_and(|next| next.capital && adjoin(text, w.range, next.range));
        let before = at.checked_sub(1).map(|i| &words[i]);
        behind || is_abbreviation(w, text) || before.is_some_and(|b| b.capital && adjoin(text, b.range, w.range))
    };
    words.iter().enumerate().any(|(at, w)| is_new(at, w) && in_name(at, w))
}

/// Whether a side holds a word of Latin letters, alone or inside another: "microRNAs".
fn is_held(word: &str, side: Segment) -> bool {
    let (text, wanted) = (side.doc.text(), word.to_ascii_lowercase());
    side.words()
        .iter()
        .any(|w| w.text(text).to_ascii_lowercase().contains(&wanted))
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

/// How a side sounds.
enum Sounds {
    /// Word by word, each with whether it may be a name by its capital letter.
    Words(Vec<(Sound, bool)>),
    /// A language without spaces, as a whole.
    Whole(Sound),
}

fn sounds(side: Segment) -> Sounds {
    let (text, facts) = (side.doc.text(), side.doc.facts);
    if !facts.has_spaces() {
        return Sounds::Whole(Sound::of(side.text()));
    }
    let cased = facts.language.is_some_and(|l| l.capitals == Capitals::Names);
    let words = side.words().iter().filter(|w| w.kind != WordKind::Number);
    Sounds::Words(words.map(|w| (Sound::of(w.text(text)), w.capital || !cased)).collect())
}

impl Sounds {
    /// Whether a word may be one of these.
    fn hear(&self, sound: &Sound) -> bool {
        match self {
            Sounds::Whole(whole) => sound.stands_in(whole),
            Sounds::Words(words) => words
                .iter()
                .any(|(s, name)| *name && sound.is_near(s) || sound.is_in_word(s)),
        }
    }
}

/// The rows of the concepts that a place as a whole names.
fn ids<'a>(place: Segment<'a>) -> impl Iterator<Item = &'static str> + 'a {
    let named = place.concepts().iter().filter(move |n| n.range == place.range);
    named.map(|n| ROWS[n.concept as usize].id)
}

/// Whether one place may stand for the other: a city for the country that it lies in, or one that is not known.
fn stands_for(a: Segment, b: Segment) -> bool {
    let is_city = |place: Segment| ids(place).any(|id| id.starts_with("city-"));
    let (city, other) = match (is_city(a), is_city(b)) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ => return false,
    };
    !ids(other).any(|id| id.starts_with("country-"))
        || ids(city).any(|city| country_of(city).is_none_or(|country| ids(other).any(|id| id == country)))
}

/// Whether a place is a country by its own name: an abbreviation or a city says too little.
fn is_country(place: Segment) -> bool {
    let mut named = place.concepts().iter().filter(|n| n.range == place.range);
    let country = named.any(|n| {
        let row = &ROWS[n.concept as usize];
        row.is_proper && !row.id.starts_with("city-")
    });
    country && !is_beside_name(place) && place.text().chars().any(char::is_lowercase)
}

/// Whether a place is a part of a longer name: "Paris Hilton", "New Guinea".
fn is_beside_name(place: Segment) -> bool {
    let (text, words) = (place.doc.text(), place.doc.words());
    let first = words.partition_point(|w| w.range.start < place.range.start);
    let behind = words.partition_point(|w| w.range.start < place.range.end);
    let before = first.checked_sub(1).and_then(|i| words.get(i));
    before.is_some_and(|w| w.capital && adjoin(text, w.range, place.range))
        || words
            .get(behind)
            .is_some_and(|w| w.capital && adjoin(text, place.range, w.range))
}

/// The one place of several, if they are the same.
fn sole<'a>(places: &[Segment<'a>]) -> Option<Segment<'a>> {
    let first = *places.first()?;
    places.iter().all(|p| p.text() == first.text()).then_some(first)
}

/// The places that a side names and the other does not.
fn lonely_places<'a>(side: Segment<'a>, other: Segment) -> Vec<Segment<'a>> {
    let (text, words, facts) = (side.doc.text(), side.doc.words(), side.doc.facts);
    let spaced = facts.has_spaces();
    let Some((table, _)) = Concepts::of(side.doc.lang).zip(Concepts::of(other.doc.lang)) else {
        return Vec::new();
    };
    // A long ending makes another word.
    let known = |range: Range32| {
        let name = &text[range.usize()];
        let written = fold::text(name);
        !spaced || written.contains([' ', '.', '-']) || table.knows_well(&written) || !table.code(name).is_empty()
    };
    // Vietnamese "Anh" is England, and the word for "he" where a sentence begins.
    let is_small = |range: Range32| {
        let at = words.partition_point(|w| w.range.start < range.start);
        begins(text, words, at) && facts.function_words.contains(fold::text(&text[range.usize()]).as_str())
    };
    let mut lonely = Vec::new();
    for place in side.concepts().chunk_by(|a, b| a.range.start == b.range.start) {
        let range = place[0].range;
        let is_place = place.iter().all(|n| ROWS[n.concept as usize].is_place);
        let cased = text[range.usize()]
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
        // "South African" may be another country.
        let directed = || {
            let mut named = side.concepts().iter();
            named.any(|n| DIRECTIONS.contains(&ROWS[n.concept as usize].id) && adjoin(text, n.range, range))
        };
        // "US dollars"
        let is_money = || units::behind(facts, &text[range.end as usize..]).is_some();
        if is_place
            && cased
            && known(range)
            && !is_small(range)
            && !is_money()
            && !place.iter().any(|n| is_named(n, other))
            && !directed()
        {
            lonely.push(side.at(range));
        }
    }
    let theirs = other.doc.text();
    let words = other.words().iter().filter(|w| w.kind != WordKind::Number);
    let sounds: Vec<Sound> = match lonely.is_empty() {
        true => Vec::new(),
        false => words.map(|w| Sound::of(w.text(theirs))).collect(),
    };
    lonely.retain(|place| {
        let sound = Sound::of(place.text());
        !sounds.iter().any(|theirs| sound.is_near(theirs))
    });
    lonely
}

/// Whether a side names a place, too. South Africa stands for Africa now and then.
fn is_named(place: &Naming, side: Segment) -> bool {
    let id = |n: &Naming| ROWS[n.concept as usize].id;
    let mut others = side.concepts().iter();
    others.any(|o| o.concept == place.concept || id(o).contains(id(place)) || id(place).contains(id(o)))
        || Concepts::of(side.doc.lang).is_some_and(|table| table.has_sign(side.text(), place.concept))
}
