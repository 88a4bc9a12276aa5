use super::prelude::*;
use crate::text::words::verbatim_places;

check! {
    /// A bracket is opened and not closed, or closed and not opened.
    ///
    /// ## Not flagged
    /// `a)` and `1)` before items, smileys, brackets that close a few paragraphs later, and what the source lacks too.
    ///
    /// ## Examples
    /// ```flag
    /// en: The mayor ⟦(⟧who left early, said nothing at all.
    /// ```
    /// ```clean
    /// en: a) The mayor (who left) said nothing :) ¶ 2) The council (all of it) followed.
    /// ```
    pub static CHECK = {
        code: "L304", name: "unpaired-bracket", category: Category::Punctuation, mqm: Mqm::Punctuation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Document(run),
    }
}

/// How many open brackets are looked through for a partner.
const DEPTH: usize = 16;
/// How many paragraphs a bracket may stay open over.
const REACH: usize = 3;
/// The same in a segment of several lines.
const LINES: usize = 12;

fn run(cx: &mut Cx, doc: &Document) {
    let text = doc.text();
    let mut open: Vec<(char, u32, usize)> = Vec::new();
    let mut lost: Vec<(char, u32)> = Vec::new();
    for (number, block) in doc.blocks().iter().enumerate() {
        open.retain(|&(c, at, from)| {
            let reach = if doc.is_segmented() { LINES } else { REACH };
            let kept = number - from <= reach && doc.blocks()[from].record == block.record;
            if !kept {
                lost.push((c, at));
            }
            kept
        });
        let body = &text[block.range.usize()];
        let hint = |b: u8| matches!(b, b'(' | b')' | b'[' | b']' | b'{' | b'}') || b >= 0xE3;
        let bracket = |c: char| chars::is_open_bracket(c) || chars::is_close_bracket(c);
        let mut next = 0;
        while let Some((at, c)) = chars::find(body, next, hint, bracket) {
            next = at + c.len_utf8();
            if chars::is_open_bracket(c) {
                if !is_smiley(&body[..at]) {
                    open.push((c, block.range.start + at as u32, number));
                }
            } else if chars::is_close_bracket(c) {
                let partner = chars::bracket_partner(c);
                let deepest = open.len().saturating_sub(DEPTH);
                match open[deepest..]
                    .iter()
                    .rposition(|&(o, _, _)| matches(o, c))
                    .map(|i| deepest + i)
                {
                    Some(found) => {
                        lost.extend(open.drain(found + 1..).map(|(c, at, _)| (c, at)));
                        open.pop();
                    }
                    None if partner.is_some() && !heads_item(&body[..at]) => {
                        lost.push((c, block.range.start + at as u32));
                    }
                    None => {}
                }
            }
        }
    }
    lost.extend(open.into_iter().map(|(c, at, _)| (c, at)));
    lost.sort_by_key(|l| l.1);
    let mut verbatim = verbatim_places(doc.words());
    for (c, at) in lost {
        if verbatim(at) {
            continue;
        }
        let segment = doc.segment(Range32 {
            start: at,
            end: at + c.len_utf8() as u32,
        });
        if is_named(text, segment.range) || cx.counterpart(segment).is_some_and(|s| !is_nested(s.text())) {
            continue;
        }
        cx.flag(segment, format!("{c} has no partner"));
    }
}

/// Whether what stands before a bracket are the eyes of a smiley, with or without a nose.
fn is_smiley(before: &str) -> bool {
    let face = before.strip_suffix('-').unwrap_or(before);
    let eyes = face.strip_suffix([':', ';', '=']);
    eyes.is_some_and(|before| before.is_empty() || before.ends_with(chars::is_space))
}

/// A full-width bracket may close a plain one: keyboards mix them.
fn matches(open: char, close: char) -> bool {
    let plain = |c: char| match c {
        '（' => '(',
        '）' => ')',
        '［' => '[',
        '］' => ']',
        other => other,
    };
    chars::bracket_partner(plain(open)) == Some(plain(close))
}

/// Whether what stands before a closing bracket is the number of an item, or a smiley.
fn heads_item(before: &str) -> bool {
    // A longer word is neither.
    let last = before.char_indices().rev().take(5);
    let token = last
        .take_while(|&(_, c)| !chars::is_space(c))
        .last()
        .map_or("", |(at, _)| &before[at..]);
    let count = token.chars().count();
    let number = count > 0 && count <= 4 && token.chars().all(|c| c.is_alphanumeric() || c == '.');
    let smiley = count <= 3 && token.ends_with([':', ';', '-', '=', '^', '8']);
    number || smiley || token.is_empty() && count == 0 && before.trim().is_empty()
}

/// Whether a bracket stands alone in quotation marks: it is talked about.
fn is_named(text: &str, range: Range32) -> bool {
    let before = text[..range.start as usize].chars().next_back();
    let behind = text[range.end as usize..].chars().next();
    before.is_some_and(chars::is_quote) && behind.is_some_and(chars::is_quote)
}

/// Whether every bracket of a text has its partner.
fn is_nested(text: &str) -> bool {
    let mut open = Vec::new();
    for c in text.chars() {
        if chars::is_open_bracket(c) {
            open.push(c);
        } else if chars::is_close_bracket(c) && !open.pop().is_some_and(|o| matches(o, c)) {
            return false;
        }
    }
    open.is_empty()
}
