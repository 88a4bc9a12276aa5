use super::prelude::*;
use crate::model::Bitext;
use crate::text::acronyms::initial;
use crate::text::names::is_abbreviation;
use crate::text::words::{Word, WordKind};
use crate::text::{exchange, naming, places};

check! {
    /// A name of the source was replaced by another name, or left out.
    ///
    /// ## How it decides
    /// A name of the translation is no word of its language (English, of whose words there is a list), or a given name with
    /// another name behind it, and sounds like no word of the aligned sentence; or each side names one country, region or
    /// city that the other does not name. Words sound alike when they begin alike or share their consonants once both are
    /// written in Latin letters; endings may differ.
    ///
    /// Less sure: a name of the source and one of the translation, neither of which the other side has, in sixteen languages
    /// of whose words the frequent ones are known (Czech, Danish, Dutch, Finnish, French, German, Hungarian, Indonesian,
    /// Italian, Norwegian, Polish, Portuguese, Romanian, Spanish, Swedish, Turkish) or where one of the two may be a word; a
    /// name of two words of the source that the translation leaves out in these languages (both only from languages in the same
    /// script that write names alone with a capital letter, as German does not); a country that the translation
    /// alone names; a place, a person, an abbreviation or a word in Latin letters that it leaves out.
    ///
    /// ## Not flagged
    /// Names of months and of money, single names between two scripts, abbreviations that the translation may spell out, a
    /// name that is left out here and said in a sentence nearby, and a name of the translation that stands anywhere around in
    /// the source.
    ///
    /// ## Examples
    /// ```flag
    /// fr: Le discours de Marchenoir a duré une heure.
    /// en: The speech by ⟦Kowalski⟧ lasted an hour.
    /// ```
    /// ```flag
    /// en: The council met NATO in Brussels for two days last week.
    /// de: Der Rat traf die OTAN in Brüssel und ⟦Frankreich⟧ letzte Woche zwei Tage lang.
    /// ```
    /// ```flag
    /// pl: Trzy lata temu rynek w ⟦Hebronie⟧ był pełen ludzi.
    /// en: ⟦Three years ago the market was full of people.⟧
    /// ```
    /// ```flag
    /// en: The judge said that Whitmore had signed the letter.
    /// fr: Le juge a déclaré que ⟦Delorme⟧ avait signé la lettre.
    /// ```
    /// ```clean
    /// en: The judge said that Whitmore had signed the letter.
    /// fr: Le juge a déclaré que la société Whitmore avait signé la lettre.
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
    let (theirs, ours) = (source.passage(), target.passage());
    // Between two scripts one word is too little evidence.
    let shortest = if naming::is_one_script(theirs, ours) { 1 } else { 2 };
    let stranger = |shortest| naming::stranger(theirs, ours, shortest).map(|name| target.at(name));
    let first = stranger(shortest);
    let single = || if shortest == 1 { first } else { stranger(1) };
    if let Some(is) = first
        && !beside(bitext, bead).any(|b| is_heard(b.source, is))
        && !stands_nearby(bitext, bead, is)
    {
        cx.flag(is, format!("the source does not name “{}”", short(is.text())))
            .source(source);
        return;
    }
    let lonely = places::lonely(theirs, ours);
    let their_place = places::sole(theirs, &lonely).map(|place| source.at(place));
    let our_place = places::sole(ours, &places::lonely(ours, theirs)).map(|place| target.at(place));
    let lost = || {
        // No pronoun stands for an abbreviation.
        let far = |was: Segment| {
            if was.text().chars().any(char::is_lowercase) {
                FAR
            } else {
                NEAR
            }
        };
        let near = |was: Segment| around(bitext, bead, far(was)).any(|b| is_said(b.target, was));
        let mut lonely = lonely.iter().map(|&place| source.at(place));
        let name = || {
            naming::lost(theirs, ours)
                .map(|name| source.at(name))
                .filter(|&was| !near(was))
        };
        lonely.find(|&was| !near(was)).or_else(name)
    };
    if let Some((was, is)) = their_place
        .zip(our_place)
        .filter(|(was, is)| !places::stands_for(was.passage(), is.passage()))
        && !beside(bitext, bead).any(|b| is_placed(b.source, is) || is_placed(b.target, was))
    {
        cx.flag(is, exchanged(was, is)).source(was);
    } else if let Some(was) = their_place.filter(|was| places::is_country(theirs, was.range))
        && let Some(is) = single()
        && !beside(bitext, bead).any(|b| is_heard(b.source, is) || is_placed(b.target, was))
    {
        cx.flag(is, exchanged(was, is)).source(was);
    } else if ours.facts.vocabulary.is_some()
        && let Some(is) = our_place.or_else(single)
        && let Some(was) = naming::unnamed(theirs, ours).map(|name| source.at(name))
        && !naming::sound_alike(was.text(), is.text())
        && !beside(bitext, bead).any(|b| is_said(b.source, is) || is_said(b.target, was))
    {
        cx.flag(is, exchanged(was, is)).source(was).confidence(ONE_SIDED);
    } else if let Some((was, is)) = dropped(bitext, bead) {
        let message = is.map_or_else(|| not_named(was), |is| exchanged(was, is));
        cx.flag(is.unwrap_or(target), message).source(was).confidence(ONE_SIDED);
    } else if let Some(is) = our_place.filter(|is| places::is_country(ours, is.range))
        && !shortens(source, target, is)
        && !around(bitext, bead, FAR).any(|b| is_said(b.source, is))
    {
        cx.flag(is, format!("the source does not name “{}”", short(is.text())))
            .source(source)
            .confidence(ONE_SIDED);
    } else if let Some(was) = lost() {
        cx.flag(target, not_named(was)).source(was).confidence(ONE_SIDED);
    }
}

/// Whether a side has an abbreviation that the other has not, and which has the initial of a name that may be written in full
/// there: "PNG" is Papua New Guinea.
fn shortens(side: Segment, other: Segment, name: Segment) -> bool {
    let text = side.doc.text();
    let short = |w: &&Word| {
        let body = w.text(text);
        let fits = initial(name.text()).is_some_and(|letter| body.contains(letter));
        w.kind == WordKind::Letters && w.capital && is_abbreviation(w, text) && body.chars().nth(1).is_some() && fits
    };
    let mut found = side.words().iter().filter(short);
    found.any(|w| !other.words().iter().any(|o| o.key == w.key))
}

/// How sure a name is that was left out, or a country that was added, in per cent.
const ONE_SIDED: u8 = 65;

fn not_named(was: Segment) -> String {
    format!("the translation does not name “{}”", short(was.text()))
}

fn exchanged(was: Segment, is: Segment) -> String {
    let (theirs, ours) = (short(was.text()), short(is.text()));
    format!("the source names “{theirs}”, the translation “{ours}”")
}

/// A name of the source that the translation lacks, and the one it has in its place, where only the frequent words of the
/// language are known.
fn dropped<'a>(bitext: &'a Bitext, bead: Bead<'a>) -> Option<(Segment<'a>, Option<Segment<'a>>)> {
    let (source, target) = (bead.source, bead.target);
    let vicinity = || {
        let (theirs, ours) = vicinity(bitext, bead);
        (theirs.text(), ours.text())
    };
    let (was, is) = exchange::names(source.passage(), target.passage(), vicinity)?;
    let (was, is) = (source.at(was), is.map(|is| target.at(is)));
    let is_known = match is {
        Some(is) => beside(bitext, bead).any(|b| is_heard(b.source, is)) || stands_nearby(bitext, bead, is),
        None => around(bitext, bead, FAR).any(|b| is_said(b.target, was)),
    };
    (!is_known).then_some((was, is))
}

/// Whether the last word of a name stands somewhere around in the source, in some form, for which a pronoun may stand here.
fn stands_nearby(bitext: &Bitext, bead: Bead, name: Segment) -> bool {
    let word = name.text().rsplit(' ').next().unwrap_or_default();
    let bare = word.split(chars::is_apostrophe).next().unwrap_or(word);
    vicinity(bitext, bead).0.text().contains(fold::stem(bare))
}

/// Both sides of the beads around one, as far as one article may reach.
fn vicinity<'a>(bitext: &'a Bitext, bead: Bead) -> (Segment<'a>, Segment<'a>) {
    const ARTICLE: usize = 60;
    let beads = bitext.bead_ranges().len();
    let near = bead.index.saturating_sub(ARTICLE)..(bead.index + ARTICLE + 1).min(beads);
    let side = |of: fn(Bead<'a>) -> Segment<'a>| {
        let ranges = near.clone().map(|i| of(bitext.bead(i)).range);
        let whole = ranges.reduce(|a, b| Range32 {
            start: a.start.min(b.start),
            end: a.end.max(b.end),
        });
        let at = of(bitext.bead(near.start));
        at.doc.segment(whole.unwrap_or(at.range))
    };
    (side(|b| b.source), side(|b| b.target))
}

/// The beads around one: what a sentence nearby names may be said with a pronoun here, or the other way round.
fn beside<'a>(bitext: &'a Bitext, bead: Bead) -> impl Iterator<Item = Bead<'a>> {
    around(bitext, bead, NEAR)
}

fn around<'a>(bitext: &'a Bitext, bead: Bead, far: usize) -> impl Iterator<Item = Bead<'a>> {
    let from = bead.index.saturating_sub(far);
    let to = (bead.index + far).min(bitext.bead_ranges().len() - 1);
    let near = (from..=to).filter(move |&i| i != bead.index);
    near.map(|i| bitext.bead(i))
}

/// How many sentences before and behind may name what a pronoun stands for: where the other side has another name, and where
/// it has none.
const NEAR: usize = 3;
const FAR: usize = 10;

fn is_heard(side: Segment, name: Segment) -> bool {
    naming::hears(side.passage(), name.text())
}

fn is_placed(side: Segment, place: Segment) -> bool {
    places::names(side.passage(), place.passage())
}

fn is_said(side: Segment, name: Segment) -> bool {
    is_placed(side, name) || is_heard(side, name)
}
