//! Quotation marks: what each mark does, which belong together, and what is damaged.
//!
//! A mark has no direction by itself: `“` opens in English and closes in German. Its role comes from the locale's
//! pairs, from its neighbours, and from the other marks of the paragraph. All three are weighed at once: every mark
//! of a paragraph may open, close, continue a quotation of the paragraph before, or be no quotation mark at all
//! (an apostrophe, a prime); each choice costs something where glyph, spacing or nesting speak against it; and the
//! cheapest reading of the whole paragraph is found by dynamic programming over the stack of open quotations.
//! What that reading had to pay for is the damage, and its roles say how to mend it.
//!
//! Costs are whole numbers. They are ordered, not tuned: a broken nesting costs more than two wrong spacings or two
//! wrong glyphs, so that a paragraph whose marks slid or were turned round is mended rather than declared unbalanced.

use super::words::Word;
use super::{Range32, chars};
use crate::data::Facts;

mod costs;
mod damage;
mod marks;
mod reading;

/// What a mark may do in a locale.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Roles {
    /// It may open.
    pub opens: bool,
    /// It may close.
    pub closes: bool,
    /// The locale has a place for it.
    pub known: bool,
}

/// What a mark may do in the locale of these facts; a mark that is foreign to it may do both.
pub fn roles(mark: char, facts: &Facts) -> Roles {
    let mut roles = Roles {
        opens: false,
        closes: false,
        known: false,
    };
    if let Some(locale) = facts.locale {
        for pair in &locale.accepted {
            roles.opens |= pair.open == mark;
            roles.closes |= pair.close == mark;
        }
    }
    roles.known = roles.opens || roles.closes;
    if !roles.known {
        // Some marks have one direction wherever they occur.
        let (opens, closes) = match mark {
            '„' | '‚' | '「' | '『' | '《' | '〈' | '〝' => (true, false),
            '」' | '』' | '》' | '〉' | '〟' => (false, true),
            _ => (true, true),
        };
        roles.opens = opens;
        roles.closes = closes;
    }
    roles
}

/// Marks that can form a pair.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Family {
    /// `"`
    Straight,
    /// `“ ” „ ‟`
    Curly,
    /// `« »`
    Guillemets,
    /// `'`
    StraightSingle,
    /// `‘ ’ ‚ ‛`
    CurlySingle,
    /// `‹ ›`
    SingleGuillemets,
    /// `「 」`
    Corner,
    /// `『 』`
    WhiteCorner,
    /// `《 》`
    DoubleAngle,
    /// `〈 〉`
    Angle,
    /// `〝 〟`
    Primes,
}

impl Family {
    fn of(mark: char) -> Family {
        match mark {
            '"' | '＂' => Family::Straight,
            '“' | '”' | '„' | '‟' => Family::Curly,
            '«' | '»' => Family::Guillemets,
            '\'' => Family::StraightSingle,
            '‘' | '’' | '‚' | '‛' => Family::CurlySingle,
            '‹' | '›' => Family::SingleGuillemets,
            '「' | '」' => Family::Corner,
            '『' | '』' => Family::WhiteCorner,
            '《' | '》' => Family::DoubleAngle,
            '〈' | '〉' => Family::Angle,
            _ => Family::Primes,
        }
    }

    /// Whether the family's marks double as apostrophes, so that a lone one proves nothing.
    pub fn is_single(self) -> bool {
        matches!(
            self,
            Family::StraightSingle | Family::CurlySingle | Family::SingleGuillemets
        )
    }
}

/// A quotation that was opened and closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    /// Where the opening mark stands.
    pub open: u32,
    /// The opening mark.
    pub open_mark: char,
    /// Where the closing mark stands.
    pub close: u32,
    /// The closing mark.
    pub close_mark: char,
}

/// What is wrong with a mark or a stretch of marks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DamageKind {
    /// A space inside the quotation.
    Spaced,
    /// No space outside the quotation.
    Glued,
    /// A quotation inside a quotation with the same marks.
    SameLevel,
    /// A straight mark with a curly partner.
    Mixed,
    /// A mark moved over a word boundary or turned round.
    Misplaced,
    /// A mark without a partner.
    Unbalanced,
    /// An empty quotation.
    Empty,
}

/// One damage: a stretch of the prose, and how to mend it.
#[derive(Clone, Debug)]
pub struct Damage {
    /// The stretch: the damaged marks with the white space that belongs to the damage.
    pub range: Range32,
    /// What is wrong.
    pub kind: DamageKind,
    /// Ranges of the prose and what to put in their place; empty where the paragraph would not balance.
    pub edits: Vec<(Range32, String)>,
}

/// The quotation marks of a document.
#[derive(Debug, Default)]
pub struct QuoteView {
    /// Quotations that were opened and closed, in the order of their closing marks.
    pub pairs: Vec<Pair>,
    /// Those that lie in no other, in the order of the text.
    outermost: Vec<Range32>,
    /// What is damaged, in the order of the text.
    pub damages: Vec<Damage>,
    /// Whether most marks go against the locale, so that glyphs were not judged.
    pub foreign_convention: bool,
}

impl QuoteView {
    /// Finds the quotations that lie in no other.
    fn nest(&mut self) {
        for pair in &self.pairs {
            while self.outermost.pop_if(|inner| inner.start >= pair.open).is_some() {}
            self.outermost.push(Range32 {
                start: pair.open,
                end: pair.close,
            });
        }
    }

    /// Whether a range lies in a quotation for a part or as a whole.
    pub fn meets(&self, range: Range32) -> bool {
        let opened = self.outermost.partition_point(|quotation| quotation.start < range.end);
        opened
            .checked_sub(1)
            .is_some_and(|last| range.start <= self.outermost[last].end)
    }

    /// The quotations that close within a range at or behind a place in it, in the order of their closing marks.
    pub fn closed_behind(&self, place: u32, range: Range32) -> impl Iterator<Item = &Pair> {
        let first = self.pairs.partition_point(|p| p.close < place);
        self.pairs[first..].iter().take_while(move |p| p.close < range.end)
    }

    /// The damages of one kind, in the order of the text.
    pub fn of(&self, kind: DamageKind) -> impl Iterator<Item = &Damage> {
        self.damages.iter().filter(move |d| d.kind == kind)
    }
}

impl Damage {
    /// The damaged stretch with the words that it touches.
    pub fn context(&self, text: &str) -> Range32 {
        let before = &text[..self.range.start as usize];
        let behind = &text[self.range.end as usize..];
        let word = |c: char| !chars::is_space(c) && c != '\n';
        let head: usize = before
            .chars()
            .rev()
            .take_while(|&c| word(c))
            .take(40)
            .map(char::len_utf8)
            .sum();
        let tail: usize = behind
            .chars()
            .take_while(|&c| word(c))
            .take(40)
            .map(char::len_utf8)
            .sum();
        Range32::new(self.range.start as usize - head, self.range.end as usize + tail)
    }

    /// The context as it reads after the repair; `None` where none is offered.
    pub fn mended(&self, text: &str) -> Option<String> {
        if self.edits.is_empty() {
            return None;
        }
        let context = self.context(text);
        let mut edits = self.edits.clone();
        edits.sort();
        let mut out = String::new();
        let mut at = context.start as usize;
        for (range, insert) in &edits {
            out.push_str(text.get(at..range.start as usize)?);
            out.push_str(insert);
            at = range.end as usize;
        }
        out.push_str(text.get(at..(context.end as usize).max(at))?);
        Some(out)
    }
}

/// The fewest marks against the locale that make a convention of their own.
const HABIT: usize = 4;

/// Reads the quotation marks of a document.
///
/// `segmented` says that the blocks are segments cut by somebody else, so that a quotation may run over them.
/// The cost is linear in the number of marks.
pub fn view(text: &str, blocks: &[Range32], words: &[Word], facts: &Facts, segmented: bool) -> QuoteView {
    let marks = marks::marks(text, blocks, words, facts);
    if marks.is_empty() {
        return QuoteView::default();
    }
    let reading = reading::read(text, blocks, &marks, facts, segmented, true);
    // Most marks against the locale: the text follows another convention, which is one fault and not forty.
    let doubles = marks.iter().filter(|m| !m.family.is_single()).count();
    if reading.wrong_glyphs >= HABIT && reading.wrong_glyphs * 10 > doubles * 3 {
        let mut relaxed = reading::read(text, blocks, &marks, facts, segmented, false);
        relaxed.view.foreign_convention = true;
        return relaxed.view;
    }
    reading.view
}
