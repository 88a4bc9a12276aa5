//! Damaged marks, with the edits that mend them.

use unicode_normalization::char::is_combining_mark;

use super::costs::{Cost, Reader};
use super::marks::Mark;
use super::{Damage, DamageKind, Family};
use crate::text::{Range32, chars};

/// A mark that was found damaged.
pub(super) struct Hurt {
    pub(super) index: usize,
    pub(super) kind: DamageKind,
    pub(super) edits: Vec<(Range32, String)>,
    pub(super) range: Range32,
}

pub(super) fn whole(mark: &Mark) -> Range32 {
    Range32 {
        start: mark.at,
        end: mark.at + u32::from(mark.len),
    }
}

/// The damage of one mark that opens or closes, with the edits that mend it.
pub(super) fn hurt(text: &str, index: usize, mark: &Mark, cost: Cost, opens: bool, reader: &Reader) -> Option<Hurt> {
    if cost.sum() == 0 {
        return None;
    }
    let own = whole(mark);
    let (before, behind) = (
        Range32 {
            start: mark.at - mark.space_before,
            end: mark.at,
        },
        Range32 {
            start: own.end,
            end: own.end + mark.space_behind,
        },
    );
    let mut edits = Vec::new();
    if cost.glyph {
        let locale = reader.facts.locale?;
        let pair = locale.accepted.iter().find(|p| Family::of(p.open) == mark.family)?;
        let right = if opens { pair.open } else { pair.close };
        edits.push((own, right.to_string()));
    }
    let gap = |range: Range32, text: &str| (range, text.to_owned());
    if opens {
        if cost.inner_space && !behind.is_empty() {
            edits.push(gap(behind, ""));
        }
        if cost.glued {
            edits.push(gap(
                Range32 {
                    start: own.start,
                    end: own.start,
                },
                " ",
            ));
        }
    } else {
        if cost.glued {
            edits.push(gap(
                Range32 {
                    start: own.end,
                    end: own.end,
                },
                " ",
            ));
        }
        if cost.inner_space && !before.is_empty() {
            edits.push(gap(before, ""));
        }
    }
    let kind = if cost.glyph || cost.misfit || cost.inner_space && cost.glued {
        DamageKind::Misplaced
    } else if cost.inner_space {
        DamageKind::Spaced
    } else {
        DamageKind::Glued
    };
    let mut range = own;
    for (edit, _) in &edits {
        range.start = range.start.min(edit.start);
        range.end = range.end.max(edit.end);
    }
    // What is glued is shown with the letter that it is glued to, marks over it included.
    if cost.glued {
        if opens {
            // A mark over no letter may begin the block.
            for c in text[..range.start as usize]
                .chars()
                .rev()
                .take_while(|c| !chars::is_space(*c))
            {
                range.start -= c.len_utf8() as u32;
                if !is_combining_mark(c) {
                    break;
                }
            }
        } else {
            let mut behind = text[range.end as usize..].chars().take_while(|c| !chars::is_space(*c));
            let letter = behind.next().into_iter();
            let marks = behind.take_while(|c| is_combining_mark(*c));
            range.end += letter.chain(marks).map(|c| c.len_utf8() as u32).sum::<u32>();
        }
    }
    Some(Hurt {
        index,
        kind,
        edits,
        range,
    })
}

/// Marks that follow one another directly form one damage.
pub(super) fn merge(marks: &[Mark], hurts: Vec<Hurt>, balanced: bool, out: &mut Vec<Damage>) {
    let from = out.len();
    let mut last: Option<(usize, Damage)> = None;
    for hurt in hurts {
        let joins = last.as_ref().is_some_and(|(index, damage)| {
            let both_spacing = damage.kind <= DamageKind::Misplaced && hurt.kind <= DamageKind::Misplaced;
            index + 1 == hurt.index
                && both_spacing
                && (damage.kind == DamageKind::Misplaced
                    || hurt.kind == DamageKind::Misplaced
                    || damage.kind == hurt.kind && damage.kind == DamageKind::Spaced)
                && marks[*index].block == marks[hurt.index].block
        });
        if joins && let Some((index, damage)) = last.as_mut() {
            *index = hurt.index;
            damage.range.end = damage.range.end.max(hurt.range.end);
            damage.kind = damage.kind.max(hurt.kind);
            damage.edits.extend(hurt.edits);
            continue;
        }
        out.extend(last.take().map(|(_, d)| d));
        last = Some((
            hurt.index,
            Damage {
                range: hurt.range,
                kind: hurt.kind,
                edits: hurt.edits,
            },
        ));
    }
    out.extend(last.map(|(_, d)| d));
    if !balanced {
        // Nothing is offered in a paragraph that would not balance afterwards.
        for damage in &mut out[from..] {
            damage.edits.clear();
        }
    }
}
