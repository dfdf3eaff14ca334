use tally::{is_dense, tally, Count};

#[test]
fn an_empty_text_has_nothing() {
    assert_eq!(tally(""), Count::default());
}

#[test]
fn a_poem_is_not_dense() {
    let poem = "Whose woods these are\nI think I know\n";
    assert_eq!(tally(poem).to_string(), "2 lines, 8 words, 37 bytes");
    assert!(!is_dense(poem));
}
