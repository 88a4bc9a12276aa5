use super::prelude::*;
use crate::text::quotes::DamageKind;

check! {
    /// A quotation mark is glued to the word outside the quotation.
    ///
    /// ## Not flagged
    /// Scripts without spaces, languages that attach particles or endings to a closing mark, short suffixes.
    ///
    /// ## Examples
    /// ```flag
    /// en: He said: “That is enough.⟦”T⟧he police came.
    /// fix: He said: “That is enough.” The police came.
    /// ```
    /// ```flag
    /// en: They called hi⟦m“⟧mad” and left.
    /// ```
    /// ```clean
    /// es: La fórmula =SI(A1>0;"sí";"no") devuelve un texto.
    /// ```
    /// ```clean
    /// ko: 그는 “충분하다”라고 말했다.
    /// ```
    /// ```clean
    /// en: All the “A”s were gone (“every one”).
    /// ```
    pub static CHECK = {
        code: "L104", name: "glued-quote", category: Category::Quotes, mqm: Mqm::Punctuation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 90, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    for damage in doc.quotes().of(DamageKind::Glued) {
        let segment = doc.segment(damage.range);
        let context = doc.segment(damage.context(doc.text()));
        let message = format!("no space outside the quotation mark: {}", short(context.text()));
        cx.flag(segment, message)
            .fix("insert a space", Safety::Safe, damage.edits.iter().cloned());
    }
}
