//! Edits, applied.

use crate::model::{Edit, File};

/// The text of a file's stretch with edits applied, which must be sorted and must not overlap.
///
/// `None` where an edit does not lie on characters of the stretch, or overlaps the one before it:
/// then nothing is changed.
pub fn apply(file: &File, edits: &[Edit]) -> Option<String> {
    let mut out = String::with_capacity(file.text.len());
    let mut at = 0;
    for edit in edits {
        let start = usize::try_from(edit.span.start.checked_sub(file.base)?).ok()?;
        let end = usize::try_from(edit.span.end.checked_sub(file.base)?).ok()?;
        out.push_str(file.text.get(at..start)?);
        out.push_str(&edit.insert);
        file.text.get(start..end)?;
        at = end;
    }
    out.push_str(file.text.get(at..)?);
    Some(out)
}
