use std::cell::OnceCell;

use super::prelude::*;
use crate::data::languages::Capitals;
use crate::text::calques::is_quoted;
use crate::text::words::{Word, WordKind};

check! {
    /// A word stands twice in a row.
    ///
    /// With the source, too: a word on both sides of a stroke, twice in a list, or again in brackets, where two words of the
    /// source became one (*arthritis/arthritis*, *libel, libel and fraud*, *ovens (ovens)*).
    ///
    /// ## Not flagged
    /// What grammar or emphasis doubles (German *die die*, French *nous nous*), names, languages that double words
    /// freely, what the source doubles as well, paths (*Pictures/Pictures*), and a menu of that name (*menu Menu*).
    ///
    /// ## Examples
    /// ```flag
    /// en: The council met in ⟦the the⟧ old town hall.
    /// fix: The council met in the old town hall.
    /// ```
    /// ```flag
    /// cs: Plochy vyčlenil tehdejší primátor Jaroslav Kubera (ODS).
    /// en: The spaces were set aside by the mayor of the day, Jaroslav Kubera ⟦(ODS) (ODS)⟧.
    /// ```
    /// ```flag
    /// ru: В больнице лечат артроз/артрит.
    /// en: The hospital treats ⟦arthritis/arthritis⟧.
    /// ```
    /// ```flag
    /// en: The names mean kernel (seed) in both books.
    /// zh: 两本书里的名称都是⟦果仁（果仁）⟧。
    /// ```
    /// ```clean
    /// en: The chorus goes: pump it out, pump it out, sister.
    /// de: Der Refrain lautet: Pumpen, pumpen, und weiter, Schwester.
    /// ```
    /// ```clean
    /// de: Das sind die, die die Brücke gebaut haben; er weiß, dass sie sie mag.
    /// ```
    /// ```clean
    /// en: Find the images and delete them.
    /// de: Suchen Sie die Bilder und löschen Sie sie.
    /// ```
    /// ```clean
    /// en: He had had enough, and he knew that that was it. Duran Duran played. Moon Jae-in in Seoul saw a Cygnus cygnus.
    /// ```
    /// ```clean
    /// en: The image is saved in the Pictures/Screenshots folder.
    /// hr: Slika se sprema u mapu Slike/Slike zaslona.
    /// ```
    pub static CHECK = {
        code: "L201", name: "doubled-word", category: Category::Repetition, mqm: Mqm::Duplication,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Document(run),
    }
}

/// The most spaces between a word and itself.
const GAP: usize = 1;

fn run(cx: &mut Cx, doc: &Document) {
    if let Some(bitext) = cx.bitext() {
        twins(cx, bitext);
    }
    if doc.facts.language.is_none_or(|l| l.reduplicates) {
        return;
    }
    if let Some(bitext) = cx.bitext() {
        compounds(cx, bitext);
    }
    let text = doc.text();
    let words = doc.words();
    for index in 1..words.len() {
        let (first, second) = (&words[index - 1], &words[index]);
        let kinds = |w: &Word| matches!(w.kind, WordKind::Letters | WordKind::Number);
        // "et ET", "BYTE byte": an abbreviation or a placeholder beside a word.
        let shouts = |w: &Word| w.text(text).chars().all(char::is_uppercase);
        if first.key != second.key || !kinds(first) || !kinds(second) || shouts(first) != shouts(second) {
            continue;
        }
        let gap = &text[first.range.end as usize..second.range.start as usize];
        // Columns of a table stand wider apart.
        if gap.is_empty() || !gap.chars().all(|c| chars::is_space(c) && c != '\n') || gap.chars().count() > GAP {
            continue;
        }
        let word = second.text(text);
        let folded = fold::text(word);
        // Three and more of them are a figure of speech or a loop, names are doubled as names (Duran Duran), and so
        // are numbers, unless the source is there and doubles nothing.
        let more = |w: Option<&Word>| w.is_some_and(|w| w.key == second.key);
        let before = more(index.checked_sub(2).map(|i| &words[i]));
        let figure = before || more(words.get(index + 1));
        // "the menu Menu bar": what a program shows.
        if second.capital && !first.capital {
            continue;
        }
        // "Moon Jae-in in Seoul", "the swan Cygnus cygnus".
        let part = text[..first.range.start as usize].ends_with(chars::is_hyphen);
        let species = first.capital && !second.capital && !doc.facts.function_words.contains(folded.as_str());
        let range = Range32 {
            start: first.range.start,
            end: second.range.end,
        };
        let kept = part || species || is_quoted(text, range);
        let special = figure || second.capital || kept || second.kind == WordKind::Number;
        // Two letters of Arabic are a spelt-out letter of an acronym as often as a word.
        let spelt = chars::script(word.chars().next().unwrap_or(' ')) == Some(chars::Script::Arabic)
            && word.chars().count() <= 2;
        if word.chars().count() < 2
            || spelt
            || before
            || doc.facts.doublets.contains(folded.as_str())
                && !(cx.bitext().is_some() && first.capital == second.capital && ends_sentence(text, second))
            || special && cx.bitext().is_none()
        {
            continue;
        }
        let segment = doc.segment(range);
        match cx.counterpart(segment) {
            Some(source) if doubles(source, second.kind) => continue,
            None if special || doc.facts.doublets.contains(folded.as_str()) => continue,
            _ => {}
        }
        let grammatical = doc.facts.function_words.contains(folded.as_str());
        let drop = Range32 {
            start: first.range.end,
            end: second.range.end,
        };
        cx.flag(segment, format!("“{word}” stands twice"))
            .confidence(if grammatical { 90 } else { 80 })
            .fix("delete one", Safety::Unsafe, [(drop, String::new())]);
    }
}

/// Flags words of several parts (`half-century`, `(ODS)`, `600Mbit/s`) that stand twice where the source doubles nothing.
fn compounds(cx: &mut Cx, bitext: &crate::model::Bitext) {
    for bead in bitext.beads().filter(|b| !b.source.is_empty() && !b.target.is_empty()) {
        let (text, start) = (bead.target.text(), bead.target.range.start as usize);
        let mut before: Option<(usize, &str)> = None;
        let mut found = None;
        for chunk in text.split(chars::is_space).filter(|c| !c.is_empty()) {
            let at = chunk.as_ptr() as usize - text.as_ptr() as usize;
            let bare = chunk.trim_end_matches(|c: char| !chars::is_word(c) && !chars::is_close_bracket(c));
            let parts =
                || bare.chars().any(|c| !c.is_alphabetic() && !c.is_ascii_digit()) || bare.contains(char::is_numeric);
            if let Some((first, than)) = before
                && than == bare
                && parts()
                && !bare.contains('%')
                && bare.chars().filter(|&c| chars::is_word(c)).count() >= 3
                && text[first + than.len()..at].chars().all(chars::is_space)
            {
                found.get_or_insert((first, at + bare.len(), bare));
            }
            before = Some((at, chunk));
        }
        let Some((from, to, bare)) = found else { continue };
        if doubles(bead.source, WordKind::Letters) || bare.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        let range = Range32::new(start + from, start + to);
        cx.flag(bead.target.at(range), format!("“{bare}” stands twice"))
            .confidence(80);
    }
}

/// Flags words that stand on both sides of a stroke, twice in a list, or again in brackets, where the source doubles nothing:
/// two words of the source became one.
fn twins(cx: &mut Cx, bitext: &crate::model::Bitext) {
    for bead in bitext.beads().filter(|b| !b.source.is_empty() && !b.target.is_empty()) {
        let (text, words, facts) = (bead.target.doc.text(), bead.target.words(), bead.target.doc.facts);
        let repeated = OnceCell::new();
        let repeats = || *repeated.get_or_init(|| repeats(bead.source));
        let is_twin = |pair: &[Word]| {
            let [first, second] = pair else { return false };
            if first.key != second.key || first.kind != WordKind::Letters || first.text(text).chars().count() < TWIN {
                return false;
            }
            let gap = &text[first.range.end as usize..second.range.start as usize];
            let behind = &text[second.range.end as usize..];
            let listed = || {
                let next = behind.split([' ', ',', ';']).nth(1).unwrap_or("");
                let inside = text[..first.range.start as usize].ends_with(", ");
                behind.starts_with([',', ';']) || behind.starts_with(' ') && (inside || facts.joining.contains(next))
            };
            // "the Pictures/Pictures folder", "grub/grub.cfg"
            let is_path = |first: &Word, second: &Word, behind: &str| {
                let names = facts.language.is_some_and(|l| l.capitals == Capitals::Names);
                let mut behind = behind.chars();
                let inside = text[..first.range.start as usize].ends_with('/')
                    || behind.next() == Some('.') && behind.next().is_some_and(chars::is_letter);
                let title = |w: &Word| w.capital && w.text(text).contains(char::is_lowercase);
                inside || names && title(first) && title(second)
            };
            let mark = gap.trim_matches(|c| chars::is_space(c) || chars::is_quote(c));
            match mark {
                "/" => !gap.contains('\n') && !is_path(first, second, behind),
                ";" => !repeats(),
                "-" | "–" => {
                    first.capital && second.capital && mark == gap && !facts.language.is_none_or(|l| l.reduplicates)
                }
                "," => listed() && !repeats(),
                _ => false,
            }
        };
        let pair = words.windows(2).find(|pair| is_twin(pair));
        let twice = pair.map(|pair| Range32 {
            start: pair[0].range.start,
            end: pair[1].range.end,
        });
        let start = bead.target.range.start;
        let listed = || listed_twice(bead.target.text(), start).filter(|_| !repeats());
        let apart = || echo(bead.target.text(), start).or_else(listed);
        let Some(range) = twice.or_else(apart) else {
            continue;
        };
        let echoes = || echo(bead.source.text(), bead.source.range.start).is_some();
        if doubles(bead.source, WordKind::Letters) || echoes() {
            continue;
        }
        let message = format!(
            "“{}” says one thing twice, where the source has two words",
            short(&text[range.usize()])
        );
        cx.flag(bead.target.at(range), message).confidence(TWINS);
    }
}

/// The first item of a list, in a script without spaces, that the next one repeats: `孕妇、孕妇`.
fn listed_twice(text: &str, start: u32) -> Option<Range32> {
    text.match_indices('、').find_map(|(at, mark)| {
        let (before, behind) = (&text[..at], &text[at + mark.len()..]);
        let item = &before[before.trim_end_matches(chars::is_unspaced).len()..];
        let rest = behind.strip_prefix(item)?;
        (item.chars().count() >= 2 && !rest.starts_with(chars::is_unspaced)).then(|| Range32 {
            start: start + (at - item.len()) as u32,
            end: start + (at + mark.len() + item.len()) as u32,
        })
    })
}

/// The first bracket of a text that repeats what stands before it, with that: `apricot kernel (apricot kernel)`.
fn echo(text: &str, start: u32) -> Option<Range32> {
    const LONGEST: usize = 60;
    let is_frame = |c: char| chars::is_space(c) || chars::is_quote(c) || matches!(c, ',' | '、' | '，');
    text.match_indices(['(', '（']).find_map(|(at, open)| {
        let rest = &text[at + open.len()..];
        let length = rest.find([')', '）']).filter(|&length| length <= LONGEST)?;
        let inside = rest[..length].trim_matches(is_frame);
        let before = text[..at].trim_end_matches(is_frame).strip_suffix(inside)?;
        let unspaced = inside.starts_with(chars::is_unspaced);
        let fewest = if unspaced { 2 } else { TWIN };
        let letters = inside.chars().filter(|c| c.is_alphabetic()).count();
        let apart = unspaced || !before.ends_with(chars::is_word);
        let close = rest[length..].chars().next().map_or(0, char::len_utf8);
        let end = at + open.len() + length + close;
        (letters >= fewest && apart).then(|| Range32 {
            start: start + before.len() as u32,
            end: start + end as u32,
        })
    })
}

/// Whether a content word of a source soon stands again, as in a refrain; of a script without spaces, two characters.
fn repeats(source: Segment) -> bool {
    let (text, words, facts) = (source.doc.text(), source.words(), source.doc.facts);
    let tells = |w: &Word| !facts.function_words.contains(fold::text(w.text(text)).as_str());
    let unspaced = |w: &Word| w.kind == WordKind::Unspaced;
    let keys = |at: usize| Some((words.get(at)?.key, words.get(at + 1)?.key));
    words.iter().enumerate().any(|(at, word)| {
        if unspaced(word) {
            (at + 2..=at + 2 * SOON).any(|next| keys(at).is_some() && keys(at) == keys(next))
        } else {
            tells(word) && words[at + 1..].iter().take(SOON).any(|w| w.key == word.key)
        }
    })
}

/// How many words later a word stands again soon.
const SOON: usize = 4;
/// The fewest letters of a word that stands on both sides of a mark.
const TWIN: usize = 4;
/// How sure words are that stand on both sides of a mark, in per cent.
const TWINS: u8 = 80;

/// Whether a word stands at the end of its sentence, where no grammar doubles a word.
fn ends_sentence(text: &str, word: &Word) -> bool {
    text[word.range.end as usize..]
        .chars()
        .find(|&c| !chars::is_quote(c))
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | '\n'))
}

/// Whether a segment doubles a word, or a number, with or without a mark between, or a pair of Chinese characters.
fn doubles(source: Segment, kind: WordKind) -> bool {
    let words = source.words();
    let alike = |w: &Word| w.kind != WordKind::Unspaced && (w.kind == WordKind::Number) == (kind == WordKind::Number);
    words
        .windows(2)
        .any(|pair| pair[0].key == pair[1].key && alike(&pair[0]))
        || words
            .windows(4)
            .any(|four| four[0].kind == WordKind::Unspaced && four[0].key == four[2].key && four[1].key == four[3].key)
}
