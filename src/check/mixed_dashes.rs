use super::prelude::*;

check! {
    /// Parenthetical dashes are written in two ways in one text.
    ///
    /// It is said once, at the first dash of the rarer kind.
    ///
    /// ## Examples
    /// ```flag
    /// en: The mayor – he was late – spoke. The council – all of it – left. ¶ The town ⟦—⟧ it was late — slept.
    /// ```
    /// ```clean
    /// en: The mayor – he was late – spoke. The range is 10–20 or 10—20.
    /// ```
    pub static CHECK = {
        code: "L305", name: "mixed-dashes", category: Category::Punctuation, mqm: Mqm::Inconsistent,
        severity: Severity::Neutral, stage: Stage::Preview, confidence: 70, since: "0.1.0", run: Run::Document(run),
    }
}

/// How many dashes of one kind make another one a deviation.
const MAJORITY: usize = 3;

fn run(cx: &mut Cx, doc: &Document) {
    if doc.is_segmented() {
        return;
    }
    let text = doc.text();
    let mut kinds: [Vec<u32>; 4] = Default::default();
    for (at, c) in text.char_indices() {
        let kind = match c {
            '-' => 0,
            '–' => 1,
            '—' => 2,
            _ => continue,
        };
        let before = text[..at].chars().next_back();
        let behind = text[at + c.len_utf8()..].chars().next();
        let space = |c: Option<char>| c.is_some_and(|c| chars::is_space(c) && c != '\n');
        let letter = |c: Option<char>| c.is_some_and(chars::is_letter);
        if space(before) && space(behind) {
            kinds[kind].push(at as u32);
        } else if c == '—' && letter(before) && letter(behind) {
            kinds[3].push(at as u32);
        }
    }
    let used: Vec<_> = kinds.iter().filter(|k| !k.is_empty()).collect();
    let Some(rare) = used.iter().min_by_key(|k| k.len()) else {
        return;
    };
    if used.len() < 2 || used.iter().all(|k| k.len() < MAJORITY) {
        return;
    }
    let at = rare[0];
    let c = text[at as usize..].chars().next().unwrap_or('-');
    let segment = doc.segment(Range32 {
        start: at,
        end: at + c.len_utf8() as u32,
    });
    cx.flag(
        segment,
        format!("“{c}” is used as a dash {} times, another one elsewhere", rare.len()),
    );
}
