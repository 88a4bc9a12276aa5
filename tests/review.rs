//! The review page in a real browser: `tests/review/drive.mjs` presses every key.
//!
//! Needs node, `npm ci` in `tests/review`, and Chromium. Where they are missing the test says so and passes, unless
//! `MTLINT_BROWSER` is set to `required`, as the gate does.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn page(folder: &Path, name: &str, target: &Path, source: Option<&Path>, lang: &str) -> PathBuf {
    let out = folder.join(format!("{name}.html"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_mtlint"));
    command.args(["check", "--isolated", "--exit-zero", "--lang", lang, "--output"]);
    command.arg(format!("html={}", out.display())).arg(target);
    if let Some(source) = source {
        command.arg("--source").arg(source);
    }
    let status = command.output().expect("the program runs").status;
    assert!(status.success(), "{name}");
    out
}

fn browser() -> Option<&'static str> {
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ]
    .into_iter()
    .find(|path| Path::new(path).exists())
}

#[test]
fn in_a_browser() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/review");
    let node = Command::new("node").arg("--version").output().is_ok();
    let modules = tests.join("node_modules/playwright-core").exists();
    let Some(browser) = browser().filter(|_| node && modules) else {
        assert!(
            std::env::var("MTLINT_BROWSER").as_deref() != Ok("required"),
            "node, Chromium or tests/review/node_modules is missing"
        );
        eprintln!("no browser here: the review page was not driven");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let article = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/de-en/elfmeter-tannbruck");
    let article = page(
        folder.path(),
        "article",
        &article.join("target.txt"),
        Some(&article.join("source.txt")),
        "en",
    );
    let hostile = folder.path().join("hostile.txt");
    let text = "</script><script>window.hacked = 1</script><img src=x onerror=\"window.hacked = 1\"> {{script}} The the house .\n";
    fs::write(&hostile, text).expect("written");
    let hostile = page(folder.path(), "hostile", &hostile, None, "en");
    let mut text = String::new();
    for number in 0..10_000 {
        writeln!(
            text,
            "The the house number {number} was closed by the mayor in spring.\n"
        )
        .expect("written");
    }
    let big = folder.path().join("big.txt");
    fs::write(&big, text).expect("written");
    let big = page(folder.path(), "big", &big, None, "en");
    let out = Command::new("node")
        .arg(tests.join("drive.mjs"))
        .arg(browser)
        .arg(&article)
        .arg("--hostile")
        .arg(&hostile)
        .arg("--big")
        .arg(&big)
        .output()
        .expect("node runs");
    let told = format!(
        "{}{}",
        String::from_utf8_lossy(&out.stdout),
        String::from_utf8_lossy(&out.stderr)
    );
    assert!(out.status.success(), "{told}");
    eprint!("{told}");
}
