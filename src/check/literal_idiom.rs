use super::prelude::*;
use crate::data::calques::CalqueKind;
use crate::data::idioms::{self, Idiom};
use crate::data::languages::Capitals;
use crate::data::{Facts, Lang};
use crate::text::Passage;
use crate::text::calques::is_quoted;
use crate::text::idioms::{self as matcher, Found};
use crate::text::words::Word;

check! {
    /// An idiom was rendered word for word.
    ///
    /// The message gives what a native writes and asks for a look, since a literal reading can be meant.
    ///
    /// ## How it decides
    /// With the source: the source holds an idiom of the tables, and the aligned passage holds the words of its image
    /// one by one and none of the natural renderings. Alone: the translation holds a literal form that no native writes, or
    /// the words of a foreign image near each other that meet in no other text.
    ///
    /// ## Not flagged
    /// A name (*a boat called Monkey Business*); an image that the translation marks as one (*like a toad that wants to eat
    /// swan*). Images that the language of the translation shares, or that dictionaries keep where a line holds nothing but the
    /// idiom; images with their meaning behind a dash or in brackets (*add legs to a snake – spoil it by overdoing*);
    /// expressions that the translation also gives in the words of the source; and those in quotation marks, as when they are
    /// talked about. Where only a part of the image stands, it is told in the preview.
    ///
    /// ## Examples
    /// ```flag
    /// fr: À la fin, le chauffeur est tombé dans les pommes.
    /// en: In the end the driver ⟦fell into the apples⟧.
    /// ```
    /// ```clean
    /// fr: À la fin, le chauffeur est tombé dans les pommes.
    /// en: In the end the driver fainted.
    /// ```
    /// ```flag
    /// en: He is no spring chicken, but he runs every day.
    /// nl: Hij is geen ⟦lentekip⟧, maar hij loopt elke dag.
    /// ```
    /// ```flag
    /// en: The players were tired of this monkey business.
    /// fr: Les joueurs étaient fatigués de cette ⟦affaire de singe⟧.
    /// ```
    /// ```clean
    /// en: In 1987 they met aboard a boat called Monkey Business.
    /// fr: En 1987 ils se sont rencontrés à bord d’un bateau appelé Affaires de singe.
    /// ```
    /// ```flag
    /// de: Wir sollten aufhören, ⟦um den Busch herumzureden⟧.
    /// ```
    /// ```clean
    /// de: Wir sollten nicht um den heißen Brei herumreden.
    /// ```
    /// ```flag
    /// de: Das neue Logo ist nur ⟦Lippenstift auf einem Schwein⟧.
    /// ```
    /// ```clean
    /// de: Das neue Logo ist reine Kosmetik.
    /// ```
    pub static CHECK = {
        code: "S102", name: "literal-idiom", category: Category::Idiom, mqm: Mqm::Awkward,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 80, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    let mut told = Vec::new();
    if let Some(bitext) = cx.bitext() {
        for bead in bitext.beads() {
            told.extend(bilingual(cx, bead));
        }
    }
    let found = super::calque::find(
        cx,
        doc,
        |c| c.kind == CalqueKind::Idiom,
        "idiom rendered word for word, out",
        &told,
    );
    told.extend(found);
    if cx.bitext().is_none() {
        odd(cx, doc, &told);
    }
}

/// Images whose words meet in no other text, where nothing is told yet.
fn odd(cx: &mut Cx, doc: &Document, told: &[Range32]) {
    let Some(table) = idioms::odd(doc.lang) else { return };
    let text = doc.text();
    for sentence in doc.sentences() {
        for found in matcher::images(text, sentence.words(), table) {
            let (idiom, range) = (found.rows[0], found.range);
            // Two words alone stand in one clause.
            let parted = idiom.image().len() == 2 && text[range.usize()].contains([',', ';', ':', '!', '?', '(']);
            let again = told.iter().any(|r| r.meets(range));
            let talked = || {
                is_quoted(text, range) || explains(sentence, range) || compares(sentence, range) && !is_simile(idiom)
            };
            let native = || own_idioms(sentence).iter().any(|own| own.range.meets(range));
            if parted || again || talked() || matcher::is_natural(&found, sentence.passage()) || native() {
                continue;
            }
            let message = format!(
                "idiom rendered word for word, out of {}: {} ({}){}",
                idiom.lang,
                idiom.plain(),
                idiom.meaning,
                hint(&found, doc.lang)
            );
            cx.flag(doc.segment(range), message);
        }
    }
}

/// The idioms of the language itself in a segment: "kicked the bucket" is made of Portuguese words, too.
fn own_idioms(segment: Segment) -> Vec<Found> {
    let doc = segment.doc;
    idioms::of(doc.lang).map_or_else(Vec::new, |table| {
        matcher::idioms(doc.text(), segment.words(), doc.facts, table)
    })
}

/// The links that are trusted, in per cent.
const LINK: u8 = 60;
/// How many natural renderings a message gives.
const HINTS: usize = 3;
/// How sure a part of an image is, in per cent: it waits for the preview.
const PARTIAL: u8 = 40;

/// Idioms of the source whose image stands in the translation.
fn bilingual(cx: &mut Cx, bead: Bead) -> Vec<Range32> {
    let (source, target) = (bead.source, bead.target);
    let Some(table) = idioms::of(source.doc.lang).filter(|_| bead.confidence >= LINK && !target.is_empty()) else {
        return Vec::new();
    };
    if source.doc.lang.same_language(target.doc.lang) {
        return Vec::new();
    }
    let mut told = Vec::new();
    let rendered = target.passage();
    for found in matcher::idioms(source.doc.text(), source.words(), source.doc.facts, table) {
        let lang = target.doc.lang;
        let saying = is_saying(source, found.range);
        let Some((idiom, range, sure)) = literal(&found, source, rendered, saying) else {
            continue;
        };
        if matcher::is_natural(&found, rendered) {
            continue;
        }
        let (theirs, ours) = (source.at(found.range), target.at(range));
        // Text about the expression, in either language.
        if is_quoted(theirs.doc.text(), theirs.range)
            || is_quoted(ours.doc.text(), ours.range)
            || is_name(source, theirs)
        {
            continue;
        }
        // "a boat called Monkey Business (which means mischief)"
        let kept = || fold::text(target.text()).contains(fold::text(theirs.text()).as_str());
        if explains(target, range) || is_own(target, range) || kept() {
            continue;
        }
        if !saying && compares(target, range) && !is_simile(idiom) {
            continue;
        }
        let message = format!(
            "“{}” may be rendered word for word: it means {}{}",
            short(theirs.text()),
            idiom.meaning,
            hint(&found, lang)
        );
        let draft = cx.flag(ours, message).source(theirs);
        if !sure {
            draft.confidence(PARTIAL);
        }
        told.push(range);
    }
    told
}

/// Whether an idiom of the source is a name: its words have capital letters, and most others have none.
fn is_name(source: Segment, idiom: Segment) -> bool {
    let facts = source.doc.facts;
    if facts.language.is_none_or(|l| l.capitals != Capitals::Names) {
        return false;
    }
    let telling = |w: &&Word| {
        !facts
            .function_words
            .contains(fold::text(w.text(source.doc.text())).as_str())
    };
    let capitals = |segment: Segment| {
        let words = segment.words().iter().filter(telling);
        words.fold((0, 0), |(capital, all), w| (capital + usize::from(w.capital), all + 1))
    };
    let ((own, of), (others, all)) = (capitals(idiom), capitals(source));
    of > 1 && own == of && (others - own) * 2 < all - of
}

/// What natives write, as the end of a message.
fn hint(found: &Found, lang: Lang) -> String {
    let natural: Vec<&str> = found.renderings(lang).take(HINTS).collect();
    match natural.is_empty() {
        true => String::new(),
        false => format!("; a native writes: {}", natural.join(", ")),
    }
}

/// The row of an idiom that was rendered word for word, where, and whether that is sure. A saying has a fixed form, also in
/// the languages that share its image: half of its words are enough, if they are three.
fn literal(found: &Found, source: Segment, rendered: Passage, saying: bool) -> Option<(&'static Idiom, Range32, bool)> {
    let lang = rendered.lang;
    let fixed = saying && found.renderings(lang).next().is_some();
    // A dictionary may keep an image; one word of it says too little there, unless it is all that is said.
    let alone = stands_alone(source, found.range);
    let bare = rendered.words.len() <= BARE;
    let own = found
        .rows
        .iter()
        .filter(|row| fixed || !row.is_shared(lang))
        .filter(|row| !alone || !row.is_glossed() && (bare || row.image().len() > 1));
    let mut best = None;
    for &row in own {
        let Some(image) = matcher::image(row, rendered) else {
            continue;
        };
        let sure = image.whole || saying && image.most;
        if sure {
            return Some((row, image.range, sure));
        }
        best = best.or(Some((row, image.range, sure)));
    }
    let whole = || matcher::word_for_word(source.at(found.range).passage(), rendered);
    match fixed.then(whole).flatten() {
        Some(range) => Some((found.rows[0], range, true)),
        None => best,
    }
}

/// The most words of a translation that says nothing but a word of an image.
const BARE: usize = 2;

/// Whether a source holds nothing but an idiom, as a dictionary does.
fn stands_alone(source: Segment, idiom: Range32) -> bool {
    let text = source.doc.text();
    let around = [
        &text[source.range.start as usize..idiom.start as usize],
        &text[idiom.end as usize..source.range.end as usize],
    ];
    !around.iter().any(|part| part.chars().any(char::is_alphanumeric))
}

/// The fewest words of a saying, and how many a sentence may hold beside it.
const SAYING: usize = 3;
const BESIDE: usize = 3;
/// The most words of a sentence that begins with a saying.
const LONGEST: usize = 14;

/// Whether an idiom is a whole sentence.
fn is_saying(source: Segment, idiom: Range32) -> bool {
    let around = source
        .sentences()
        .iter()
        .find(|s| s.covers(idiom))
        .map_or(source, |&s| source.at(s));
    let inside = around.words().iter().filter(|w| idiom.covers(w.range)).count();
    let beside = around.words().len() - inside;
    let opens = around.words().iter().take_while(|w| w.range.end <= idiom.start).count() <= 1;
    let begun = opens && around.words().len() <= LONGEST;
    source.doc.facts.has_spaces() && inside >= SAYING && inside >= beside && (beside <= BESIDE || begun)
}

/// How many words before an image say that it is one.
const BEFORE: usize = 4;

/// Whether a translation marks an image as one: "like a toad that wants to eat swan".
fn compares(target: Segment, image: Range32) -> bool {
    let (text, words) = (target.doc.text(), target.words());
    let first = words.iter().position(|w| w.range.start >= image.start).unwrap_or(0);
    let start = words
        .get(first.saturating_sub(BEFORE))
        .map_or(image.start, |w| w.range.start);
    let near = fold::text(&text[start as usize..image.end as usize]);
    target.doc.facts.similes.iter().any(|simile| {
        let mut places = near.match_indices(simile);
        places.any(|(at, _)| chars::stands_apart(&near, at, simile.len()))
    })
}

/// Whether an image stands inside an idiom of a translation without spaces, where single characters are words: 水深火热 holds
/// hot and water; or is nothing but the English words by their sound: モンキービジネス.
fn is_own(target: Segment, image: Range32) -> bool {
    let doc = target.doc;
    let sounds = |c: char| matches!(chars::script(c), None | Some(chars::Script::Kana));
    if doc.text()[image.usize()].chars().all(sounds) {
        return true;
    }
    !doc.facts.has_spaces() && own_idioms(target).iter().any(|idiom| idiom.range.covers(image))
}

/// The fewest words that tell what an image means.
const EXPLANATION: usize = 2;

/// Whether a translation tells what an image means, behind a dash or in brackets.
fn explains(target: Segment, image: Range32) -> bool {
    let (text, words) = (target.doc.text(), target.words());
    let behind = &text[image.end as usize..target.range.end as usize];
    let near = behind.char_indices().take(NEAR).find(|&(at, c)| {
        let dash = (chars::is_dash(c) || c == '-')
            && behind[..at].ends_with(' ')
            && behind[at + c.len_utf8()..].starts_with(' ');
        dash || c == '('
    });
    near.is_some_and(|(at, _)| {
        let from = image.end + at as u32;
        words.iter().filter(|w| w.range.start > from).count() >= EXPLANATION
    })
}

/// How many characters behind an image its meaning may begin.
const NEAR: usize = 40;

/// Whether an idiom compares by itself.
fn is_simile(idiom: &Idiom) -> bool {
    let Some(lang) = Lang::parse(idiom.lang) else {
        return false;
    };
    let facts = Facts::of(lang);
    if facts.has_spaces() {
        idiom
            .pattern
            .split([' ', '/'])
            .any(|word| facts.similes.contains(&word))
    } else {
        facts.similes.iter().any(|simile| idiom.pattern.contains(simile))
    }
}
