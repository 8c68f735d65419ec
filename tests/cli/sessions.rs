//! Every session printed in the documents and recorded under `tests/cli/sessions` is played and compared.

#[test]
fn what_the_documents_show_is_what_happens() {
    trycmd::TestCases::new()
        .timeout(crate::report::PATIENCE)
        .case("README.md")
        .case("docs/*.md")
        .case("tests/cli/sessions/*.trycmd")
        .run();
}
