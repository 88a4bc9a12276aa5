//! Which file is the translation of which, told by names alone.
//!
//! The language of a file stands in its path as a folder (`docs/de/a.md`, as Hugo, Docusaurus, VitePress, Jekyll and
//! most others have it) or before its ending (`a.de.md`, as Hugo and MkDocs have it). Files whose paths are equal without
//! it are versions of one text; a file without a language is the source of the others.

use std::collections::BTreeMap;

use crate::model::Lang;

/// A file and what its name tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paired {
    /// The translation, by its number in the list.
    pub target: usize,
    /// Its source.
    pub source: Option<usize>,
    /// The language of the translation, as its name tells.
    pub lang: Option<Lang>,
    /// The language of the source.
    pub source_lang: Option<Lang>,
    /// How they belong together, or why a file stands alone.
    pub why: &'static str,
}

/// The pairs among files, and the files that stand alone, in the order of the list. Sources are no translations.
///
/// A version in the language of the sources is the source; else the version whose path names no language; else the
/// English one.
pub fn pairs(files: &[String], source_lang: Option<Lang>) -> Vec<Paired> {
    let read: Vec<(Option<Lang>, String, &'static str)> = files.iter().map(|file| key(file)).collect();
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, (_, key, _)) in read.iter().enumerate() {
        groups.entry(key).or_default().push(index);
    }
    let mut out = Vec::new();
    for members in groups.values() {
        let english = Lang::parse("en");
        let wanted = source_lang.or(english);
        let of = |lang: Option<Lang>| {
            members
                .iter()
                .copied()
                .find(|&i| lang.is_some() && read[i].0.zip(lang).is_some_and(|(a, b)| a.same_language(b)))
        };
        let untagged = members.iter().copied().find(|&i| read[i].0.is_none());
        let source = of(source_lang).or(untagged).or_else(|| of(wanted));
        for &target in members {
            let lang = read[target].0;
            if members.len() == 1 {
                let why = if lang.is_some() {
                    "no other language of this file"
                } else {
                    "its name tells no language"
                };
                out.push(Paired {
                    target,
                    source: None,
                    lang,
                    source_lang: None,
                    why,
                });
            } else if source.is_none() {
                out.push(Paired {
                    target,
                    source: None,
                    lang,
                    source_lang: None,
                    why: "no version is known to be the source",
                });
            } else if source != Some(target) {
                let source_lang = source.and_then(|i| read[i].0).or(source_lang);
                out.push(Paired {
                    target,
                    source,
                    lang,
                    source_lang,
                    why: read[target].2,
                });
            }
        }
    }
    out.sort_by_key(|p| p.target);
    out
}

/// The language that a path names, the path without it, and where it was named.
fn key(path: &str) -> (Option<Lang>, String, &'static str) {
    let (folder, name) = path
        .rsplit_once('/')
        .map_or(("", path), |(folder, name)| (folder, name));
    let joined = |folder: &str, name: &str| {
        if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        }
    };
    if let Some((stem, ending)) = name.rsplit_once('.')
        && let Some((stem, tag)) = stem.rsplit_once(['.', '_'])
        && let Some(lang) = Lang::in_name(tag)
    {
        return (
            Some(lang),
            joined(folder, &format!("{stem}.{ending}")),
            "language before the ending",
        );
    }
    let parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    // Docusaurus: i18n/de/docusaurus-plugin-content-docs/current/a.md is docs/a.md.
    if let Some(at) = parts.iter().position(|p| *p == "i18n")
        && let Some(lang) = parts.get(at + 1).and_then(|tag| Lang::in_name(tag))
        && let Some(plugin) = parts
            .get(at + 2)
            .and_then(|p| p.strip_prefix("docusaurus-plugin-content-"))
    {
        let rest = &parts[at + 3..];
        let (place, rest) = match plugin {
            "docs" => ("docs", rest.strip_prefix(&["current"]).unwrap_or(rest)),
            "pages" => ("src/pages", rest),
            other => (other, rest),
        };
        let folder = parts[..at]
            .iter()
            .copied()
            .chain([place])
            .chain(rest.iter().copied())
            .collect::<Vec<_>>()
            .join("/");
        return (Some(lang), joined(&folder, name), "Docusaurus");
    }
    if let Some((at, lang)) = parts
        .iter()
        .enumerate()
        .rev()
        .find_map(|(at, part)| Some((at, Lang::in_name(part)?)))
    {
        let rest: Vec<&str> = parts
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != at)
            .map(|(_, p)| *p)
            .collect();
        return (Some(lang), joined(&rest.join("/"), name), "language as a folder");
    }
    (None, path.to_owned(), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(files: &[&str], source: Option<&str>) -> Vec<String> {
        let files: Vec<String> = files.iter().map(|f| (*f).to_owned()).collect();
        pairs(&files, source.and_then(Lang::parse))
            .iter()
            .map(|p| match p.source {
                Some(source) => format!("{} <- {}", files[p.target], files[source]),
                None => format!("{} alone: {}", files[p.target], p.why),
            })
            .collect()
    }

    #[test]
    fn common_layouts() {
        for (files, wanted) in [
            (&["docs/en/a.md", "docs/de/a.md"][..], "docs/de/a.md <- docs/en/a.md"),
            (&["docs/a.md", "docs/a.de.md"], "docs/a.de.md <- docs/a.md"),
            (
                &["content/a.en.md", "content/a.pt-br.md"],
                "content/a.pt-br.md <- content/a.en.md",
            ),
            (
                &["docs/guide/a.md", "docs/zh/guide/a.md"],
                "docs/zh/guide/a.md <- docs/guide/a.md",
            ),
            (
                &["docs/x/a.md", "i18n/fr/docusaurus-plugin-content-docs/current/x/a.md"],
                "i18n/fr/docusaurus-plugin-content-docs/current/x/a.md <- docs/x/a.md",
            ),
            (
                &["blog/a.md", "i18n/fr/docusaurus-plugin-content-blog/a.md"],
                "i18n/fr/docusaurus-plugin-content-blog/a.md <- blog/a.md",
            ),
        ] {
            assert_eq!(told(files, None), [wanted]);
        }
    }

    #[test]
    fn what_stands_alone() {
        assert_eq!(
            told(&["notes/v1.2.md"], None),
            ["notes/v1.2.md alone: its name tells no language"]
        );
        assert_eq!(
            told(&["de/a.md", "fr/a.md"], None),
            [
                "de/a.md alone: no version is known to be the source",
                "fr/a.md alone: no version is known to be the source"
            ]
        );
        assert_eq!(told(&["de/a.md", "fr/a.md"], Some("de")), ["fr/a.md <- de/a.md"]);
    }
}
