use super::prelude::*;

check! {
    /// Marks of the keyboard between letters of a language whose own marks are wide.
    ///
    /// ## Why it matters
    /// A machine copies the commas of its source. Chinese and Japanese have marks of their own (`wide_marks.tsv`). Each mark
    /// is told where the source has such commas; else it is said once for a document.
    ///
    /// ## Not flagged
    /// Texts that write two of three marks wide, in which a narrow one is a slip of the keyboard; marks beside digits and
    /// letters of other scripts; tokenised text.
    ///
    /// ## Examples
    /// ```flag
    /// zh: 桥修好了⟦,⟧行人可以过河了。
    /// ```
    /// ```clean
    /// zh: 桥修好了，全长1,200米，行人可以过河了。
    /// ```
    pub static CHECK = {
        code: "C106", name: "narrow-punctuation", category: Category::Punctuation, mqm: Mqm::Punctuation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 80, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    let marks = &doc.facts.wide_marks;
    if marks.is_empty() {
        return;
    }
    let text = doc.text();
    let mut narrow: Vec<(Range32, char)> = Vec::new();
    let mut wide = 0;
    let mut before = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if c.is_ascii() {
            let behind = letters.peek().map(|&(_, c)| c);
            let own = |c: Option<char>| c.is_some_and(chars::is_unspaced);
            // A mark may end its passage.
            let ends = matches!(behind, None | Some('\n')) && c != ':';
            if let Some(&(_, right)) = marks.iter().find(|&&(mark, _)| mark == c)
                && own(before)
                && (own(behind) || ends)
            {
                narrow.push((Range32::new(at, at + 1), right));
            }
        } else if marks.iter().any(|&(_, mark)| mark == c) {
            wide += 1;
        }
        before = Some(c);
    }
    if narrow.len() * 2 <= wide || doc.is_tokenised() {
        return;
    }
    let what = format!("a narrow mark, where {} writes a wide one", doc.lang);
    let places = narrow
        .into_iter()
        .map(|(range, right)| (doc.segment(range), vec![(range, right.to_string())]));
    unprinted(cx, ",", &what, "write the wide mark", places.collect());
}
