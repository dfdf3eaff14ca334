//! One line of a text.

/// A line as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Without its end.
    pub text: &'a str,
    /// Whether it had an end.
    pub is_ended: bool,
}

impl Line<'_> {
    /// What stands between spaces.
    ///
    /// ```
    /// assert_eq!(tally::parse_line("to be or not\n").words(), 4);
    /// ```
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

/// Takes the end off a line.
///
/// ```
/// let line = tally::parse_line("one\r\n");
/// assert_eq!(line.text, "one");
/// assert!(line.is_ended);
/// ```
pub fn parse_line(text: &str) -> Line<'_> {
    match without_end(text) {
        Some(text) => Line { text, is_ended: true },
        None => Line { text, is_ended: false },
    }
}

fn without_end(text: &str) -> Option<&str> {
    let text = text.strip_suffix('\n')?;
    Some(text.strip_suffix('\r').unwrap_or(text))
}
