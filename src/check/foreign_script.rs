use super::prelude::*;
use crate::text::chars::Script;
use crate::text::words::Word;

check! {
    /// A word stands in a script that the language is not written in.
    ///
    /// ## Why it matters
    /// A language model that loses its thread goes on in another language: a Chinese word in a Russian sentence.
    ///
    /// ## How it decides
    /// A few words of the text, among words of its own script, have letters of neither it nor the Latin script.
    ///
    /// ## Not flagged
    /// What stands in brackets or quotation marks, what the source has, Greek letters and signs, and texts with many such
    /// words, which are about the other language.
    ///
    /// ## Examples
    /// ```flag
    /// ru: Совет принял новый ⟦预算⟧ города в понедельник после долгих споров.
    /// ```
    /// ```flag
    /// en: The council adopted the new ⟦бюджет⟧ of the town on Monday.
    /// ```
    /// ```clean
    /// en: The council of Beijing (北京) adopted the new budget. Its title is “预算”.
    /// ```
    pub static CHECK = {
        code: "A304", name: "foreign-script", category: Category::WrongLanguage, mqm: Mqm::Untranslated,
        severity: Severity::Major, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Document(run),
    }
}

/// The most places of a text that are faults, and of how many words one may be.
const PLACES: usize = 3;
const RARE: usize = 8;

fn run(cx: &mut Cx, doc: &Document) {
    let Some(own) = doc.facts.language.and_then(|l| own_scripts(l.scripts)) else {
        return;
    };
    let (text, words) = (doc.text(), doc.words());
    let foreign = |word: &Word| word.is_of(text, |script| script != Script::Other && !own.contains(&script));
    let is_gap = |c: char| chars::is_space(c) && c != '\n';
    let mut places: Vec<Range32> = Vec::new();
    for word in words.iter().filter(|word| foreign(word)) {
        match places.last_mut() {
            Some(last) if text[last.end as usize..word.range.start as usize].chars().all(is_gap) => {
                last.end = word.range.end;
            }
            _ => places.push(word.range),
        }
    }
    if places.len() > PLACES || places.len() * RARE > words.len() {
        return;
    }
    for range in places {
        let place = doc.segment(range);
        let block = doc.blocks().iter().find(|b| b.range.covers(range));
        let around = block.map_or(place, |b| doc.segment(b.range));
        let kept = cx.bitext().is_some_and(|b| b.source.text().contains(place.text()));
        if kept || is_set_apart(around, range, TITLE) {
            continue;
        }
        cx.flag(place, format!("“{}” is written in another script", short(place.text())));
    }
}

/// The scripts of a language; `None` for one that is written in several.
fn own_scripts(codes: &str) -> Option<[Script; 2]> {
    Some(match codes {
        "Hani" | "Hira Kana Hani" => [Script::Han, Script::Kana],
        "Hang Hani" => [Script::Hangul, Script::Han],
        "Deva" => [Script::Indic; 2],
        "Thai" => [Script::Thai; 2],
        _ => [chars::alphabet(codes)?; 2],
    })
}
