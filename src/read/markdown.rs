//! Markdown (CommonMark with tables, footnotes and front matter).
//!
//! Front matter, code blocks, link targets and tags are left out; a code span stands as one object in the prose;
//! raw HTML gives its text; boxes and tabs of manuals (`!!! note "Title"`, `=== "Tab"`, `::: tip`, `> [!NOTE]`) are read like list
//! items under a heading, or without their marks.

use std::borrow::Cow;
use std::sync::Arc;

use html5gum::{DefaultEmitter, Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::model::{BlockKind, Draft, File};

use super::{Builder, OBJECT};

pub(super) fn read(file: Arc<File>) -> Draft {
    let base = if file.text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let text = &file.text[base..];
    let mut builder = Builder::new(file.clone());
    builder.is_markup = true;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut kinds = vec![BlockKind::Paragraph];
    let mut skipping = 0;
    let mut html: Option<(usize, usize)> = None;
    let plain = without_boxes(text);
    for (event, range) in Parser::new_ext(&plain, options).into_offset_iter() {
        let (start, end) = (base + range.start, base + range.end);
        let kind = *kinds.last().unwrap_or(&BlockKind::Paragraph);
        match event {
            Event::Start(tag) => match tag {
                Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                    close(&mut builder, kind, start);
                    skipping += 1;
                }
                Tag::HtmlBlock => {
                    close(&mut builder, kind, start);
                    html = Some((start, start));
                }
                Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. } => {}
                tag => {
                    close(&mut builder, kind, start);
                    kinds.push(match tag {
                        Tag::Heading { .. } => BlockKind::Heading,
                        Tag::Item => BlockKind::Item,
                        Tag::TableCell => BlockKind::Cell,
                        Tag::Paragraph => match kind {
                            BlockKind::Item => BlockKind::Item,
                            _ => BlockKind::Paragraph,
                        },
                        _ => kind,
                    });
                }
            },
            Event::End(tag) => match tag {
                TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => skipping -= 1,
                TagEnd::HtmlBlock => {
                    if let Some((from, to)) = html.take() {
                        html_text(&mut builder, from, to, kind);
                    }
                }
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
                | TagEnd::Image => {}
                _ => {
                    close(&mut builder, kind, end);
                    if kinds.len() > 1 {
                        kinds.pop();
                    }
                }
            },
            _ if skipping > 0 => {}
            Event::Text(content) => {
                if file.text[start..end] == *content {
                    builder.copy(start, end);
                } else {
                    builder.replace(&content, start, end);
                }
            }
            Event::Code(_) | Event::InlineMath(_) => {
                builder.replace(OBJECT.encode_utf8(&mut [0; 4]), start, end);
            }
            Event::Html(_) => {
                if let Some((_, to)) = &mut html {
                    *to = end;
                }
            }
            Event::SoftBreak | Event::HardBreak => builder.replace(" ", start, end),
            Event::InlineHtml(content) => {
                // A line break in HTML is one in the text.
                if content.to_ascii_lowercase().starts_with("<br") {
                    builder.replace(" ", start, end);
                }
            }
            Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) | Event::DisplayMath(_) => {}
        }
    }
    let end = file.text.len();
    close(&mut builder, BlockKind::Paragraph, end);
    builder.finish()
}

/// A text of the same length in which the marks of boxes and tabs are those of a list item and a heading. CommonMark has
/// neither, and would take the indented paragraphs of a box for code.
fn without_boxes(text: &str) -> Cow<'_, str> {
    const MARKS: [&str; 3] = ["!!!", "???", "==="];
    const FENCE: &str = ":::";
    const INDENT: usize = 4;
    if !MARKS.iter().chain([&FENCE]).any(|mark| text.contains(mark)) {
        return Cow::Borrowed(text);
    }
    let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(line) = rest.split_inclusive('\n').next() {
        rest = &rest[line.len()..];
        let (indent, body) = line.split_at(spaces(line));
        if body.starts_with(FENCE) {
            // The text of the box stands between two of them.
            let end = line.trim_end_matches(['\n', '\r']).len();
            out.extend(std::iter::repeat_n(' ', end));
            out.push_str(&line[end..]);
            continue;
        }
        let inside = || rest.lines().find(|l| !l.trim().is_empty());
        let is_box = MARKS.iter().any(|mark| body.starts_with(mark))
            && (!body.starts_with("===") || body.contains('"'))
            && body.trim_end().contains(' ')
            && inside().is_some_and(|l| spaces(l) >= indent.len() + INDENT);
        if !is_box {
            out.push_str(line);
            continue;
        }
        // The kind of box is left out, and so are the quotation marks of its title.
        let mut quotes = 0;
        out.push_str(indent);
        out.extend(body.char_indices().map(|(at, c)| match c {
            '"' => {
                quotes += 1;
                ' '
            }
            _ if at == 0 => '*',
            _ if at == 2 => '#',
            '\n' | '\r' => c,
            _ if quotes == 1 => c,
            // Nothing but letters of ASCII names a box.
            c if c.is_ascii() => ' ',
            c => c,
        }));
    }
    Cow::Owned(out)
}

fn close(builder: &mut Builder, kind: BlockKind, at: usize) {
    if builder.has_open() {
        builder.end_block(kind, at);
    }
}

/// The text of a block of raw HTML: every element that is no inline element ends a block.
fn html_text(builder: &mut Builder, from: usize, to: usize, kind: BlockKind) {
    const INLINE: &[&[u8]] = &[
        b"a", b"b", b"i", b"em", b"strong", b"span", b"u", b"s", b"small", b"sub", b"sup", b"q", b"cite", b"abbr",
        b"mark", b"font", b"time", b"img",
    ];
    let file = builder.file.clone();
    let mut hidden: Option<Vec<u8>> = None;
    let mut at = from;
    let tokens = Tokenizer::new_with_emitter(&file.text[from..to], DefaultEmitter::<usize>::new_with_span());
    for token in tokens.flatten() {
        match token {
            Token::StartTag(tag) => {
                let name: &[u8] = &tag.name;
                if hidden.is_none() && matches!(name, b"script" | b"style" | b"code" | b"pre") && !tag.self_closing {
                    hidden = Some(name.to_vec());
                }
                if !INLINE.contains(&name) {
                    close(builder, kind, at);
                }
            }
            Token::EndTag(tag) => {
                let name: &[u8] = &tag.name;
                if hidden.as_deref() == Some(name) {
                    hidden = None;
                }
                if !INLINE.contains(&name) {
                    close(builder, kind, at);
                }
            }
            Token::String(string) if hidden.is_none() => {
                let (start, end) = (from + string.span.start, from + string.span.end);
                let content = String::from_utf8_lossy(&string.value);
                match file.text.get(start..end) {
                    Some(raw) if raw == content => builder.copy(start, end),
                    Some(_) => builder.replace(&content, start, end),
                    None => {}
                }
                at = end.min(to);
            }
            _ => {}
        }
    }
    close(builder, kind, to);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        let draft = read(Arc::new(File::new("box.md", text.to_owned())));
        draft
            .blocks
            .iter()
            .map(|b| draft.text[b.range.usize()].to_owned())
            .collect()
    }

    #[test]
    fn boxes_and_tabs_of_manuals_are_read() {
        let text = "Before.\n\n!!! note \"A title\"\n    First line\n    of a box.\n\n    Second paragraph.\n\n    ```\n    code\n    ```\n\n    \
                    ???+ tip\n        Inside.\n\n=== \"Tab ü\"\n\n    In a tab.\n\nBehind.\n";
        let found = blocks(text);
        assert_eq!(
            found,
            [
                "Before.",
                "A title",
                "First line of a box.",
                "Second paragraph.",
                "Inside.",
                "Tab ü",
                "In a tab.",
                "Behind."
            ]
        );
        assert_eq!(blocks(&text.replace('\n', "\r\n")), found);
    }

    #[test]
    fn fences_of_boxes_part_paragraphs() {
        let text = "::: tip Título\nIn a box.\n:::\nBehind.\n\n> [!NOTE]\n> A note.\n";
        assert_eq!(blocks(text), ["In a box.", "Behind.", "A note."]);
    }

    #[test]
    fn what_is_no_box_stays_as_it_is() {
        assert_eq!(
            blocks("We won!!! Yes.\n\n!!! Really.\n\nA heading\n===\n"),
            ["We won!!! Yes.", "!!! Really.", "A heading"]
        );
    }
}
