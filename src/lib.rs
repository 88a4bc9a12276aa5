//! mtlint finds machine-translation artifacts in translated articles.
//!
//! The way of the data is written in [`lint`]: bytes become a draft, a draft becomes a document, two documents become
//! a bitext, checks turn an article into findings, and a report turns findings into bytes.
//! The library touches no file, terminal or clock; the doors ([`cli`]) do.
//!
//! ```
//! use mtlint::{Config, Format, Lang, lint};
//!
//! let text = "He called it “ nonsense ” and left.";
//! let draft = lint::read("note.txt", text.to_owned(), Format::Plain);
//! let article = lint::alone(draft, Lang::parse("en"));
//! let report = lint::lint(&article, &Config::default());
//! assert_eq!(report.findings[0].check.name, "spaced-quote");
//! ```

pub mod align;
pub mod baseline;
pub mod check;
pub mod cli;
pub mod config;
pub mod data;
pub mod detect;
pub mod diff;
pub mod fix;
pub mod lint;
pub mod model;
pub mod own;
pub mod pairs;
pub mod read;
pub mod report;
pub mod segment;
pub mod suppress;
pub mod text;

pub use config::Config;
pub use model::Lang;
pub use read::Format;
