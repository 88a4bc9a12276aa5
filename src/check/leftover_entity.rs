use super::prelude::*;

check! {
    /// A character reference of HTML was left undecoded, or broken by the engine.
    ///
    /// ## Examples
    /// ```flag
    /// en: Tom ⟦&amp;⟧ Jerry went home.
    /// fix: Tom & Jerry went home.
    /// ```
    /// ```flag
    /// en: It⟦& # 39;⟧s over.
    /// fix: It's over.
    /// ```
    /// ```clean
    /// en: Research & development; profit & loss.
    /// ```
    pub static CHECK = {
        code: "D203", name: "leftover-entity", category: Category::Markup, mqm: Mqm::Markup,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 97, since: "0.1.0", run: Run::Document(run),
    }
}

const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{A0}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("sbquo", "‚"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("euro", "€"),
    ("pound", "£"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("middot", "·"),
    ("bull", "•"),
    ("times", "×"),
    ("shy", ""),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("szlig", "ß"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("agrave", "à"),
    ("ccedil", "ç"),
    ("ntilde", "ñ"),
    ("aacute", "á"),
    ("iacute", "í"),
    ("oacute", "ó"),
    ("uacute", "ú"),
    ("zwnj", ""),
    ("thinsp", " "),
    ("ensp", " "),
    ("emsp", " "),
];

fn run(cx: &mut Cx, doc: &Document) {
    let text = doc.text();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'&', &text.as_bytes()[at..]) {
        let start = at + found;
        at = start + 1;
        if let Some((len, decoded)) = entity(&text[start..]) {
            let segment = doc.segment(Range32::new(start, start + len));
            at = start + len;
            // What the source has, too, is meant: a key, a piece of code.
            if cx.in_source(segment) {
                continue;
            }
            cx.flag(segment, format!("undecoded character reference “{}”", segment.text()))
                .fix("decode it", Safety::Safe, [(segment.range, decoded)]);
        }
    }
}

/// The length and the meaning of a reference at the start of a text, spaces inside it allowed.
fn entity(text: &str) -> Option<(usize, String)> {
    let window: String = text.chars().take(16).collect();
    let stop = window.find(';')?;
    let body: String = window[1..stop].chars().filter(|c| !chars::is_space(*c)).collect();
    let len = stop + 1;
    if let Some(number) = body.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((len, char::from_u32(code).filter(|c| !c.is_control())?.to_string()));
    }
    // `&amp;quot;` was escaped twice.
    if body == "amp" {
        let rest: String = text.get(len..).unwrap_or("").chars().take(12).collect();
        let twice = rest
            .split_once(';')
            .and_then(|(name, _)| Some((name, NAMED.iter().find(|(n, _)| *n == name)?.1)));
        if let Some((name, decoded)) = twice {
            return Some((len + name.len() + 1, decoded.to_owned()));
        }
    }
    let (_, decoded) = NAMED.iter().find(|(name, _)| *name == body)?;
    Some((len, (*decoded).to_owned()))
}
