//! Counts what a text is made of.
//!
//! ```
//! let found = tally::tally("one two\nthree\n");
//! assert_eq!(found.to_string(), "2 lines, 3 words, 14 bytes");
//! ```
#![cfg_attr(not(feature = "std"), no_std)]

mod count;
pub mod line;

pub use count::Count;
pub use line::{parse_line, Line};

/// The counts of a whole text.
///
/// ```
/// assert_eq!(tally::tally("").words, 0);
/// ```
pub fn tally(text: &str) -> Count {
    text.split_inclusive('\n').map(parse_line).fold(Count::default(), add_line)
}

/// Whether a text says more than it spends lines on.
pub fn is_dense(text: &str) -> bool {
    let found = tally(text);
    found.words > found.lines * WORDS_OF_A_DENSE_LINE
}

const WORDS_OF_A_DENSE_LINE: usize = 8;

fn add_line(count: Count, line: Line<'_>) -> Count {
    Count {
        lines: count.lines + usize::from(line.is_ended),
        words: count.words + line.words(),
        bytes: count.bytes + line.text.len() + usize::from(line.is_ended),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_may_have_no_end() {
        assert_eq!(tally("a\nb").lines, 1);
        assert_eq!(tally("a\nb").words, 2);
    }

    #[test]
    fn lines_add_up() {
        let one = add_line(Count::default(), parse_line("a b\n"));
        assert_eq!(one, Count { lines: 1, words: 2, bytes: 4 });
    }

    #[test]
    fn dense_is_more_than_the_measure() {
        assert!(is_dense("a b c d e f g h i\n"));
        assert!(!is_dense("a b c d e f g h\n"));
        assert_eq!(WORDS_OF_A_DENSE_LINE, 8);
    }
}
