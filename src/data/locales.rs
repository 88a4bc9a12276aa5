//! What a locale writes: quotation marks, separators, spacing (`locales.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Lang, rows};

/// An opening and a closing quotation mark that belong together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct QuotePair {
    /// The mark that opens.
    pub open: char,
    /// The mark that closes.
    pub close: char,
}

/// One row of the locale table.
#[derive(Debug, Clone)]
pub struct Locale {
    /// First-level quotation marks.
    pub primary: QuotePair,
    /// Second-level quotation marks.
    pub secondary: QuotePair,
    /// Every pair that careful print accepts, the first one the primary.
    pub accepted: Vec<QuotePair>,
    /// Whether a space belongs inside guillemets.
    pub inner_space: bool,
    /// Marks that take a space before them.
    pub high: &'static str,
    /// The decimal separator.
    pub decimal: char,
    /// Separators of groups of digits; a space stands for every kind of space.
    pub group: Vec<char>,
    /// Whether a space belongs between a number and its per cent sign; `None` where both are usual.
    pub percent_space: Option<bool>,
    /// Whether edited text writes straight double marks, too.
    pub straight: bool,
    /// The dash between spaces, where edited text never writes a hyphen for it.
    pub dash: Option<char>,
}

static TABLE: LazyLock<FxHashMap<Lang, Locale>> = LazyLock::new(|| {
    rows::<11>(include_str!("locales.tsv"))
        .filter_map(
            |[
                tag,
                primary,
                secondary,
                accepted,
                inner,
                high,
                decimal,
                group,
                percent,
                straight,
                dash,
            ]| {
                Some((
                    Lang::parse(tag)?,
                    Locale {
                        primary: pair(primary)?,
                        secondary: pair(secondary)?,
                        accepted: accepted.split(' ').filter_map(pair).collect(),
                        inner_space: inner == "space",
                        high: if high == "-" { "" } else { high },
                        decimal: decimal.chars().next()?,
                        percent_space: match percent {
                            "N%" => Some(false),
                            "N %" => Some(true),
                            _ => None,
                        },
                        straight: straight != "no",
                        dash: dash.chars().next().filter(|_| dash != "none"),
                        group: group
                            .split(' ')
                            .filter_map(|name| match name {
                                "NBSP" | "NNBSP" | "SPACE" => Some(' '),
                                _ => name.chars().next(),
                            })
                            .collect(),
                    },
                ))
            },
        )
        .collect()
});

fn pair(cell: &str) -> Option<QuotePair> {
    let mut chars = cell.chars();
    let open = chars.next()?;
    let close = chars.next_back()?;
    (chars.as_str() == "…").then_some(QuotePair { open, close })
}

/// The row of exactly this tag.
pub fn row(lang: Lang) -> Option<&'static Locale> {
    TABLE.get(&lang)
}
