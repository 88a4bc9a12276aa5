use super::prelude::*;

check! {
    /// A translation service or a language model left words of its own.
    ///
    /// Notices (“Here is the translation:”), placeholders that were to be put back (`__PH_3__`), pieces of subwords
    /// (`@@`, `▁`), control tokens (`<|im_end|>`), the sign for a character that the machine does not know (`⁇`).
    ///
    /// ## Examples
    /// ```flag
    /// en: ⟦Sure, here is the translation:⟧ ¶ The bridge was opened on Monday after two years of work.
    /// ```
    /// ```flag
    /// en: The bridge was opened by ⟦__PH_3__⟧ on Monday.
    /// ```
    /// ```flag
    /// en: The price rose by five ⟦⁇⟧ a litre.
    /// ```
    /// ```clean
    /// en: The translation of the book took two years.
    /// ```
    pub static CHECK = {
        code: "D105", name: "machine-residue", category: Category::Debris, mqm: Mqm::Addition,
        severity: Severity::Major, stage: Stage::Stable, confidence: 95, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    for (block, hit) in doc.block_segments().zip(&doc.furniture().hits) {
        if hit.is_some_and(|h| h.kind() == "machine-notice") {
            cx.flag(
                block,
                format!("words of a translation service: “{}”", short(block.text())),
            )
            .fix("delete the line", Safety::Unsafe, [(block.range, String::new())]);
        }
    }
    let text = doc.text();
    for (at, sign) in text.match_indices(['⁇', '▁']) {
        let segment = doc.segment(Range32::new(at, at + sign.len()));
        if !cx
            .counterpart(segment)
            .is_some_and(|source| source.text().contains(sign))
        {
            cx.flag(segment, format!("“{sign}” is a sign of a translation machine"));
        }
    }
    let bytes = text.as_bytes();
    for at in memchr::memchr3_iter(b'_', b'@', b'<', bytes) {
        let Some(len) = token(&text[at..]) else { continue };
        if at > 0 && (bytes[at - 1] == bytes[at] || bytes[at] == b'_' && bytes[at - 1].is_ascii_alphanumeric()) {
            continue;
        }
        let start = if bytes[at] == b'@' {
            // The piece of a word before the mark belongs to it.
            text[..at].rfind(|c: char| !chars::is_word(c)).map_or(0, |i| i + 1)
        } else {
            at
        };
        if !text.is_char_boundary(start) || start >= at + len {
            continue;
        }
        let segment = doc.segment(Range32::new(start, at + len));
        if !cx.in_source(segment) {
            cx.flag(segment, format!("left by a translation machine: “{}”", segment.text()));
        }
    }
}

/// The length of a placeholder or control token at the start of a text.
fn token(text: &str) -> Option<usize> {
    const WORDS: &[&str] = &[
        "PH",
        "VAR",
        "TAG",
        "URL",
        "NUM",
        "ENT",
        "NAME",
        "LINK",
        "CODE",
        "PLACEHOLDER",
        "TOKEN",
        "VARIABLE",
        "KEEP",
        "MASK",
        "TERM",
    ];
    if let Some(rest) = text.strip_prefix("__") {
        let word = rest.bytes().take_while(u8::is_ascii_uppercase).count();
        let tail = &rest[word..];
        let digits = tail.strip_prefix('_').unwrap_or(tail);
        let number = digits.bytes().take_while(u8::is_ascii_digit).count();
        if WORDS.contains(&&rest[..word]) && digits[number..].starts_with("__") {
            return Some(text.len() - digits.len() + number + 2);
        }
        return None;
    }
    if text.starts_with("@@ ") {
        return Some(2);
    }
    if let Some(rest) = text.strip_prefix("<|") {
        let word = rest
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_')
            .count();
        if word > 0 && rest[word..].starts_with("|>") {
            return Some(word + 4);
        }
    }
    for known in ["<end_of_turn>", "<start_of_turn>", "</s>", "<unk>", "<pad>"] {
        if text.starts_with(known) {
            return Some(known.len());
        }
    }
    None
}
