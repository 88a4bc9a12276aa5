use super::prelude::*;

check! {
    /// The caption of a photo was left in the article, above the credit of the photo.
    ///
    /// The one or two lines directly above a photo credit are its caption when they are short and a full paragraph
    /// stands above them, or other furniture above and a full paragraph below the credit.
    ///
    /// ## Examples
    /// ```flag
    /// en: The bridge over the river was closed for the whole of the winter, because the council had found cracks in both of its piers and feared for the buses. ¶ ⟦Workers on the bridge⟧ ¶ (Photo: Reuters) ¶ The council met on Tuesday to decide what has to be done.
    /// ```
    /// ```clean
    /// en: The bridge was closed for the winter. ¶ The council met on Tuesday.
    /// ```
    pub static CHECK = {
        code: "D102", name: "photo-caption", category: Category::Debris, mqm: Mqm::Addition,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 80, since: "0.1.0", run: Run::Document(run),
    }
}

/// The longest caption line, in words.
const MAX_WORDS: usize = 25;
/// The longest caption line that ends like a sentence, in words.
const SENTENCE: usize = 14;
/// The shortest full paragraph, in words.
const FULL: usize = 15;

fn run(cx: &mut Cx, doc: &Document) {
    if doc.is_segmented() {
        return;
    }
    let blocks = doc.blocks();
    let hits = &doc.furniture().hits;
    let words = |i: usize| doc.segment(blocks[i].range).words().len();
    for (index, hit) in hits.iter().enumerate() {
        if !hit.is_some_and(|h| h.kind() == "photo-credit") {
            continue;
        }
        let mut first = index;
        let caption = |i: usize| {
            let line = doc.segment(blocks[i].range);
            let most = if line.text().ends_with(chars::is_terminator) {
                SENTENCE
            } else {
                MAX_WORDS
            };
            hits[i].is_none() && words(i) <= most
        };
        while first > 0 && index - first < 2 && caption(first - 1) {
            first -= 1;
        }
        if first == index || first == 0 {
            continue;
        }
        // Above the captions stands a full paragraph, or more furniture while one stands below the credit; else this is
        // no caption but running text.
        let full = |i: usize| i < blocks.len() && hits[i].is_none() && words(i) >= FULL;
        let among_furniture = hits[first - 1].is_some() && index == first + 1 && full(index + 1);
        if !full(first - 1) && !among_furniture {
            continue;
        }
        for block in &blocks[first..index] {
            let caption = doc.segment(block.range);
            let credit = doc.segment(blocks[index].range);
            cx.flag(caption, format!("caption of a photo: “{}”", short(caption.text())))
                .related(Label::new(Side::Target, credit, "the credit of the photo"))
                .fix("delete the line", Safety::Unsafe, [(block.range, String::new())]);
        }
    }
}
