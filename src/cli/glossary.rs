//! Reads glossaries: CSV or TSV with a head line, and TBX (ISO 30042).
//!
//! The columns of a table are found by name: `source` and `target`, or the tags of two languages; `forbidden` holds
//! renderings that are not to be used, parted by `|`; `status` may be `required`, `forbidden` or `do-not-translate`.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::model::{Category, Lang, Mqm, Severity};
use crate::own::{Kind, Own, Pattern};

/// The terms of a file.
pub(super) fn load(path: &Path) -> Result<Vec<Arc<Own>>, String> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| super::input::unreadable(&name, &error))?;
    let text = text.trim_start_matches('\u{FEFF}');
    let terms = match path.extension().and_then(|e| e.to_str()) {
        Some("tbx" | "xml") => tbx(text),
        Some("csv")
            if text
                .lines()
                .next()
                .is_some_and(|head| head.contains(';') && !head.contains(',')) =>
        {
            table(text, b';')
        }
        Some("csv") => table(text, b','),
        Some("tsv" | "txt") => table(text, b'\t'),
        _ => return Err(format!("{name}: a glossary is a .csv, .tsv or .tbx file")),
    };
    terms
        .and_then(|terms| terms.into_iter().map(Term::own).collect())
        .map_err(|error| format!("{name}: {error}"))
}

/// A term and how it is to be rendered.
#[derive(Debug, Default)]
struct Term {
    line: usize,
    source: String,
    target: String,
    forbidden: Vec<String>,
    verbatim: bool,
    languages: (Option<Lang>, Option<Lang>),
}

impl Term {
    fn own(self) -> Result<Arc<Own>, String> {
        let kind = if self.verbatim { Kind::Literal } else { Kind::Term };
        let pattern = |text: &str| Pattern::new(kind, text).map_err(|error| format!("line {}: {error}", self.line));
        let target = if self.verbatim {
            self.source.as_str()
        } else {
            self.target.as_str()
        };
        let forbid = match self.forbidden.as_slice() {
            [] => None,
            [one] => Some(pattern(one)?),
            many => {
                let any: Vec<String> = many.iter().map(|t| regex::escape(t)).collect();
                Some(
                    Pattern::new(Kind::Regex, &format!("(?i)\\b(?:{})", any.join("|")))
                        .map_err(|error| format!("line {}: {error}", self.line))?,
                )
            }
        };
        let name = if self.verbatim { "do-not-translate" } else { "term" };
        Ok(Arc::new(Own {
            check: Own::check(name, Category::Terminology, Mqm::Custom, Severity::Major),
            source: Some(pattern(&self.source)?),
            target: if target.is_empty() {
                None
            } else {
                Some(pattern(target)?)
            },
            forbid,
            message: None,
            languages: self.languages,
        }))
    }
}

fn table(text: &str, delimiter: u8) -> Result<Vec<Term>, String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .comment(Some(b'#'))
        .flexible(true)
        .trim(csv::Trim::All)
        .quoting(delimiter != b'\t')
        .from_reader(text.as_bytes());
    let head: Vec<String> = reader
        .headers()
        .map_err(|e| e.to_string())?
        .iter()
        .map(str::to_lowercase)
        .collect();
    if head.is_empty() {
        return Ok(Vec::new());
    }
    let column = |names: &[&str]| head.iter().position(|h| names.contains(&h.as_str()));
    let tags: Vec<(usize, Lang)> = head
        .iter()
        .enumerate()
        .filter_map(|(at, h)| {
            Lang::parse(h)
                .filter(|l| crate::data::languages::row(l.base()).is_some())
                .map(|l| (at, l))
        })
        .collect();
    let named = column(&["source", "source term", "term"]).zip(column(&["target", "target term", "translation"]));
    let (source, target, languages) =
        match (named, tags.as_slice()) {
            (Some((source, target)), _) => (source, target, (None, None)),
            (None, [(source, from), (target, to), ..]) => (*source, *target, (Some(*from), Some(*to))),
            _ => return Err(
                "line 1: wants a head line with the columns `source` and `target`, or with the tags of two languages"
                    .to_owned(),
            ),
        };
    let (forbidden, status) = (column(&["forbidden", "forbid"]), column(&["status", "type"]));
    let mut terms = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        let line = row.position().map_or(0, |p| p.line() as usize);
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or("");
        let mut term = Term {
            line,
            source: cell(Some(source)).to_owned(),
            target: cell(Some(target)).to_owned(),
            forbidden: cell(forbidden)
                .split('|')
                .map(str::trim)
                .filter(|t| !t.is_empty())
                .map(str::to_owned)
                .collect(),
            verbatim: false,
            languages,
        };
        match cell(status).to_lowercase().as_str() {
            "" | "required" | "preferred" | "approved" => {}
            "forbidden" | "deprecated" => term.forbidden.push(std::mem::take(&mut term.target)),
            "do-not-translate" | "dnt" => term.verbatim = true,
            other => {
                return Err(format!(
                    "line {line}: the status `{other}` is none of required, forbidden, do-not-translate"
                ));
            }
        }
        terms.push(term);
    }
    Ok(terms)
}

/// The terms of a TBX file: of each entry the first language is the source.
fn tbx(text: &str) -> Result<Vec<Term>, String> {
    let mut reader = Reader::from_str(text);
    let mut terms = Vec::new();
    let mut entry: Vec<(Lang, String, bool)> = Vec::new();
    let (mut lang, mut inside, mut status) = (None, false, false);
    loop {
        let line = |reader: &Reader<&[u8]>| {
            text[..(reader.buffer_position() as usize).min(text.len())]
                .matches('\n')
                .count()
                + 1
        };
        match reader
            .read_event()
            .map_err(|error| format!("line {}: no XML: {error}", line(&reader)))?
        {
            Event::Eof => return Ok(terms),
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"termEntry" | b"conceptEntry" => entry.clear(),
                b"langSet" | b"langSec" => {
                    let attribute = tag
                        .attributes()
                        .flatten()
                        .find(|a| a.key.local_name().as_ref() == b"lang");
                    lang = attribute.and_then(|a| Lang::parse(&String::from_utf8_lossy(&a.value)));
                }
                b"term" => inside = true,
                b"termNote" => {
                    status = tag.attributes().flatten().any(|a| {
                        a.value.as_ref() == b"administrativeStatus" || a.value.as_ref() == b"normativeAuthorization"
                    });
                }
                _ => {}
            },
            Event::Text(words) if inside => {
                let words = words
                    .decode()
                    .map_err(|error| format!("line {}: {error}", line(&reader)))?;
                if let Some(lang) = lang {
                    entry.push((lang, words.trim().to_owned(), false));
                }
            }
            Event::Text(words) if status => {
                let words = words.decode().unwrap_or_default();
                if words.contains("deprecated") || words.contains("superseded") {
                    entry.last_mut().into_iter().for_each(|e| e.2 = true);
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                b"term" => inside = false,
                b"termNote" => status = false,
                b"termEntry" | b"conceptEntry" => {
                    let Some((from, source, _)) = entry.first().cloned() else {
                        continue;
                    };
                    let mut others: Vec<Lang> = entry.iter().map(|e| e.0).filter(|l| *l != from).collect();
                    others.dedup();
                    for to in others {
                        let of = |deprecated: bool| {
                            entry
                                .iter()
                                .filter(move |e| e.0 == to && e.2 == deprecated)
                                .map(|e| e.1.clone())
                        };
                        terms.push(Term {
                            line: line(&reader),
                            source: source.clone(),
                            target: of(false).next().unwrap_or_default(),
                            forbidden: of(true).collect(),
                            verbatim: false,
                            languages: (Some(from), Some(to)),
                        });
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}
