use super::prelude::*;

check! {
    /// A comment that suppresses findings suppresses none.
    ///
    /// ## Why it matters
    /// The fault was mended, or the name is misspelled; either way the comment will hide the next fault.
    ///
    /// ## How to suppress
    /// `<!-- mtlint-disable-next-line quotes -- why -->` speaks of the next line, `mtlint-disable-line` of its own,
    /// `mtlint-disable` of everything down to `mtlint-enable` or the end of the file. Checks are named by name, code,
    /// beginning of a code or category, parted by commas; without a name all are meant. For texts without comments a
    /// file beside them with `.mtlint` behind its name holds lines of check, text and reason, parted by tabs.
    ///
    /// ## Examples
    /// ```flag
    /// en: ⟦<!-- mtlint-disable-line doubled-word -- none here -->⟧ The bridge was closed in May.
    /// ```
    /// ```clean
    /// en: <!-- mtlint-disable-line doubled-word -- a song --> The the bridge was closed in May.
    /// ```
    pub static CHECK = {
        code: "M101", name: "unused-suppression", category: Category::Suppression, mqm: Mqm::Custom,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 99, since: "0.1.0", run: Run::Document(run),
    }
}

/// The findings are made where suppressions are applied, behind all checks.
fn run(_: &mut Cx, _: &Document) {}
