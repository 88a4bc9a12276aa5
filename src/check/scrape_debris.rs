use super::prelude::*;
use crate::text::furniture::Hit;

check! {
    /// A line of page furniture was left in the article: an advertisement, a share button, a photo credit, a source tag.
    ///
    /// ## Why it matters
    /// Nobody wrote these lines for the reader, and a translated one is harder to see than the original.
    ///
    /// ## How it decides
    /// A lexicon of some 7,000 forms in over 50 languages, machine renderings included, compared with whole short
    /// lines. Weaker forms count only at the edges of the text or beside another hit.
    ///
    /// ## Not flagged
    /// Such words inside a sentence, scene breaks, datelines, speaker labels; titles, and headings and lines that the source
    /// has, too.
    ///
    /// ## Examples
    /// ```flag
    /// en: The bridge was opened on Monday after two years of work. ¶ ⟦Advertisement⟧ ¶ The mayor spoke of a great day for the town.
    /// ```
    /// ```flag
    /// en: The bridge was opened on Monday after two years of work. ¶ ⟦source site-14⟧
    /// ```
    /// ```flag
    /// de: Die Brücke wurde am Montag nach zwei Jahren eröffnet. ¶ ⟦Newsletter abonnieren⟧
    /// ```
    /// ```clean
    /// en: She clicked on “Read more” and found an advertisement. ¶ * * * ¶ The next morning the cookie banner was gone.
    /// ```
    pub static CHECK = {
        code: "D101", name: "scrape-debris", category: Category::Debris, mqm: Mqm::Addition,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 92, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    let furniture = doc.furniture();
    for (index, hit) in furniture.hits.iter().enumerate() {
        let Some(hit) = hit else { continue };
        if hit.kind() == "machine-notice" {
            continue;
        }
        // A record is a segment of an article, and its neighbours may be missing: only what is sure by itself.
        if doc.is_segmented() && !matches!(hit, Hit::Form(form) if form.confidence >= 3) {
            continue;
        }
        let block = doc.segment(doc.blocks()[index].range);
        // What somebody paired, or wrote with marks, was translated, not scraped along: the words of a button, a DOI.
        if (doc.is_segmented() || doc.is_markup())
            && cx.counterpart(block).is_some_and(|source| match hit.kind() {
                "source-tag" => source.text() == block.text(),
                _ => is_paired(block, source),
            })
        {
            continue;
        }
        // A title, or a heading of the source: "Home", "Downloads", "Page 3" head sections of documentation.
        let is_heading = doc.blocks()[index].kind == BlockKind::Heading;
        if is_heading && (index == 0 || cx.counterpart(block).is_some_and(|source| !source.is_empty())) {
            continue;
        }
        let message = match hit {
            Hit::Form(form) => {
                let mut message = format!(
                    "page furniture ({}): “{}”",
                    form.kind.replace('-', " "),
                    short(block.text())
                );
                if let Some(of) = form.rendering_of {
                    message.push_str(&format!(", a rendering of {of}"));
                }
                message
            }
            Hit::LoneMark => format!("a line of nothing but “{}”", short(block.text())),
            Hit::Wrapped => format!("rest of a wrapped line of page furniture: “{}”", short(block.text())),
        };
        let sure = match hit {
            Hit::Form(form) if form.confidence >= 3 => 95,
            _ => 80,
        };
        cx.flag(block, message)
            .confidence(sure)
            .fix("delete the line", Safety::Unsafe, [(block.range, String::new())]);
    }
}

/// Whether a line is the translation of a passage, by their lengths.
fn is_paired(line: Segment, source: Segment) -> bool {
    let (ours, theirs) = (line.words().len(), source.words().len());
    theirs > 0 && theirs <= 2 * ours + LONGER
}

/// How many words more than twice as many the source of a short line may have: some scripts count each character.
const LONGER: usize = 6;
