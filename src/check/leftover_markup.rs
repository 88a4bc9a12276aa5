use super::prelude::*;

check! {
    /// A tag or a mark of another format was left in the text.
    ///
    /// HTML tags, shortcodes, emphasis and links of Markdown where the text is no Markdown.
    ///
    /// ## Examples
    /// ```flag
    /// en: The bridge was opened⟦<br>⟧ on Monday.
    /// ```
    /// ```flag
    /// en: The ⟦**bridge**⟧ was opened on Monday.
    /// ```
    /// ```clean
    /// en: The value is < 5 and > 3; 2 * 3 * 4 = 24 [sic].
    /// ```
    pub static CHECK = {
        code: "D204", name: "leftover-markup", category: Category::Markup, mqm: Mqm::Markup,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 92, since: "0.1.0", run: Run::Document(run),
    }
}

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "iframe",
    "image",
    "img",
    "ins",
    "li",
    "link",
    "mark",
    "meta",
    "nav",
    "noscript",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "video",
    "audio",
    "embed",
    "article",
    "aside",
    "main",
    "label",
    "input",
    "form",
    "graphic",
];

const SHORTCODES: &[&str] = &[
    "caption",
    "gallery",
    "embed",
    "video",
    "audio",
    "playlist",
    "quote",
    "url",
    "img",
    "b",
    "i",
    "u",
    "button",
    "column",
    "row",
    "tweet",
    "youtube",
    "contact-form-7",
    "toc",
    "adrotate",
];

fn run(cx: &mut Cx, doc: &Document) {
    let text = doc.text();
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'<', b'[', b'*', &text.as_bytes()[at..]) {
        let start = at + found;
        at = start + 1;
        let rest = &text[start..];
        let Some(len) = tag(rest)
            .or_else(|| shortcode(rest))
            .or_else(|| link(rest))
            .or_else(|| emphasis(text, start))
        else {
            continue;
        };
        let segment = doc.segment(Range32::new(start, start + len));
        at = start + len;
        if cx.in_source(segment) {
            continue;
        }
        cx.flag(segment, format!("markup in the text: “{}”", short(segment.text())));
    }
}

fn tag(text: &str) -> Option<usize> {
    let body = text.strip_prefix('<')?;
    let end = body.bytes().take(400).position(|b| b == b'>')?;
    if body[..end].contains(['\n', '<']) {
        return None;
    }
    let inner = body[..end].trim().trim_start_matches('/').trim_start();
    let len = inner.bytes().take_while(|b| b.is_ascii_alphanumeric()).count();
    let name = inner[..len].to_ascii_lowercase();
    let tail = inner[len..].trim_end_matches('/').trim();
    let attributes = tail.is_empty() || inner[len..].starts_with(' ') && tail.contains('=');
    (TAGS.contains(&name.as_str()) && attributes).then_some(end + 2)
}

fn shortcode(text: &str) -> Option<usize> {
    let body = text.strip_prefix('[')?;
    let end = body.bytes().take(300).position(|b| b == b']')?;
    let inner = body[..end].trim_start_matches('/');
    if inner.contains('\n') {
        return None;
    }
    let name = inner.split([' ', '=']).next()?;
    // A pair of shortcodes encloses a paragraph at most.
    let near = || -> String { body[end..].chars().take(2_000).collect() };
    let known = SHORTCODES.contains(&name) || ["vc_", "et_pb_", "fusion_", "su_"].iter().any(|p| name.starts_with(p));
    let closing = body.starts_with('/');
    (known && (closing || inner.contains('=') || near().contains(&format!("[/{name}]")))).then_some(end + 2)
}

/// `[text](https://…)`
fn link(text: &str) -> Option<usize> {
    let body = text.strip_prefix('[')?;
    let near: String = body.chars().take(200).collect();
    let middle = near.find("](")?;
    if body[..middle].contains(['[', '\n']) {
        return None;
    }
    let target = &body[middle + 2..];
    let end = target.bytes().take(2_000).position(|b| b == b')')?;
    let target = &target[..end];
    let whole = !target.contains('\n');
    (whole && (target.starts_with("http") || target.starts_with('/'))).then_some(1 + middle + 2 + end + 1)
}

/// `**word**`, and `* * word * *` as engines break it.
fn emphasis(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let mark = ["**", "* *"].into_iter().find(|m| rest.starts_with(m))?;
    if text[..start].ends_with('*') {
        return None;
    }
    let body = &rest[mark.len()..];
    let near: String = body.chars().take(240).collect();
    let end = near.find(mark)?;
    let inner = &body[..end];
    let plain = mark == "**" && inner.starts_with(|c: char| !chars::is_space(c) && c != '*')
        || mark == "* *" && inner.starts_with(' ');
    let worded = inner.chars().any(chars::is_word) && !inner.contains(['\n', '*']) && inner.len() <= 240;
    (plain && worded).then_some(mark.len() * 2 + end)
}
