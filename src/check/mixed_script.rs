use super::prelude::*;
use crate::data::lookalikes::{SCRIPTS, twin};
use crate::text::chars::Script;
use crate::text::words::WordKind;

check! {
    /// A word holds letters of another script that look like its own.
    ///
    /// ## Why it matters
    /// Nobody sees a Latin *c* in a Russian word, but no search finds the word and no speech engine reads it.
    ///
    /// ## How it decides
    /// A word has Latin, Cyrillic or Greek letters of two kinds, and every letter of the rarer kind looks like one of the
    /// other (`data/lookalikes.tsv`).
    ///
    /// ## Not flagged
    /// Endings behind an abbreviation in capitals (*SMSка*) or a placeholder (*%sпрочитано*), and words whose letters all differ to the eye.
    ///
    /// ## Examples
    /// ```flag
    /// ru: Городской ⟦cовет⟧ собрался в понедельник.
    /// fix: Городской совет собрался в понедельник.
    /// ```
    /// ```flag
    /// en: The ⟦pоlice⟧ closed the bridge.
    /// fix: The police closed the bridge.
    /// ```
    /// ```clean
    /// ru: Городской совет получил VIPа и IT-отдел; USBшный кабель стоил 5 €.
    /// ```
    pub static CHECK = {
        code: "D206", name: "mixed-script", category: Category::Encoding, mqm: Mqm::CharacterEncoding,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 92, since: "0.1.0", run: Run::Document(run),
    }
}

/// The fewest letters of a word that can be told.
const LETTERS: usize = 3;

fn run(cx: &mut Cx, doc: &Document) {
    let text = doc.text();
    for word in doc.words() {
        if !matches!(word.kind, WordKind::Letters | WordKind::Mixed) {
            continue;
        }
        let written = word.text(text);
        // "%sпрочитано", "\\nпрочитано": the letter is a placeholder's.
        if written.is_ascii() || text[..word.range.start as usize].ends_with(['%', '\\', '$', '&', '{']) {
            continue;
        }
        let Some((own, fixed)) = mended(written) else { continue };
        let message = format!("“{written}” is a {own:?} word with letters of another script that look like its own");
        let edit = (word.range, fixed);
        cx.flag(doc.segment(word.range), message)
            .fix("write it in one script", Safety::Safe, vec![edit]);
    }
}

/// The script that a word of two belongs to, and the word in that script alone.
fn mended(word: &str) -> Option<(Script, String)> {
    let known = |c: char| chars::script(c).filter(|script| SCRIPTS.contains(script));
    let mut letters = word.chars().filter_map(known);
    // Nearly every word is of one script.
    let first = letters.next()?;
    if letters.all(|script| script == first) {
        return None;
    }
    let of = |wanted: Script| word.chars().filter(|&c| known(c) == Some(wanted)).count();
    let own = SCRIPTS.into_iter().max_by_key(|&script| of(script))?;
    let foreign = |c: &char| known(*c).is_some_and(|script| script != own);
    let strangers = word.chars().filter(foreign).count();
    // An ending behind an abbreviation: "VIPа".
    let head = word.trim_end_matches(char::is_lowercase);
    let script = |part: &str| part.chars().find_map(known);
    let ending = head.chars().count() > 1
        && head.chars().all(char::is_uppercase)
        && script(head) != script(&word[head.len()..])
        && head.chars().filter_map(known).all(|s| Some(s) == script(head));
    if of(own) <= strangers || of(own) + strangers < LETTERS || ending {
        return None;
    }
    let fixed: Option<String> = word
        .chars()
        .map(|c| if foreign(&c) { twin(c, own) } else { Some(c) })
        .collect();
    Some((own, fixed?))
}
