use super::missing_passage::{ABRIDGED, gaps};
use super::prelude::*;

check! {
    /// A passage of the translation has no counterpart in the source.
    ///
    /// ## How it decides
    /// The aligner links no sentence of the source to it, though it links what stands before and behind it.
    ///
    /// ## Not flagged
    /// What [missing-passage](missing-passage.md) does not flag either: page furniture, lines that are no
    /// sentences, and the second half of a sentence of the source that was long enough for both.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Brücke über die Wern wurde im Mai gesperrt. ¶ Der Stadtrat hatte zwei Gutachten bestellt. ¶ Das Rathaus von 1912 bleibt offen. ¶ Die Bürgermeisterin sprach am Montag mit den Händlern. ¶ Ein neuer Termin steht im Juni fest.
    /// en: The bridge over the Wern was closed in May. ¶ The town council had ordered two reports. ¶ ⟦Shopkeepers wept when they heard the terrible news.⟧ ¶ The town hall of 1912 stays open. ¶ The mayor spoke with the shopkeepers on Monday. ¶ A new date will be set in June.
    /// ```
    /// ```clean
    /// de: Die Brücke über die Wern wurde im Mai gesperrt. ¶ Der Stadtrat hatte zwei Gutachten bestellt, und beide fanden Risse in den Pfeilern. ¶ Das Rathaus von 1912 bleibt offen. ¶ Die Bürgermeisterin sprach am Montag mit den Händlern.
    /// en: The bridge over the Wern was closed in May. ¶ The town council had ordered two reports. ¶ Both found cracks in the piers. ¶ The town hall of 1912 stays open. ¶ The mayor spoke with the shopkeepers on Monday.
    /// ```
    pub static CHECK = {
        code: "A404", name: "added-passage", category: Category::Addition, mqm: Mqm::Addition,
        severity: Severity::Minor, stage: Stage::Preview, confidence: 80, since: "0.1.0", run: Run::Bitext(run),
    }
}

fn run(cx: &mut Cx, bitext: &Bitext) {
    for gap in gaps(bitext, Side::Target) {
        let what = match gap.sentences {
            1 => "has no counterpart in the source".to_owned(),
            n => format!("{n} sentences have no counterpart in the source"),
        };
        let draft = cx.flag(gap.place, format!("{what}: “{}”", short(gap.text.text())));
        if !gap.sure {
            draft.confidence(ABRIDGED);
        }
    }
}
