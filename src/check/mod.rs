//! The checks: one file each, registered here.
//!
//! `tests/tidy.rs` holds the list to the files of this folder.

use crate::model::{Category, Check, Mqm};

mod prelude;

mod acronym_order;
mod added_clause;
mod added_number;
mod added_passage;
mod calque;
mod changed_name;
mod changed_number;
mod changed_question;
mod changed_quotation;
mod changed_token;
mod dangling_heading;
mod doubled_punctuation;
mod doubled_word;
mod empty_translation;
mod false_friend;
mod foreign_quotes;
mod foreign_script;
mod glued_dateline;
mod glued_quote;
mod hyphen_as_dash;
mod inconsistent_name;
mod inconsistent_term;
mod invisible_character;
mod leftover_entity;
mod leftover_markup;
mod literal_idiom;
mod locale_spacing;
mod lost_accents;
mod lost_capitals;
mod lost_negation;
mod lowercased_word;
mod machine_residue;
mod misplaced_quote;
mod missing_clause;
mod missing_number;
mod missing_passage;
mod missing_space;
mod missing_word;
mod mixed_dashes;
mod mixed_ellipses;
mod mixed_formats;
mod mixed_quotes;
mod mixed_register;
mod mixed_script;
mod mojibake;
mod narrow_punctuation;
mod number_format;
mod photo_caption;
mod repeated_passage;
mod repetition_loop;
mod reversed_meaning;
mod scrape_debris;
mod spaced_joint;
mod spaced_punctuation;
mod spaced_quote;
mod straight_quotes;
mod stray_quote;
mod translationese;
mod unbalanced_quote;
mod unpaired_bracket;
mod unrelated_translation;
mod untranslated_acronym;
mod untranslated_sentence;
mod untranslated_word;
mod unused_suppression;
mod wrong_conversion;
mod wrong_date;
mod wrong_share;

pub(crate) use unused_suppression::CHECK as UNUSED;

/// Every check, sorted by code.
pub static CHECKS: &[&Check] = &[
    &changed_number::CHECK,
    &missing_number::CHECK,
    &added_number::CHECK,
    &wrong_date::CHECK,
    &wrong_conversion::CHECK,
    &wrong_share::CHECK,
    &repeated_passage::CHECK,
    &repetition_loop::CHECK,
    &untranslated_sentence::CHECK,
    &untranslated_word::CHECK,
    &untranslated_acronym::CHECK,
    &foreign_script::CHECK,
    &empty_translation::CHECK,
    &unrelated_translation::CHECK,
    &missing_passage::CHECK,
    &added_passage::CHECK,
    &missing_clause::CHECK,
    &added_clause::CHECK,
    &changed_question::CHECK,
    &reversed_meaning::CHECK,
    &lost_negation::CHECK,
    &changed_quotation::CHECK,
    &changed_name::CHECK,
    &acronym_order::CHECK,
    &changed_token::CHECK,
    &foreign_quotes::CHECK,
    &mixed_quotes::CHECK,
    &locale_spacing::CHECK,
    &straight_quotes::CHECK,
    &hyphen_as_dash::CHECK,
    &narrow_punctuation::CHECK,
    &number_format::CHECK,
    &mixed_formats::CHECK,
    &scrape_debris::CHECK,
    &photo_caption::CHECK,
    &glued_dateline::CHECK,
    &dangling_heading::CHECK,
    &machine_residue::CHECK,
    &mojibake::CHECK,
    &invisible_character::CHECK,
    &leftover_entity::CHECK,
    &leftover_markup::CHECK,
    &lost_accents::CHECK,
    &mixed_script::CHECK,
    &misplaced_quote::CHECK,
    &unbalanced_quote::CHECK,
    &spaced_quote::CHECK,
    &glued_quote::CHECK,
    &stray_quote::CHECK,
    &doubled_word::CHECK,
    &doubled_punctuation::CHECK,
    &spaced_punctuation::CHECK,
    &missing_space::CHECK,
    &unpaired_bracket::CHECK,
    &mixed_dashes::CHECK,
    &mixed_ellipses::CHECK,
    &missing_word::CHECK,
    &spaced_joint::CHECK,
    &lost_capitals::CHECK,
    &lowercased_word::CHECK,
    &unused_suppression::CHECK,
    &calque::CHECK,
    &literal_idiom::CHECK,
    &false_friend::CHECK,
    &mixed_register::CHECK,
    &inconsistent_name::CHECK,
    &inconsistent_term::CHECK,
    &translationese::CHECK,
];

/// The check that goes by a code or a name.
pub fn find(code_or_name: &str) -> Option<&'static Check> {
    CHECKS
        .iter()
        .copied()
        .find(|c| c.name == code_or_name || c.code.eq_ignore_ascii_case(code_or_name))
}

/// The checks that a name stands for: a code or its beginning, a name, a category, a type of MQM, or `all`.
///
/// # Errors
/// A name that fits no check, with the nearest one that does.
pub fn named(name: &str) -> Result<Vec<&'static Check>, String> {
    if name == "all" {
        return Ok(CHECKS.to_vec());
    }
    if let Some(check) = find(name) {
        return Ok(vec![check]);
    }
    if let Ok(category) = name.parse::<Category>() {
        return Ok(CHECKS.iter().copied().filter(|c| c.category == category).collect());
    }
    if let Ok(mqm) = name.parse::<Mqm>() {
        return Ok(CHECKS.iter().copied().filter(|c| c.mqm == mqm).collect());
    }
    let prefix = name.to_ascii_uppercase();
    let family: Vec<_> = CHECKS.iter().copied().filter(|c| c.code.starts_with(&prefix)).collect();
    if !name.is_empty() && !family.is_empty() {
        return Ok(family);
    }
    let names = CHECKS
        .iter()
        .map(|c| c.name)
        .chain(Category::ALL.iter().map(|c| c.name()));
    let nearest = nearest(name, names);
    Err(match nearest {
        Some(nearest) => {
            format!("no check, code or category `{name}`; did you mean `{nearest}`? `mtlint checks` lists them")
        }
        None => format!("no check `{name}`"),
    })
}

/// Of some names the one that is spelled most like a misspelled one; of equals the last.
pub fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names.max_by(|a, b| strsim::jaro_winkler(wrong, a).total_cmp(&strsim::jaro_winkler(wrong, b)))
}
