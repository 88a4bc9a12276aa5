//! mtlint in a project: pairing, settings, baseline, suppressions, changed passages, fixes, reviews, reports.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SOURCE: &str = "# The bridge NUMBER\n\nThe bridge was closed on 12 May 2024 for three months. It cost 3.2 million euros.\n\nNobody \
                      was hurt. The mayor thanked the workers of the town.\n";
const TARGET: &str = "# Die Brücke NUMBER\n\nDie Brücke wurde am 12. Mai 2024 für drei Monate gesperrt. Sie kostete 3,2 Millionen \
                      Euro.\n\nNiemand wurde verletzt. Die Bürgermeisterin dankte den Arbeitern der Stadt.\n";

struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    /// Twenty pages in two languages, of which some have faults.
    fn new() -> Project {
        let project = Project {
            folder: tempfile::tempdir().expect("a folder"),
        };
        for number in 0..20 {
            let mut target = TARGET.replace("NUMBER", &number.to_string());
            if number % 5 == 0 {
                target = target.replace("3,2 Millionen", "3,2 Milliarden");
            }
            if number % 7 == 0 {
                target = target.replace("gesperrt.", "gesperrt .");
            }
            project.write(
                &format!("docs/en/page{number}.md"),
                &SOURCE.replace("NUMBER", &number.to_string()),
            );
            project.write(&format!("docs/de/page{number}.md"), &target);
        }
        project
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("readable")
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_mtlint"))
            .args(args)
            .current_dir(self.path())
            .env_remove("CI")
            .output()
            .expect("the program runs")
    }

    /// Standard output and the exit status.
    fn told(&self, args: &[&str]) -> (String, i32) {
        let out = self.run(args);
        (
            String::from_utf8(out.stdout).expect("UTF-8"),
            out.status.code().expect("a status"),
        )
    }

    fn complained(&self, args: &[&str]) -> (String, i32) {
        let out = self.run(args);
        (
            String::from_utf8(out.stderr).expect("UTF-8"),
            out.status.code().expect("a status"),
        )
    }

    fn git(&self, args: &[&str]) {
        let done = Command::new("git")
            .args([
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@example.com",
                "-c",
                "commit.gpgsign=false",
            ])
            .args(args)
            .current_dir(self.path())
            .output()
            .expect("git runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

#[test]
fn from_the_first_run_to_a_new_fault() {
    let project = Project::new();
    assert_eq!(project.run(&["init"]).status.code(), Some(0));
    assert_eq!(project.run(&["init"]).status.code(), Some(2), "it overwrites nothing");
    let (told, status) = project.told(&["check", ".", "--format", "concise"]);
    assert_eq!(status, 1);
    assert_eq!(told.matches("A101").count(), 4, "{told}");
    assert_eq!(told.matches("L302").count(), 3, "{told}");
    assert_eq!(project.run(&["check", ".", "--write-baseline"]).status.code(), Some(0));
    let known = [
        "check",
        ".",
        "--baseline",
        "mtlint-baseline.json",
        "--format",
        "concise",
    ];
    assert_eq!(project.told(&known), (String::new(), 0));
    // Lines move, a page moves, and everything stays known.
    let moved = project
        .read("docs/de/page5.md")
        .replace("# Die", "Vorbemerkung\n\n# Die");
    project.write("docs/de/page5.md", &moved);
    project.write(
        "docs/en/page5.md",
        &project.read("docs/en/page5.md").replace("# The", "Preface\n\n# The"),
    );
    for side in ["de", "en"] {
        project.write(
            &format!("docs/{side}/moved.md"),
            &project.read(&format!("docs/{side}/page10.md")),
        );
        fs::remove_file(project.path().join(format!("docs/{side}/page10.md"))).expect("removed");
    }
    assert_eq!(project.told(&known), (String::new(), 0));
    project.write(
        "docs/de/page3.md",
        &project.read("docs/de/page3.md").replace("12. Mai 2024", "12. Mai 2042"),
    );
    let (told, status) = project.told(&known);
    assert_eq!(status, 1);
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.starts_with("docs/de/page3.md:3:"), "{told}");
    // What is mended leaves the baseline by itself.
    project.write("docs/de/page3.md", &TARGET.replace("NUMBER", "3"));
    project.write("docs/de/page0.md", &TARGET.replace("NUMBER", "0"));
    assert_eq!(project.run(&known).status.code(), Some(0));
    assert!(!project.read("mtlint-baseline.json").contains("page0.md"));
    project.write(
        "docs/de/page0.md",
        &project
            .read("docs/de/page0.md")
            .replace("3,2 Millionen", "3,2 Milliarden"),
    );
    assert_eq!(
        project.run(&known).status.code(),
        Some(1),
        "and is new when it comes back"
    );
}

#[test]
fn settings_choose_by_file_and_pair() {
    let project = Project::new();
    project.write("base.toml", "ignore = [\"L302\"]\n");
    project.write(
        "mtlint.toml",
        "extends = \"base.toml\"\n[severity]\nnumber = \"minor\"\n[[override]]\nfiles = [\"docs/de/page5.md\"]\npair = \"en-de\"\nignore = [\"number\"]\n",
    );
    let (told, _) = project.told(&["check", ".", "--format", "concise"]);
    assert_eq!(told.matches("A101 changed-number minor").count(), 3, "{told}");
    assert!(!told.contains("page5.md") && !told.contains("L302"), "{told}");
    let (shown, _) = project.told(&["config", "show", "docs/de/page5.md"]);
    assert!(
        shown.contains("# base.toml\nignore") || shown.contains("base.toml"),
        "{shown}"
    );
    for (text, wanted) in [
        ("ignroe = []\n", "line 1: unknown key `ignroe`; did you mean `ignore`?"),
        ("ignore = [\"quots\"]\n", "did you mean `quotes`?"),
        ("preview = \"yes\"\n", "line 1:"),
        ("[[override]]\nfiles = [\"docs/{a\"]\n", "is no glob"),
        ("[severity]\nquotes = \"huge\"\n", "`huge` is no severity"),
        ("lang = \"x_\"\n", "is not a BCP 47 tag"),
        ("extends = \"mtlint.toml\"\n", "goes round in a circle"),
        (
            "[[check]]\nname = \"a\"\nkind = \"regex\"\nforbid = \"(\"\n",
            "check `a`:",
        ),
        (
            "[[check]]\nname = \"a\"\nkind = \"regex\"\nforbid = \"(a{1000}){1000}\"\n",
            "too large",
        ),
    ] {
        project.write("mtlint.toml", text);
        let (complaint, status) = project.complained(&["check", "."]);
        assert_eq!(status, 2, "{text}");
        assert!(
            complaint.contains("mtlint.toml") && complaint.contains(wanted),
            "{text}{complaint}"
        );
    }
}

#[test]
fn own_checks_and_glossaries() {
    let project = Project::new();
    project.write(
        "mtlint.toml",
        "glossary = [\"terms.csv\"]\ndo-not-translate = [\"May\"]\n[[check]]\nname = \"no-bridge\"\nforbid = \"Brücke\"\nlang = \"de\"\nflag = [\"Die Brücken sind zu.\"]\nclean = [\"Das Haus ist zu.\", \"Die Brücke.\"]\n",
    );
    project.write(
        "terms.csv",
        "source,target,forbidden\nmayor,Oberbürgermeisterin,Bürgermeisterin\n",
    );
    let (told, _) = project.told(&[
        "check",
        "docs/de/page1.md",
        "--source",
        "docs/en/page1.md",
        "--format",
        "concise",
    ]);
    for wanted in [
        "no-bridge",
        "“Bürgermeisterin” is not to be used for “mayor”",
        "“mayor” wants “oberbürgermeisterin” here",
        "“May” wants “May” here",
    ] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    let (told, status) = project.told(&["test"]);
    assert_eq!(status, 1);
    assert!(
        told.contains("flags “Die Brücke.”") && told.contains("3 examples, 1 wrong"),
        "{told}"
    );
    project.write("terms.csv", "a,b\n");
    let (complaint, status) = project.complained(&["check", "."]);
    assert!(status == 2 && complaint.contains("terms.csv: line 1"), "{complaint}");
}

#[test]
fn suppressions_are_kept_and_counted() {
    let project = Project::new();
    let text = "# Die Brücke\n\n<!-- mtlint-disable-next-line L302, quotes -- a song -->\nSie ist gesperrt .\n\n<!-- mtlint-disable L302 -->\nEins .\n<!-- mtlint-enable L302 -->\n\nZwei .\n\n<!-- mtlint-disable-line A101 -->\n";
    project.write("a.de.md", text);
    let (told, _) = project.told(&["check", "a.de.md", "--format", "concise"]);
    assert_eq!(told.matches("L302").count(), 1, "{told}");
    assert_eq!(told.matches("M101 unused-suppression").count(), 1, "{told}");
    let (told, _) = project.told(&["suppressions", "a.de.md"]);
    assert!(told.contains("a.de.md:3: L302,quotes: a song"), "{told}");
    project.write("b.txt", "Sie ist gesperrt .\n");
    assert_eq!(project.run(&["check", "--lang", "de", "b.txt"]).status.code(), Some(1));
    project.write("b.txt.mtlint", "L302\t .\tthe layout of the poem\n");
    assert_eq!(
        project.told(&["check", "--lang", "de", "b.txt", "--format", "concise"]),
        (String::new(), 0)
    );
    project.write("b.txt.mtlint", "L999\tx\ty\n");
    let (complaint, status) = project.complained(&["check", "b.txt"]);
    assert!(status == 2 && complaint.contains("b.txt.mtlint:1:"), "{complaint}");
}

#[test]
fn only_what_changed() {
    let project = Project::new();
    project.git(&["init", "-q"]);
    project.git(&["add", "."]);
    project.git(&["commit", "-q", "-m", "first"]);
    assert_eq!(
        project.told(&["check", ".", "--since", "HEAD", "--format", "concise"]),
        (String::new(), 0)
    );
    // A change of the source alone asks again about its translation.
    project.write(
        "docs/en/page5.md",
        &project
            .read("docs/en/page5.md")
            .replace("It cost 3.2", "It cost about 3.2"),
    );
    let (told, _) = project.told(&["check", ".", "--since", "HEAD", "--format", "concise"]);
    assert!(
        told.starts_with("docs/de/page5.md:3:") && told.lines().count() == 2,
        "{told}"
    );
    project.git(&["add", "."]);
    let (told, _) = project.told(&["check", ".", "--staged", "--format", "concise"]);
    assert!(told.starts_with("docs/de/page5.md:3:"), "{told}");
    let (complaint, status) = project.complained(&["check", ".", "--since", "no-such-commit"]);
    assert!(
        status == 2 && complaint.contains("git does not tell what changed"),
        "{complaint}"
    );
}

#[test]
fn fixes_are_safe_and_settle() {
    let project = Project::new();
    let (diff, _) = project.told(&["check", ".", "--diff"]);
    assert!(
        diff.contains("--- docs/de/page0.md")
            && diff.contains("-Die Brücke wurde am 12. Mai 2024 für drei Monate gesperrt ."),
        "{diff}"
    );
    assert!(
        project.read("docs/de/page0.md").contains("gesperrt ."),
        "--diff leaves the files alone"
    );
    project.run(&["check", ".", "--fix"]);
    let once: Vec<String> = (0..20).map(|n| project.read(&format!("docs/de/page{n}.md"))).collect();
    assert!(once.iter().all(|text| !text.contains("gesperrt .")));
    let (told, _) = project.told(&["check", ".", "--fix", "--format", "concise"]);
    assert!(!told.contains("L302") && told.contains("A101"), "{told}");
    let twice: Vec<String> = (0..20).map(|n| project.read(&format!("docs/de/page{n}.md"))).collect();
    assert_eq!(once, twice);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    let path = project.path().join("docs/de/page0.md");
    let before = project.read("docs/de/page0.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("set");
    let (complaint, status) = project.complained(&["check", ".", "--fix"]);
    assert!(
        status == 2 && complaint.contains("docs/de/page0.md: cannot be mended: the file is read-only"),
        "{complaint}"
    );
    assert_eq!(project.read("docs/de/page0.md"), before);
    assert!(
        !project.read("docs/de/page7.md").contains("gesperrt ."),
        "the other files are mended"
    );
    let (complaint, status) = project.complained(&["check", ".", "--output", "sarif=no/such/folder/a.sarif"]);
    assert!(
        status == 2 && complaint.contains("no/such/folder/a.sarif: cannot be written"),
        "{complaint}"
    );
    project.write("mtlint-baseline.json", "{\"version\": 1, \"findings\": [{]}");
    let (complaint, status) = project.complained(&["check", ".", "--baseline", "mtlint-baseline.json"]);
    assert!(
        status == 2 && complaint.contains("mtlint-baseline.json: line 1, column"),
        "{complaint}"
    );
}

/// A process that is killed at any moment leaves every file old or new.
#[cfg(unix)]
#[test]
fn a_killed_fix_leaves_whole_files() {
    let project = Project::new();
    let old = TARGET.replace("gesperrt.", "gesperrt .");
    for round in 0..12u64 {
        for number in 0..40 {
            project.write(&format!("k/de/{number}.md"), &old);
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_mtlint"))
            .args(["check", "k", "--fix", "--isolated"])
            .current_dir(project.path())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program runs");
        std::thread::sleep(std::time::Duration::from_millis(round * 7));
        child.kill().expect("killed");
        child.wait().expect("ended");
        for number in 0..40 {
            let text = project.read(&format!("k/de/{number}.md"));
            assert!(text == old || text == TARGET, "round {round}, file {number}: {text}");
        }
    }
}

#[test]
fn a_baseline_keeps_what_did_not_run() {
    let project = Project::new();
    project.write(
        "dashes.de.md",
        "Der Rat – er kam spät – ging. Das Amt – ganz – blieb. Die Stadt — spät — schlief.\n",
    );
    let known = "mtlint-baseline.json";
    project.run(&["check", ".", "--preview", "--write-baseline"]);
    let whole = project.read(known);
    assert!(whole.contains("mixed-dashes"), "{whole}");
    assert_eq!(project.run(&["check", ".", "--baseline", known]).status.code(), Some(0));
    assert_eq!(
        project.read(known),
        whole,
        "a run without the check says nothing about its findings"
    );
    let preview = ["check", ".", "--preview", "--baseline", known];
    assert_eq!(project.run(&preview).status.code(), Some(0));
}

#[test]
fn a_baseline_is_no_smaller_for_a_diff() {
    let project = Project::new();
    let known = "mtlint-baseline.json";
    let (complaint, _) = project.complained(&["check", ".", "--write-baseline"]);
    assert!(complaint.contains("`--baseline mtlint-baseline.json`"), "{complaint}");
    let whole = project.read(known);
    project.run(&["check", ".", "--baseline", known, "--diff"]);
    assert_eq!(project.read(known), whole, "what a diff shows is not mended yet");
}

#[test]
fn headings_of_the_source_are_no_debris() {
    let project = Project::new();
    let text = |title, section, third| {
        format!("# {title}\n\nSie steht am Fluss.\n\n## {section}\n\nSie ist alt.\n\n## {third}\n\nSie ist lang.\n")
    };
    project.write("site/en/a.md", &text("Home", "Downloads", "Length"));
    project.write("site/de/a.md", &text("Startseite", "Downloads", "Startseite"));
    let (told, _) = project.told(&["check", "site", "--select", "D101", "--format", "concise"]);
    assert_eq!(told, "", "a title, and headings of the source");
    let (told, _) = project.told(&["check", "site/de/a.md", "--select", "D101", "--format", "concise"]);
    assert!(told.contains("a.md:9:") && !told.contains("a.md:1:"), "{told}");
}

#[test]
fn what_a_killed_run_left_is_taken_away() {
    let project = Project::new();
    let (old, new) = (".mtlint-AbCdEf.unfinished", ".mtlint-GhIjKl.unfinished");
    for name in [old, new, ".mtlint-notes"] {
        project.write(name, "half");
    }
    let path = project.path().join(old);
    let hours = std::time::SystemTime::now() - std::time::Duration::from_secs(3 * 3600);
    let file = fs::File::options().write(true).open(&path).expect("there");
    file.set_modified(hours).expect("an older file");
    project.run(&["check", ".", "--write-baseline"]);
    assert!(!path.exists(), "an old one belongs to no run");
    assert!(
        project.path().join(new).exists(),
        "a new one may belong to a run beside this one"
    );
    assert!(project.path().join(".mtlint-notes").exists());
}

#[test]
fn exit_zero_is_stronger_than_a_limit() {
    let project = Project::new();
    assert_eq!(project.run(&["check", ".", "--fail-over", "0"]).status.code(), Some(1));
    let both = ["check", ".", "--fail-over", "0", "--exit-zero"];
    assert_eq!(project.run(&both).status.code(), Some(0));
}

#[test]
fn a_review_is_applied() {
    let project = Project::new();
    project.run(&[
        "check",
        ".",
        "--exit-zero",
        "--output",
        "html=r.html",
        "--output",
        "jsonl=r.jsonl",
    ]);
    let page = project.read("r.html");
    assert!(page.contains("Content-Security-Policy") && !page.contains("{{"));
    let lines: Vec<serde_json::Value> = project
        .read("r.jsonl")
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    let decision = |line: &serde_json::Value, state: &str| serde_json::json!({ "id": line["fingerprint"], "file": line["file"], "check": line["check"], "state": state, "note": "agreed" });
    let of = |code: &str| lines.iter().find(|l| l["code"] == code).expect("a finding");
    let (space, number) = (of("L302"), of("A101"));
    let decisions =
        serde_json::json!({ "version": 1, "decisions": [decision(space, "accepted"), decision(number, "rejected")] });
    project.write("decisions.json", &decisions.to_string());
    let (told, status) = project.told(&["apply-review", "decisions.json", "."]);
    assert_eq!(
        (told.as_str(), status),
        ("1 finding mended, 1 rejection added to mtlint-baseline.json\n", 0)
    );
    assert!(
        !project
            .read(space["file"].as_str().expect("a name"))
            .contains("gesperrt .")
    );
    assert!(project.read("mtlint-baseline.json").contains("\"reason\": \"agreed\""));
    let (told, _) = project.told(&[
        "check",
        ".",
        "--baseline",
        "mtlint-baseline.json",
        "--format",
        "concise",
    ]);
    assert_eq!(
        (told.matches("A101").count(), told.matches("L302").count()),
        (3, 2),
        "{told}"
    );
    project.write("decisions.json", "[");
    assert_eq!(
        project.run(&["apply-review", "decisions.json", "."]).status.code(),
        Some(2)
    );
}

#[test]
fn two_versions_are_compared() {
    let project = Project::new();
    project.write(
        "old.md",
        &TARGET
            .replace("3,2 Millionen", "3,2 Milliarden")
            .replace("gesperrt.", "gesperrt ."),
    );
    project.write(
        "new.md",
        &TARGET
            .replace("gesperrt.", "gesperrt .")
            .replace("verletzt.", "verletzt ."),
    );
    let (told, status) = project.told(&[
        "compare",
        "old.md",
        "new.md",
        "--source",
        "docs/en/page0.md",
        "--lang",
        "de",
    ]);
    assert_eq!(status, 1);
    assert!(told.contains("     1      1      1  all"), "{told}");
}

#[test]
fn every_report_is_read_by_its_consumers() {
    let project = Project::new();
    let mut args = vec!["check", ".", "--exit-zero", "--format", "github", "--statistics"];
    for pair in [
        "sarif=a.sarif",
        "gitlab=g.json",
        "junit=j.xml",
        "checkstyle=c.xml",
        "rdjsonl=r.jsonl",
        "azure=z.txt",
        "markdown=m.md",
        "csv=t.csv",
        "grouped=p.txt",
        "json=a.json",
    ] {
        args.extend(["--output", pair]);
    }
    let (told, status) = project.told(&args);
    assert_eq!(status, 0);
    assert!(
        told.contains("::error file=docs/de/page0.md,line=3,endLine=3,col="),
        "{told}"
    );
    assert!(
        told.contains("      4  A101 changed-number") && told.contains("penalty"),
        "{told}"
    );
    let sarif: serde_sarif::sarif::Sarif = serde_json::from_str(&project.read("a.sarif")).expect("SARIF");
    let run = &sarif.runs[0];
    let results = run.results.as_ref().expect("results");
    assert_eq!(results.len(), 7);
    assert!(results.iter().any(|r| r.related_locations.is_some()) && results.iter().any(|r| r.fixes.is_some()));
    let rules = run.tool.driver.rules.as_ref().expect("rules");
    for result in results {
        let index = usize::try_from(result.rule_index.expect("an index")).expect("small");
        assert_eq!(result.rule_id.as_deref(), Some(rules[index].id.as_str()));
    }
    // Code scanning services turn away rules without a description and help.
    assert!(rules.iter().all(|r| r.full_description.is_some() && r.help.is_some()));
    let issues: Vec<serde_json::Value> = serde_json::from_str(&project.read("g.json")).expect("JSON");
    assert!(
        issues.len() == 7
            && issues
                .iter()
                .all(|i| i["location"]["lines"]["begin"].is_u64() && i["fingerprint"].is_string())
    );
    for (file, element, wanted) in [("j.xml", "failure", 7), ("c.xml", "error", 7)] {
        let text = project.read(file);
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut found = 0;
        loop {
            match reader.read_event().expect("XML") {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    found += usize::from(tag.name().as_ref() == element.as_bytes());
                }
                _ => {}
            }
        }
        assert_eq!(found, wanted, "{file}");
    }
    for line in project.read("r.jsonl").lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(value["location"]["range"]["start"]["column"].is_u64());
    }
    let mut table = csv::Reader::from_reader(project.read("t.csv").into_bytes().leak() as &[u8]);
    assert_eq!(table.records().filter(Result::is_ok).count(), 7);
    assert!(project.read("z.txt").starts_with("##vso[task.logissue type="));
    assert!(project.read("m.md").contains("| 3 | [A101 changed-number]("));
    assert!(project.read("p.txt").contains("7 findings in 20 files"));
}

#[test]
fn a_dictionary_is_learnt_and_used() {
    let project = Project::new();
    let lines: String = (0..6)
        .map(|n| format!("The glorp {n} sat on a brindle.\tDer Schnorps {n} saß auf einem Gestrimm.\n"))
        .collect();
    let more: String = (0..6)
        .map(|n| format!("A glorp {n} sleeps.\tEin Schnorps {n} schläft.\n"))
        .collect();
    project.write("bitext.tsv", &format!("{lines}{more}"));
    let learnt = [
        "lexicon",
        "learn",
        "bitext.tsv",
        "--source-lang",
        "en",
        "--lang",
        "de",
        "-o",
        "words.tsv",
    ];
    assert_eq!(project.run(&learnt).status.code(), Some(0));
    assert!(
        project.read("words.tsv").contains("glorp\tschnorps\n"),
        "{}",
        project.read("words.tsv")
    );
    project.write("mtlint.toml", "dictionary = [\"words.tsv\"]\n");
    assert_eq!(project.run(&["check", ".", "--exit-zero"]).status.code(), Some(0));
    project.write("words.tsv", "glorp\n");
    let (complaint, status) = project.complained(&["check", "."]);
    assert!(
        status == 2 && complaint.contains("words.tsv:1: needs two columns"),
        "{complaint}"
    );
}
