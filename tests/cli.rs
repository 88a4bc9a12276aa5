//! Cases of the command line: `tests/cli/*.md`, each a session in a folder of its own.

use std::process::Command;

use mtlint::check::CHECKS;

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cli/*.md");
}

/// The documentation holds fences of its own and does not fit into a session.
#[test]
fn explain_prints_the_documentation() {
    for check in CHECKS {
        for name in [check.code, check.name] {
            let out = Command::new(env!("CARGO_BIN_EXE_mtlint"))
                .args(["explain", name])
                .output()
                .expect("the program runs");
            let text = String::from_utf8(out.stdout).expect("UTF-8");
            assert!(out.status.success(), "{name}");
            assert!(text.starts_with(&format!("{} {}\n", check.code, check.name)), "{text}");
            for line in check.docs.lines() {
                assert!(text.contains(line.trim()), "{name}: {line}");
            }
        }
    }
}

/// Standard input, and a pipe that is closed early.
#[test]
fn standard_input() {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = Command::new(env!("CARGO_BIN_EXE_mtlint"))
        .args(["check", "--lang", "en", "--format", "concise", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin
        .write_all("She was “ very tired ” and left.".as_bytes())
        .expect("the program reads");
    drop(stdin);
    let out = child.wait_with_output().expect("it ends");
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(text.starts_with("<stdin>:1:9: L103 spaced-quote"), "{text}");
    assert_eq!(out.status.code(), Some(1));
}

/// The reports hold to the published schema.
#[test]
fn json_holds_to_its_schema() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpora/de-en/schuhfabrik-lindenroda");
    let run = |args: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_mtlint"))
            .args(args)
            .output()
            .expect("the program runs");
        String::from_utf8(out.stdout).expect("UTF-8")
    };
    let schema: serde_json::Value = serde_json::from_str(&run(&["schema"])).expect("JSON");
    let (source, target) = (format!("{folder}/source.txt"), format!("{folder}/target.txt"));
    let report = run(&["check", "--preview", "--format", "json", "--source", &source, &target]);
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(&report).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(
        report["articles"][0]["findings"]
            .as_array()
            .is_some_and(|f| f.len() > 5)
    );

    // A line of the other form is one finding of the same schema.
    let mut finding = schema.clone();
    let object = finding.as_object_mut().expect("an object");
    for key in ["properties", "required", "type", "title", "description"] {
        object.remove(key);
    }
    object.insert("$ref".to_owned(), "#/$defs/Finding".into());
    let validator = jsonschema::validator_for(&finding).expect("a schema");
    let lines = run(&["check", "--format", "jsonl", "--source", &source, &target]);
    assert!(!lines.is_empty());
    for line in lines.lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(validator.is_valid(&line), "{line}");
    }
}
