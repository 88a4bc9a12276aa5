//! Page furniture: the lines of an article that a scraper left of the page around it.
//!
//! A line is furniture when the lexicon is sure of it, or when a weaker form of the lexicon stands at an edge of the
//! text or beside another hit. No statistics decide: measured on extracted pages, link density, line length and
//! terminal marks flag between 5 and 54 of 100 good lines (jusText, boilerpipe, C4).

use super::forms::Line;
use super::{Range32, chars};
use crate::data::debris::FORMS;
use crate::data::{Facts, Form, FormPlace};

/// What a line was recognised as.
#[derive(Clone, Copy, Debug)]
pub enum Hit {
    /// A form of the lexicon.
    Form(&'static Form),
    /// Nothing but punctuation.
    LoneMark,
    /// The rest of the line before, which was wrapped.
    Wrapped,
}

impl Hit {
    /// What sort of furniture it is.
    pub fn kind(&self) -> &'static str {
        match self {
            Hit::Form(form) => form.kind,
            Hit::LoneMark => "lone-mark",
            Hit::Wrapped => "wrapped",
        }
    }
}

/// The furniture among the blocks of a document.
#[derive(Debug, Default)]
pub struct Furniture {
    /// For every block: what it was recognised as, if it counts.
    pub hits: Vec<Option<Hit>>,
}

/// The longest line that is looked up, in words and in bytes.
const MAX_WORDS: usize = 25;
const MAX_BYTES: usize = 600;
/// A weaker form counts in a line of at most this many words.
const SHORT: usize = 12;
/// How many lines at the start and at the end are the edges of an article.
const HEAD: usize = 3;
const TAIL: usize = 5;

/// Finds the furniture of a document. The cost is linear in the number of short lines.
///
/// `segmented` says that the blocks are segments cut by somebody else: sentences for the most part, of which only the
/// short ones are looked up.
pub fn view(text: &str, blocks: &[Range32], facts: &Facts, segmented: bool) -> Furniture {
    let longest = if segmented { SHORT } else { MAX_WORDS };
    let mut best: Vec<Option<(Hit, u8)>> = vec![None; blocks.len()];
    let mut words = vec![usize::MAX; blocks.len()];
    for (index, range) in blocks.iter().enumerate() {
        let body = &text[range.usize()];
        if body.len() > MAX_BYTES {
            continue;
        }
        if !body.chars().any(chars::is_word) {
            if let Some(sure) = lone_mark(text, blocks, index) {
                best[index] = Some((Hit::LoneMark, sure));
                words[index] = 0;
            }
            continue;
        }
        if table_row(body)
            || body
                .split(chars::is_space)
                .filter(|w| !w.is_empty())
                .nth(longest)
                .is_some()
        {
            continue;
        }
        let sentence = sentence(body);
        let line = Line::new(body);
        words[index] = line.words();
        let languages = (facts.tag.as_str(), facts.lang.code());
        let mut found = look_up(&line, sentence, languages);
        if !segmented && found.is_none_or(|(_, sure)| sure < 3) && !sentence && line.words() <= 2 * SHORT {
            found = composed(body, languages).or(found);
        }
        best[index] = found.map(|(form, sure)| (Hit::Form(form), sure));
    }
    decide(text, blocks, &best, &words)
}

/// The form of the lexicon that a line holds, and how sure it is.
fn look_up(line: &Line, sentence: bool, (tag, base): (&str, &str)) -> Option<(&'static Form, u8)> {
    let mut found: Option<(&'static Form, u8)> = None;
    let (folded, core) = line.folded();
    let mut candidates = Vec::with_capacity(64);
    FORMS.candidates(folded, core, &mut candidates);
    for form in candidates.iter().map(|&index| &FORMS.all()[index as usize]) {
        let mut sure = trust(form, tag, base);
        // A label has no full stop: with one, the line may be a sentence of the author.
        if sentence && is_label(form) {
            sure = sure.saturating_sub(1);
        }
        if sure == 0 || found.is_some_and(|(_, than)| than > sure) || !line.holds(form) {
            continue;
        }
        // Of two that are equally sure, the one that counts at any place, and the credit of a photo, which has a caption.
        let rank = |form: &Form| (!needs_place(form.kind), form.kind == "photo-credit");
        if found.is_none_or(|(known, than)| (sure, rank(form)) > (than, rank(known))) {
            found = Some((form, sure));
        }
    }
    found
}

/// A line of several parts that are all furniture: `Share | Print`, `12 May 2021 · 3 min read`, `Facebook Twitter`.
fn composed(body: &str, languages: (&str, &str)) -> Option<(&'static Form, u8)> {
    let marked = body.split(['|', '·', '•', '▪', '＞', '»', '›', '\t']);
    let bars = marked.clone().filter(|part| part.chars().any(chars::is_word)).count() >= 2;
    let parts: Vec<&str> = if bars {
        marked.filter(|part| part.chars().any(chars::is_word)).collect()
    } else {
        let words: Vec<&str> = body.split(chars::is_space).filter(|w| !w.is_empty()).collect();
        if !(3..=SHORT).contains(&words.len()) {
            return None;
        }
        words
    };
    let mut first = None;
    let mut sum = 0;
    for part in &parts {
        let (form, sure) = look_up(&Line::new(part), false, languages)?;
        // A bare word says less than a part between bars, and a slot may swallow any word.
        if sure < 2 || !bars && (form.place != FormPlace::Line || form.text.contains('<')) {
            return None;
        }
        sum += usize::from(sure);
        first.get_or_insert(form);
    }
    let sure = if bars || sum * 2 >= parts.len() * 5 { 3 } else { 2 };
    first.map(|form| (form, sure))
}

/// How far a form is trusted in a text of this language; 0 where it says nothing.
fn trust(form: &Form, tag: &str, base: &str) -> u8 {
    if form.lang == tag || form.lang == base || form.lang == "und" || base == "und" {
        return form.confidence;
    }
    // Furniture that was left untranslated: only what is sure and long enough not to be a word of this language.
    if form.confidence < 3 {
        return 0;
    }
    let long = || form.text.chars().filter(|&c| chars::is_letter(c)).nth(7).is_some();
    match form.place {
        FormPlace::Line if long() || form.text.chars().any(chars::is_unspaced) => 3,
        FormPlace::Start if form.text.contains(' ') && long() => 3,
        _ => 1,
    }
}

/// Whether a line is a row of a table in Markdown.
fn table_row(body: &str) -> bool {
    let body = body.trim();
    body.starts_with('|') && body[1..].contains('|')
}

/// Whether a line ends like a sentence.
fn sentence(body: &str) -> bool {
    let body = body.trim_end_matches(|c| chars::is_space(c) || chars::is_quote(c) || chars::is_close_bracket(c));
    body.ends_with(['.', '。', '।', '۔', '։', '።']) && !body.ends_with("..")
}

/// Whether a form is a label or a link and not itself written as a sentence.
fn is_label(form: &Form) -> bool {
    let open = match form.place {
        FormPlace::Line => form.text.ends_with('>'),
        FormPlace::Start => !form.text.ends_with([':', ')', '：']) || !form.text.contains([':', '：']),
        FormPlace::End | FormPlace::Inside => false,
    };
    match form.kind {
        "related-link" | "product" | "event" | "navigation" | "gallery" | "player" => open,
        "date-stamp" | "reading-time" => true,
        "source-tag" => open && form.place == FormPlace::Line && form.text.contains([':', '：']),
        _ => false,
    }
}

/// How sure it is that a line of punctuation is no scene break; `None` where it is one.
fn lone_mark(text: &str, blocks: &[Range32], index: usize) -> Option<u8> {
    let body = text[blocks[index].usize()].trim();
    // What stands for code or a picture is no mark; a hyphen alone is an item of a list that was lost.
    if body.contains('\u{FFFC}') {
        return None;
    }
    if body == "-" {
        return Some(3);
    }
    let breaks = body.chars().all(|c| {
        matches!(
            c,
            '*' | '⁂'
                | '•'
                | '·'
                | '#'
                | '~'
                | '§'
                | '❦'
                | '◆'
                | '◇'
                | '○'
                | '●'
                | '■'
                | '□'
                | '★'
                | '☆'
                | '※'
                | '_'
                | '='
        ) || chars::is_dash(c)
            || c == '-'
            || chars::is_space(c)
    }) || body == "…"
        || body == "..."
        || body == ". . .";
    let full = |at: Option<usize>| {
        at.and_then(|i| blocks.get(i))
            .is_some_and(|r| text[r.usize()].chars().filter(|c| chars::is_word(*c)).count() >= 20)
    };
    let (above, below) = (full(index.checked_sub(1)), full(Some(index + 1)));
    if breaks && above && below {
        return None;
    }
    // A mark of quotation alone is a quotation that was cut, which is another fault.
    let quotes = body.chars().all(|c| chars::is_quote(c) || chars::is_space(c));
    let emoji = body.chars().any(|c| c as u32 >= 0x1F000);
    if quotes || emoji {
        return None;
    }
    Some(match (breaks, above || below) {
        (true, true) => 1,
        (true, false) => 2,
        (false, _) => 3,
    })
}

fn decide(text: &str, blocks: &[Range32], best: &[Option<(Hit, u8)>], words: &[usize]) -> Furniture {
    let n = blocks.len();
    let edge = |i: usize| i < HEAD || i + TAIL >= n;
    let mut sure: Vec<bool> = (0..n)
        .map(|i| {
            best[i].is_some_and(|(hit, confidence)| {
                let placed = !needs_place(hit.kind()) || edge(i);
                let allowed = match hit {
                    Hit::Form(form) if form.edge_only => i == 0 || i + 1 == n,
                    _ => true,
                };
                confidence >= 3 && placed && allowed
            })
        })
        .collect();
    // A weaker hit counts at an edge or beside another one; what counts may carry its neighbours.
    for _ in 0..3 {
        let before = sure.clone();
        for i in 0..n {
            let Some((hit, confidence)) = best[i] else { continue };
            if sure[i] || words[i] > SHORT {
                continue;
            }
            let beside = |strong: bool| {
                let at = |j: Option<usize>| {
                    j.is_some_and(|j| {
                        j < n && (before[j] || !strong && best[j].is_some_and(|(_, c)| c >= 2) && words[j] <= SHORT)
                    })
                };
                at(i.checked_sub(1)) || at(Some(i + 1))
            };
            let only_edge = matches!(hit, Hit::Form(form) if form.edge_only);
            // A headline may read like what is said of an author, who is introduced behind the text.
            let headline = i == 0 && hit.kind() == "author-bio";
            let first_or_last = i == 0 && !headline || i + 1 == n;
            sure[i] = match confidence {
                3 => beside(true) && (!only_edge || first_or_last),
                2 => !only_edge && beside(false) || first_or_last || edge(i) && n >= 8 && beside(false),
                _ => !only_edge && i.checked_sub(1).is_some_and(|j| before[j]) && (i + 1 >= n || before[i + 1]),
            };
        }
        if before == sure {
            break;
        }
    }
    let mut hits: Vec<Option<Hit>> = (0..n)
        .map(|i| if sure[i] { best[i].map(|(hit, _)| hit) } else { None })
        .collect();
    // A teaser without a final mark goes on in a line that begins with a small letter.
    for i in 1..n {
        if hits[i].is_none()
            && words[i] <= SHORT
            && hits[i - 1].is_some_and(|h| !matches!(h, Hit::LoneMark))
            && text[blocks[i].usize()].starts_with(char::is_lowercase)
            && !text[blocks[i - 1].usize()].ends_with(|c: char| chars::is_terminator(c) || c == ':' || c == ')')
        {
            hits[i] = Some(Hit::Wrapped);
        }
    }
    Furniture { hits }
}

/// Whether a hit counts only at the edges of an article or beside another one.
fn needs_place(kind: &str) -> bool {
    matches!(
        kind,
        "navigation" | "byline" | "meta-notice" | "author-bio" | "product" | "event"
    )
}
