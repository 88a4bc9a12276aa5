//! Edits, planned and applied.

use crate::model::{Edit, File, Finding, Fix, Safety};

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

/// The edits of findings that can be applied together, sorted, and how many findings they mend.
///
/// Where two want the same place, the one that begins first is applied, and of two at one place the one whose check
/// has the lower code; the other one may be offered again on the mended text. A fix is applied whole or not at all.
pub fn plan(findings: &[Finding], unsafe_too: bool) -> (Vec<Edit>, usize) {
    let mut fixes: Vec<(&Finding, &Fix)> = findings
        .iter()
        .filter_map(|f| Some((f, f.fix.as_ref()?)))
        .filter(|(_, fix)| unsafe_too || fix.safety == Safety::Safe)
        .collect();
    fixes.sort_by_key(|(finding, fix)| (fix.edits.first().map(|e| e.span.start), finding.check.code));
    let mut taken: Vec<Edit> = Vec::new();
    let mut mended = 0;
    for (_, fix) in fixes {
        let apart = |edit: &Edit| {
            let at = place(&taken, edit);
            let near = &taken[at.saturating_sub(1)..(at + 1).min(taken.len())];
            near.iter()
                .all(|t| t.span.end < edit.span.start || edit.span.end < t.span.start)
        };
        if fix.edits.iter().all(apart) {
            for edit in &fix.edits {
                taken.insert(place(&taken, edit), edit.clone());
            }
            mended += 1;
        }
    }
    (taken, mended)
}

/// Where an edit belongs among sorted ones.
fn place(taken: &[Edit], edit: &Edit) -> usize {
    taken.partition_point(|t| t.span.start < edit.span.start)
}
