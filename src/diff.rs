//! Unified diffs: which lines of which file changed, and how two versions of a text differ.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The changed lines of files, in the numbers of the new version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    files: BTreeMap<String, Vec<RangeInclusive<u64>>>,
}

impl Changes {
    /// Reads a unified diff, with or without the prefixes `a/` and `b/`.
    ///
    /// # Errors
    /// The number of a line that begins a hunk and cannot be read.
    pub fn parse(diff: &str) -> Result<Changes, String> {
        let mut changes = Changes::default();
        let mut file: Option<String> = None;
        let mut head = false;
        for (number, line) in diff.lines().enumerate() {
            if line.starts_with("--- ") {
                head = true;
            } else if let Some(name) = line.strip_prefix("+++ ").filter(|_| head) {
                head = false;
                let name = name.split('\t').next().unwrap_or("").trim().trim_matches('"');
                file = (name != "/dev/null").then(|| name.strip_prefix("b/").unwrap_or(name).to_owned());
            } else if let Some(hunk) = line.strip_prefix("@@ ") {
                let wrong = || format!("line {}: cannot read the hunk `{line}`", number + 1);
                let new = hunk
                    .split(' ')
                    .find_map(|part| part.strip_prefix('+'))
                    .ok_or_else(wrong)?;
                let (start, count) = new.split_once(',').unwrap_or((new, "1"));
                let start: u64 = start.parse().map_err(|_| wrong())?;
                let count: u64 = count.parse().map_err(|_| wrong())?;
                if let Some(file) = &file {
                    // Where lines were only taken out, their neighbours changed.
                    let range = if count == 0 {
                        start..=start + 1
                    } else {
                        start..=start + count - 1
                    };
                    changes.files.entry(file.clone()).or_default().push(range);
                }
            }
        }
        Ok(changes)
    }

    /// Whether a file has changed lines among these.
    pub fn touch(&self, file: &str, lines: RangeInclusive<u64>) -> bool {
        self.files.get(file).is_some_and(|ranges| {
            ranges
                .iter()
                .any(|r| r.start() <= lines.end() && lines.start() <= r.end())
        })
    }

    /// Whether a file changed at all.
    pub fn holds(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }
}

/// Two versions of a text as a unified diff; empty where they are equal.
pub fn unified(name: &str, old: &str, new: &str) -> String {
    similar::TextDiff::from_lines(old, new)
        .unified_diff()
        .header(name, name)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines() {
        let diff = "diff --git a/de/a.md b/de/a.md\n--- a/de/a.md\n+++ b/de/a.md\n@@ -3 +3,2 @@ x\n-a\n+b\n+c\n@@ -9,2 +10,0 @@\n-x\n-y\n";
        let changes = Changes::parse(diff).expect("a diff");
        assert!(changes.touch("de/a.md", 4..=4));
        assert!(!changes.touch("de/a.md", 5..=9));
        assert!(changes.touch("de/a.md", 11..=11));
        assert!(!changes.holds("en/a.md"));
        assert!(Changes::parse("--- a\n+++ b\n@@ nothing @@\n").is_err());
    }

    #[test]
    fn unified_diffs_apply() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n";
        let new = old.replace("2\n", "zwei\n").replace("15\n", "XV\n");
        let diff = unified("a", old, &new);
        assert!(diff.contains("@@ -1,") && diff.contains("-2\n+zwei\n"), "{diff}");
        assert_eq!(unified("a", old, old), "");
        let shorter = unified("a", "1\n2\n3\n", "1\n3\n");
        assert_eq!(shorter, "--- a\n+++ a\n@@ -1,3 +1,2 @@\n 1\n-2\n 3\n");
    }
}
