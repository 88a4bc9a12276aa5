use super::prelude::*;
use crate::data::calques::CalqueKind;

check! {
    /// An idiom was rendered word for word.
    ///
    /// The message gives what a native writes and asks for a look, since a literal reading can be meant.
    ///
    /// ## Examples
    /// ```flag
    /// de: Wir sollten aufhören, ⟦um den Busch herumzureden⟧.
    /// ```
    /// ```clean
    /// de: Wir sollten nicht um den heißen Brei herumreden.
    /// ```
    pub static CHECK = {
        code: "S102", name: "literal-idiom", category: Category::Idiom, mqm: Mqm::Awkward,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 80, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    super::calque::find(
        cx,
        doc,
        |c| c.kind == CalqueKind::Idiom,
        "idiom rendered word for word, out",
    );
}
