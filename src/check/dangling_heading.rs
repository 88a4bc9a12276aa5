use super::prelude::*;

check! {
    /// The headline of another article was left at the end of this one.
    ///
    /// A short line without a final mark directly before the related links or the source line that end the text.
    ///
    /// ## Examples
    /// ```flag
    /// en: The council will meet again in March, and until then the bridge remains closed to all traffic. ¶ ⟦Mayor resigns after bridge affair⟧ ¶ More: All articles about the bridge
    /// ```
    /// ```clean
    /// en: The council will meet again in March, and until then the bridge remains closed. ¶ More: All articles about the bridge
    /// ```
    pub static CHECK = {
        code: "D104", name: "dangling-heading", category: Category::Debris, mqm: Mqm::Addition,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 80, since: "0.1.0", run: Run::Document(run),
    }
}

/// The longest headline, in words; the shortest, so that a signature or a name is none.
const WORDS: std::ops::RangeInclusive<usize> = 3..=16;
/// How far from the end it may stand, in lines.
const REACH: usize = 10;

fn run(cx: &mut Cx, doc: &Document) {
    if doc.is_segmented() {
        return;
    }
    let blocks = doc.blocks();
    let hits = &doc.furniture().hits;
    let Some(last_text) = hits.iter().rposition(Option::is_none) else {
        return;
    };
    // Everything behind the headline is furniture, and the first of it leads to other articles.
    let tail = last_text + 1;
    let leads = hits
        .get(tail)
        .is_some_and(|h| h.is_some_and(|h| matches!(h.kind(), "related-link" | "source-tag" | "tracking")));
    if !leads || tail < 2 || blocks.len() - last_text > REACH {
        return;
    }
    let line = doc.segment(blocks[last_text].range);
    let before = doc.segment(blocks[last_text - 1].range);
    let count = line.words().len();
    let ends = |text: &str| {
        text.trim_end_matches(|c: char| chars::is_quote(c) || chars::is_close_bracket(c))
            .ends_with(|c: char| chars::is_terminator(c) || matches!(c, ':' | ';' | ','))
    };
    let unspaced = line.text().chars().any(chars::is_unspaced);
    if !ends(line.text()) && ends(before.text()) && (WORDS.contains(&count) || unspaced && count < 30) {
        cx.flag(line, format!("headline of another article: “{}”", short(line.text())))
            .fix("delete the line", Safety::Unsafe, [(line.range, String::new())]);
    }
}
