use super::prelude::*;
use crate::data::calques::CalqueKind;
use crate::data::false_friends::FalseFriends;
use crate::text::calques;
use crate::text::words::WordKind;

check! {
    /// A word was taken for the word of the other language that looks like it.
    ///
    /// ## How it decides
    /// The source holds a word of a list, the aligned translation holds its false friend and none of the words that a
    /// native writes for it. Alone: the false friend stands beside words that it never goes with.
    ///
    /// ## Not flagged
    /// The bare word without the evidence of the source or of its neighbours, and what stands in quotation marks.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die aktuelle Lage in der Region bleibt schwierig.
    /// en: The ⟦actual⟧ situation in the region remains difficult.
    /// ```
    /// ```flag
    /// en: They eventually found a solution in the spring.
    /// es: ⟦Eventualmente⟧ encontraron una solución en primavera.
    /// ```
    /// ```clean
    /// de: Die aktuelle Lage in der Region bleibt schwierig.
    /// en: The current situation in the region remains difficult.
    /// ```
    pub static CHECK = {
        code: "S103", name: "false-friend", category: Category::Calque, mqm: Mqm::Mistranslation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 75, since: "0.1.0", run: Run::Document(run),
    }
}

/// The links that are trusted, in per cent.
const LINK: u8 = 60;

fn run(cx: &mut Cx, doc: &Document) {
    let mut told = Vec::new();
    if let Some(bitext) = cx.bitext() {
        for bead in bitext.beads() {
            told.extend(mistaken(cx, bead));
        }
    }
    super::calque::find(cx, doc, |c| c.kind == CalqueKind::FalseFriend, "false friend", &told);
}

/// The false friends of a bead whose source word stands on the other side.
fn mistaken(cx: &mut Cx, bead: Bead) -> Vec<Range32> {
    let (source, target) = (bead.source, bead.target);
    let mut told = Vec::new();
    if bead.confidence < LINK || source.is_empty() || target.is_empty() {
        return told;
    }
    let Some(table) = FalseFriends::between(source.doc.lang, target.doc.lang) else {
        return told;
    };
    let letters = |segment: Segment| {
        let words = segment.words().iter().filter(|w| w.kind == WordKind::Letters);
        words
            .map(|w| fold::text(w.text(segment.doc.text())))
            .collect::<Vec<_>>()
    };
    let mut sides: Option<(Vec<String>, Vec<String>)> = None;
    for word in target.words().iter().filter(|w| w.kind == WordKind::Letters) {
        // The same word on both sides is a name or a title that was kept.
        if source.words().iter().any(|w| w.key == word.key) {
            continue;
        }
        let body = word.text(target.doc.text());
        for row in table.of(body, word.key) {
            let (theirs, ours) = sides.get_or_insert_with(|| (letters(source), letters(target)));
            let Some(at) = theirs.iter().position(|w| row.is_source(w)) else {
                continue;
            };
            if ours.iter().any(|w| row.acquits(w)) || calques::is_quoted(target.doc.text(), word.range) {
                continue;
            }
            let message = format!(
                "“{body}” is a false friend of “{}”; a native writes: {}",
                theirs[at], row.native
            );
            cx.flag(target.at(word.range), message).source(source);
            told.push(word.range);
        }
    }
    told
}
