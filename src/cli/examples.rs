//! Examples under the long help of the commands.

pub(super) const CHECK: &str = "\
Examples:
  mtlint check article.de.md                          a translation alone
  mtlint check article.de.md --source article.md      with its source
  mtlint check docs/                                  all pairs of a folder
  mtlint check docs/ --fix                            mend what can be mended safely
  mtlint check docs/ --write-baseline                 from now on tell new findings only
  mtlint check docs/ --output html=review.html --output sarif=report.sarif";

pub(super) const ALIGN: &str = "\
Examples:
  mtlint align article.md article.de.md
  mtlint align article.md article.de.md --format tmx > article.tmx";

pub(super) const COMPARE: &str = "\
Example:
  mtlint compare old/article.de.md new/article.de.md --source article.md";

pub(super) const APPLY_REVIEW: &str = "\
Example:
  mtlint apply-review decisions.json docs/";

pub(super) const PAIRS: &str = "\
Example:
  mtlint pairs docs/";

pub(super) const LEXICON: &str = "\
Examples:
  mtlint lexicon de en --find bridge
  mtlint lexicon learn bitext.tsv --source-lang de --lang en -o words.tsv";

pub(super) const EXPLAIN: &str = "\
Example:
  mtlint explain misplaced-quote";

pub(super) const COMPLETIONS: &str = "\
Example:
  mtlint completions bash > ~/.local/share/bash-completion/completions/mtlint";
