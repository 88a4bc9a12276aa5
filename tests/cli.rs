//! Cases of the command line: `tests/cli/*.md`, each a session in a folder of its own.

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cli/*.md");
}
