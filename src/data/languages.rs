//! The languages that mtlint speaks of: names, scripts and habits (`languages.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Lang, rows};

/// What a language writes with a capital letter inside a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Capitals {
    /// Names alone.
    Names,
    /// Every noun.
    Nouns,
    /// Each syllable of a name.
    Syllables,
    /// The script has no case.
    None,
}

/// One row of the language table.
#[derive(Debug, Clone)]
pub struct Language {
    /// The tag that the facts use.
    pub lang: Lang,
    /// Its code in ISO 639-3, as the language detector names it.
    pub iso3: &'static str,
    /// Its English name.
    pub name: &'static str,
    /// Scripts of ordinary text, as ISO 15924 codes joined by spaces.
    pub scripts: &'static str,
    /// Whether words are separated by spaces.
    pub spaces: bool,
    /// Whether a particle or ending may directly follow a closing quotation mark.
    pub suffix: bool,
    /// Whether an ordinal number is written with a full stop.
    pub ordinal_dot: bool,
    /// Whether doubling a word is ordinary grammar.
    pub reduplicates: bool,
    /// What is written with a capital letter inside a sentence.
    pub capitals: Capitals,
    /// Whether the text runs from right to left.
    pub rtl: bool,
}

struct Table {
    by_lang: FxHashMap<Lang, Language>,
    aliases: FxHashMap<Lang, Lang>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        by_lang: FxHashMap::default(),
        aliases: FxHashMap::default(),
    };
    for [
        tag,
        iso3,
        name,
        scripts,
        spaces,
        suffix,
        ordinal,
        doubles,
        capitals,
        direction,
        aliases,
    ] in rows::<11>(include_str!("languages.tsv"))
    {
        let Some(lang) = parse_plain(tag) else {
            continue;
        };
        for alias in aliases.split(' ').filter(|a| *a != "-") {
            if let Some(alias) = parse_plain(alias) {
                table.aliases.insert(alias, lang);
            }
        }
        let language = Language {
            lang,
            iso3,
            name,
            scripts,
            spaces: spaces == "yes",
            suffix: suffix == "yes",
            ordinal_dot: ordinal == "dot",
            reduplicates: doubles == "yes",
            capitals: match capitals {
                "names" => Capitals::Names,
                "nouns" => Capitals::Nouns,
                "syllables" => Capitals::Syllables,
                _ => Capitals::None,
            },
            rtl: direction == "rtl",
        };
        table.by_lang.insert(lang, language);
    }
    table
});

fn parse_plain(tag: &str) -> Option<Lang> {
    let id = icu_locale_core::LanguageIdentifier::try_from_str(tag).ok()?;
    Some(Lang::from_parts(id.language, id.script, id.region))
}

/// The row of exactly this tag.
pub fn row(lang: Lang) -> Option<&'static Language> {
    TABLE.by_lang.get(&lang)
}

/// All rows, sorted by tag.
pub fn all() -> Vec<&'static Language> {
    let mut all: Vec<_> = TABLE.by_lang.values().collect();
    all.sort_by_key(|l| l.lang);
    all
}

/// The language that a code of ISO 639-3 names, as far as it has a row.
pub fn by_iso3(code: &str) -> Option<&'static Language> {
    let mut found: Vec<_> = TABLE.by_lang.values().filter(|l| l.iso3 == code).collect();
    found.sort_by_key(|l| l.lang.to_string().len());
    found.first().copied()
}

/// The tag that the facts use for a language with several names.
pub(super) fn resolve_alias(lang: Lang) -> Lang {
    let (language, script, region) = lang.parts();
    if let Some(&found) = TABLE.aliases.get(&lang) {
        return found;
    }
    let base = Lang::from_parts(language, None, None);
    match TABLE.aliases.get(&base) {
        Some(&found) => {
            let (language, own_script, _) = found.parts();
            Lang::from_parts(language, script.or(own_script), region)
        }
        None => lang,
    }
}
