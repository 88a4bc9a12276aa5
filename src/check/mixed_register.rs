use super::prelude::*;
use crate::data::register::{Forms, Register};

check! {
    /// The text addresses its reader formally and informally, or mixes polite and plain sentence ends.
    ///
    /// ## Why it matters
    /// A machine chooses *du* or *Sie*, *tú* or *usted*, です or である sentence by sentence; a reader expects one voice.
    ///
    /// ## How it decides
    /// Sentences outside quotation marks are sorted by the words that address somebody, or by their ends. A few that
    /// differ from many are told.
    ///
    /// ## Not flagged
    /// Quotations, forms that may address several people (*vous*, *вы*) among informal ones, and texts that use both
    /// registers about as often, as dialogues do.
    ///
    /// ## Examples
    /// ```flag
    /// de: Öffnen Sie bitte das Fenster, bevor Sie gehen. Prüfen Sie, ob Sie alles haben. Melden Sie sich, wenn Ihnen etwas fehlt. Danach schließen Sie ab. ⟦Dann kannst du gehen.⟧
    /// ```
    /// ```clean
    /// de: Öffnen Sie bitte das Fenster, bevor Sie gehen. Prüfen Sie, ob Sie alles haben. „Kannst du warten?“, fragte er Sie.
    /// ```
    pub static CHECK = {
        code: "S201", name: "mixed-register", category: Category::Register, mqm: Mqm::Inconsistent,
        severity: Severity::Minor, stage: Stage::Preview, confidence: 65, since: "0.1.0", run: Run::Document(run),
    }
}

/// From this many sentences on, one register is the voice of the text where the other has a fourth at most.
const VOICE: usize = 3;
const SHARE: usize = 4;

fn run(cx: &mut Cx, doc: &Document) {
    let Some(forms) = Forms::of(doc.lang) else { return };
    let mut found: Vec<(Segment, Register)> = Vec::new();
    for sentence in doc.sentences() {
        if let Some(register) = register(sentence, forms) {
            found.push((sentence, register));
        }
    }
    let informal = found.iter().filter(|(_, r)| *r == Register::Informal).count();
    let formal = found.len() - informal;
    let (few, many, odd) = if informal < formal {
        (informal, formal, Register::Informal)
    } else {
        (formal, informal, Register::Formal)
    };
    if few == 0 || many < VOICE || few * SHARE > many {
        return;
    }
    let (odd_name, name) = match odd {
        Register::Informal => ("informal or plain", "formal or polite"),
        _ => ("formal or polite", "informal or plain"),
    };
    for (sentence, _) in found.into_iter().filter(|(_, r)| *r == odd) {
        cx.flag(sentence, format!("{odd_name} here, {name} in {many} other sentences"));
    }
}

/// How a sentence speaks to its reader outside quotation marks; nothing where it does so in two ways.
fn register(sentence: Segment, forms: &Forms) -> Option<Register> {
    let doc = sentence.doc;
    let text = doc.text();
    let quoted = |at: u32| doc.quotes().meets(Range32 { start: at, end: at + 1 });
    let mut found = None;
    for (index, word) in sentence.words().iter().enumerate() {
        let Some((register, needs_capital)) = forms.word(word.key) else {
            continue;
        };
        if needs_capital && !(word.capital && index > 0 && follows_word(text, word.range.start))
            || quoted(word.range.start)
        {
            continue;
        }
        if found.is_some_and(|f| f != register) {
            return None;
        }
        found = Some(register);
    }
    let body = sentence.text().trim_end_matches(|c: char| !chars::is_word(c));
    // Only a whole sentence shows its end: a heading or an item of a list may be cut short.
    let ended = sentence.text().trim_end().ends_with(['.', '。', '！', '!']);
    found.or_else(|| forms.end(body).filter(|_| ended && !quoted(sentence.range.start)))
}

/// Whether a word stands directly behind another word of its sentence, so that its capital letter says something.
fn follows_word(text: &str, at: u32) -> bool {
    let mut before = text[..at as usize].chars().rev();
    before.next().is_some_and(chars::is_space) && before.next().is_some_and(|c| chars::is_word(c) || c == ',')
}
