use super::prelude::*;
use crate::text::names::{Name, Sound, names};
use crate::text::words::WordKind;

check! {
    /// A name of the source was replaced by another name.
    ///
    /// ## How it decides
    /// A word of the source that is written like a name has no counterpart in the aligned sentence, and a word of the
    /// translation that is written like a name has none in the source. Two words are counterparts when they begin alike
    /// or share their consonants once both are written in Latin letters; endings may differ.
    ///
    /// ## Not flagged
    /// Words at the beginning of a sentence, abbreviations, words that the lexicon knows or that belong to a title or
    /// an institution, and languages that write every noun with a capital letter or know no capitals.
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
        severity: Severity::Major, stage: Stage::Preview, confidence: 55, since: "0.1.0", run: Run::Bead(run),
    }
}

fn run(cx: &mut Cx, bead: Bead) {
    let (source, target) = (bead.source, bead.target);
    if source.is_empty() || target.is_empty() || bead.confidence < 60 {
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
        cx.flag(is, message).source(was);
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
            .source(source);
    }
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
