//! What it costs to read a mark as one that opens, closes or is lost.

use super::Family;
use super::marks::{Beside, Mark};
use crate::data::Facts;

const GLYPH: i32 = 10;
const SPACING: i32 = 6;
const MOVED: i32 = 10;
pub(super) const SAME_LEVEL: i32 = 6;
pub(super) const MIXED: i32 = 8;
pub(super) const LOST: i32 = 25;
pub(super) const LOST_SINGLE: i32 = 4;
pub(super) const CARRY: i32 = 3;

/// What an act costs for a mark, split by reason.
#[derive(Clone, Copy, Default)]
pub(super) struct Cost {
    pub(super) glyph: bool,
    pub(super) inner_space: bool,
    pub(super) glued: bool,
    pub(super) misfit: bool,
}

impl Cost {
    pub(super) fn sum(self) -> i32 {
        let spacing = match (self.inner_space, self.glued) {
            (true, true) => MOVED,
            (false, false) => 0,
            _ => SPACING,
        };
        spacing + i32::from(self.glyph) * GLYPH + i32::from(self.misfit) * (SPACING + 2)
    }
}

pub(super) struct Reader<'a> {
    pub(super) facts: &'a Facts,
    pub(super) glyphs: bool,
    pub(super) inner_space: bool,
    pub(super) suffixes: bool,
}

impl Reader<'_> {
    pub(super) fn open_cost(&self, mark: &Mark) -> Cost {
        let straight = mark.family == Family::Straight;
        Cost {
            glyph: self.glyphs && !mark.roles.opens,
            inner_space: mark.right == Beside::Space
                && !(self.inner_space && mark.family == Family::Guillemets)
                && !(straight && matches!(mark.left, Beside::Space | Beside::Edge))
                || mark.right == Beside::Edge,
            glued: (mark.left == Beside::Letter || mark.left == Beside::Closing)
                && mark.space_before == 0
                && !mark.prefix
                && mark.right != Beside::Unspaced
                && !self.suffixes,
            misfit: mark.right == Beside::Closing && !mark.first,
        }
    }

    pub(super) fn close_cost(&self, mark: &Mark, opening: Option<&Mark>) -> Cost {
        let straight = mark.family == Family::Straight;
        // A quotation that a foreign mark has opened is closed by the mark of its own convention: „…“ in English.
        let foreign = opening.is_some_and(|o| !o.roles.known);
        Cost {
            glyph: self.glyphs && !mark.roles.closes && !foreign,
            inner_space: mark.left == Beside::Space
                && !(self.inner_space && mark.family == Family::Guillemets)
                && !(straight && matches!(mark.right, Beside::Space | Beside::Edge))
                || mark.left == Beside::Edge,
            glued: mark.right == Beside::Letter
                && !(mark.suffix && mark.left == Beside::Letter)
                && mark.left != Beside::Unspaced
                && (!self.suffixes || mark.capital),
            misfit: mark.left == Beside::Opening,
        }
    }

    /// Whether a mark can close and not open, where it stands.
    pub(super) fn only_closes(&self, mark: &Mark) -> bool {
        !mark.family.is_single() && self.close_cost(mark, None).sum() == 0 && self.open_cost(mark).sum() > 0
    }

    /// Whether the same marks may enclose a quotation inside a quotation.
    pub(super) fn nests(&self, family: Family) -> bool {
        let one_level = |l: &crate::data::Locale| Family::of(l.secondary.open) == Family::of(l.primary.open);
        family == Family::Guillemets || self.facts.locale.is_some_and(one_level)
    }

    pub(super) fn lost_cost(&self, mark: &Mark) -> i32 {
        match mark.family {
            Family::StraightSingle => 0,
            Family::CurlySingle if mark.mark == '’' => 0,
            Family::CurlySingle => 3,
            Family::SingleGuillemets => LOST_SINGLE,
            // `5.5"` and `6'2"` are inches, and seconds of arc.
            Family::Straight if mark.prime => 2,
            Family::Curly if mark.prime && mark.mark == '”' => 3,
            // `»` is an arrow or a bullet on many pages.
            Family::Guillemets
                if mark.mark == '»'
                    && (mark.first || mark.right == Beside::Edge)
                    && mark.space_before + mark.space_behind > 0 =>
            {
                4
            }
            _ => LOST,
        }
    }

    /// The closing mark of the locale, where a quotation that opens with a mark of the same family has another one.
    pub(super) fn partner(&self, opening: &Mark, closing: &Mark) -> Option<char> {
        let locale = self.facts.locale?;
        let pair = locale.accepted.iter().find(|p| Family::of(p.open) == opening.family)?;
        (closing.family == opening.family && closing.mark != pair.close).then_some(pair.close)
    }
}
