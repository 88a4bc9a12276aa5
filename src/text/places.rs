//! Places: which of them one side of a bead names and the other does not.

use super::concepts::Naming;
use super::names::{Sound, adjoin, begins};
use super::words::WordKind;
use super::{Passage, Range32, fold};
use crate::data::concepts::{ROWS, country_of};
use crate::data::{Concepts, Vocabulary, units};

/// Concepts that make one place of another.
const DIRECTIONS: [&str; 6] = ["central", "east", "new", "north", "south", "west"];

/// Whether a side names a place, too.
pub fn names(side: Passage, place: Passage) -> bool {
    !side.range.is_empty() && place.concepts.iter().any(|n| is_named(n, side))
}

/// The rows of the concepts that a place as a whole names.
fn ids<'a>(place: Passage<'a>) -> impl Iterator<Item = &'static str> + 'a {
    let named = place.concepts.iter().filter(move |n| n.range == place.range);
    named.map(|n| ROWS[n.concept as usize].id)
}

/// Whether one place may stand for the other: a city for the country that it lies in, or one that is not known.
pub fn stands_for(a: Passage, b: Passage) -> bool {
    let is_city = |place: Passage| ids(place).any(|id| id.starts_with("city-"));
    let (city, other) = match (is_city(a), is_city(b)) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ => return false,
    };
    !ids(other).any(|id| id.starts_with("country-"))
        || ids(city).any(|city| country_of(city).is_none_or(|country| ids(other).any(|id| id == country)))
}

/// Whether a place is a country by its own name: an abbreviation or a city says too little, and so does a part of a longer
/// name ("Paris Hilton", "New Guinea").
pub fn is_country(side: Passage, place: Range32) -> bool {
    let mut named = side.concepts.iter().filter(|n| n.range == place);
    let country = named.any(|n| {
        let row = &ROWS[n.concept as usize];
        row.is_proper && !row.id.starts_with("city-")
    });
    let Passage { text, words, .. } = side;
    let first = words.partition_point(|w| w.range.end <= place.start);
    let behind = words.partition_point(|w| w.range.start < place.end);
    let before = first.checked_sub(1).and_then(|i| words.get(i));
    let inside = before.is_some_and(|w| w.capital && adjoin(text, w.range, place))
        || words
            .get(behind)
            .is_some_and(|w| w.capital && adjoin(text, place, w.range));
    country && !inside && text[place.usize()].chars().any(char::is_lowercase)
}

/// The one place of several, if they are the same.
pub fn sole(side: Passage, places: &[Range32]) -> Option<Range32> {
    let name = |place: &Range32| &side.text[place.usize()];
    let first = places.first()?;
    places.iter().all(|p| name(p) == name(first)).then_some(*first)
}

/// The places that a side names and the other does not.
pub fn lonely(side: Passage, other: Passage) -> Vec<Range32> {
    let Passage { text, words, facts, .. } = side;
    let spaced = facts.has_spaces();
    let Some((table, _)) = Concepts::of(side.lang).zip(Concepts::of(other.lang)) else {
        return Vec::new();
    };
    // A long ending makes another word.
    let known = |range: Range32| {
        let name = &text[range.usize()];
        let written = fold::text(name);
        // "Kim Jong Un"
        if name.chars().nth(2).is_none() && name.contains(char::is_lowercase) {
            return false;
        }
        !spaced || written.contains([' ', '.', '-']) || table.knows_well(&written) || !table.code(name).is_empty()
    };
    // Vietnamese "Anh" is England, and the word for "he" where a sentence begins.
    let is_small = |range: Range32| {
        let at = words.partition_point(|w| w.range.end <= range.start);
        begins(text, words, at) && facts.function_words.contains(fold::text(&text[range.usize()]).as_str())
    };
    // "Francesco Molinari" is no form of France, "Daniel Hall" none of Denmark in Polish.
    let is_person = |range: Range32| {
        let behind = words.partition_point(|w| w.range.start < range.end);
        let next = words.get(behind).filter(|w| w.capital && adjoin(text, range, w.range));
        next.is_some() && Vocabulary::given_names().holds(&fold::text(&text[range.usize()]))
    };
    let mut lonely = Vec::new();
    for place in side.concepts.chunk_by(|a, b| a.range.start == b.range.start) {
        let range = place[0].range;
        let is_place = place.iter().all(|n| ROWS[n.concept as usize].is_place);
        let cased = text[range.usize()]
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
        // "South African" may be another country.
        let directed = || {
            let mut named = side.concepts.iter();
            named.any(|n| DIRECTIONS.contains(&ROWS[n.concept as usize].id) && adjoin(text, n.range, range))
        };
        // "en-US" is a locale.
        let is_code = || {
            let tagged = text[..range.start as usize].strip_suffix('-');
            tagged.is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_lowercase()))
                && text[range.usize()].chars().all(|c| c.is_ascii_uppercase())
        };
        // "US dollars"
        let is_money = || units::behind(facts, &text[range.end as usize..]).is_some();
        if is_place
            && cased
            && !place.iter().any(|n| is_named(n, other))
            && known(range)
            && !is_small(range)
            && !is_person(range)
            && !is_code()
            && !is_money()
            && !directed()
        {
            lonely.push(range);
        }
    }
    let theirs = other.text;
    let words = other.words.iter().filter(|w| w.kind != WordKind::Number);
    let sounds: Vec<Sound> = match lonely.is_empty() {
        true => Vec::new(),
        false => words.map(|w| Sound::of(w.text(theirs))).collect(),
    };
    lonely.retain(|place| {
        let sound = Sound::of(&text[place.usize()]);
        !sounds.iter().any(|theirs| sound.is_near(theirs))
    });
    lonely
}

/// Whether a side names a place, too. South Africa stands for Africa now and then.
fn is_named(place: &Naming, side: Passage) -> bool {
    let id = |n: &Naming| ROWS[n.concept as usize].id;
    let mut others = side.concepts.iter();
    others.any(|o| {
        o.concept == place.concept
            || id(o).contains(id(place))
            || id(place).contains(id(o))
            || country_of(id(place)) == Some(id(o))
    }) || Concepts::of(side.lang).is_some_and(|table| table.has_sign(&side.text[side.range.usize()], place.concept))
}
