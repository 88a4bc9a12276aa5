use super::prelude::*;

check! {
    /// Straight and curly quotation marks stand side by side in one text.
    ///
    /// One pair with a straight and a curly mark is a slip; pairs of both kinds are a mixture, said once.
    ///
    /// ## Examples
    /// ```flag
    /// en: He called it ⟦“nonsense"⟧ and left.
    /// ```
    /// ```flag
    /// en: “One,” she said. “Two,” he said. ¶ ⟦"Three,"⟧ she said. "Four," he said.
    /// ```
    /// ```clean
    /// en: “One,” she said. The pipe is 5" wide.
    /// ```
    pub static CHECK = {
        code: "C102", name: "mixed-quotes", category: Category::Quotes, mqm: Mqm::Inconsistent,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 80, since: "0.1.0", run: Run::Document(run),
    }
}

/// How many pairs of one kind make a single pair of the other kind a slip.
const MAJORITY: usize = 4;

fn run(cx: &mut Cx, doc: &Document) {
    let view = doc.quotes();
    let pair = |open: u32, close: u32, mark: char| Range32 {
        start: open,
        end: close + mark.len_utf8() as u32,
    };
    let straight = |c: char| c == '"';
    let curly = |c: char| matches!(c, '“' | '”' | '„');
    // A slip of the keyboard is made again and again: one finding for all of them.
    let half: Vec<_> = view
        .pairs
        .iter()
        .filter(|p| straight(p.open_mark) && curly(p.close_mark) || curly(p.open_mark) && straight(p.close_mark))
        .collect();
    if let Some((first, rest)) = half.split_first() {
        let segment = doc.segment(pair(first.open, first.close, first.close_mark));
        let mut message = format!("{} is closed by {}", first.open_mark, first.close_mark);
        if !rest.is_empty() {
            message.push_str(&format!(", and {} times more in this text", rest.len()));
        }
        let mut draft = cx.flag(segment, message).confidence(90);
        for p in rest.iter().take(20) {
            let again = doc.segment(pair(p.open, p.close, p.close_mark));
            draft = draft.related(Label::new(Side::Target, again, "again here"));
        }
    }
    let double = |p: &&crate::text::quotes::Pair| chars::is_double_quote(p.open_mark);
    let straights: Vec<_> = view
        .pairs
        .iter()
        .filter(|p| straight(p.open_mark) && straight(p.close_mark))
        .collect();
    let others: Vec<_> = view
        .pairs
        .iter()
        .filter(double)
        .filter(|p| {
            !straight(p.open_mark) && !straight(p.close_mark) && matches!(p.open_mark, '“' | '”' | '„' | '«' | '»')
        })
        .collect();
    // Segments cut by others come from many hands.
    // One pair of the other kind among many is a slip, two against two a mixture.
    let (less, more) = (straights.len().min(others.len()), straights.len().max(others.len()));
    if less >= 1 && (less >= 2 || more >= MAJORITY) && !doc.is_segmented() {
        let few = if straights.len() <= others.len() {
            &straights
        } else {
            &others
        };
        let Some(first) = few.iter().min_by_key(|p| p.open) else {
            return;
        };
        let segment = doc.segment(pair(first.open, first.close, first.close_mark));
        let message = format!(
            "straight and curly quotation marks in one text: {} pairs and {} pairs",
            straights.len(),
            others.len()
        );
        cx.flag(segment, message).severity(Severity::Neutral);
    }
}
