//! What was counted.
use core::fmt;
use core::ops::Add;

/// How many lines, words and bytes there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub lines: usize,
    pub words: usize,
    pub bytes: usize,
}

impl Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        Count {
            lines: self.lines + other.lines,
            words: self.words + other.words,
            bytes: self.bytes + other.bytes,
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, ", plural!(self.lines, "line"))?;
        write!(out, "{}, ", plural!(self.words, "word"))?;
        write!(out, "{}", plural!(self.bytes, "byte"))
    }
}

/// A number with its noun.
macro_rules! plural {
    ($count:expr, $noun:literal) => {
        $crate::count::Plural { count: $count, noun: $noun }
    };
}
use plural;

/// Shows `1 line` and `2 lines`.
pub(crate) struct Plural {
    pub(crate) count: usize,
    pub(crate) noun: &'static str,
}

impl fmt::Display for Plural {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = if self.count == 1 { "" } else { "s" };
        write!(out, "{} {}{}", self.count, self.noun, ending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn one_has_no_s() {
        assert_eq!(plural!(1, "line").to_string(), "1 line");
        assert_eq!(plural!(0, "line").to_string(), "0 lines");
    }

    #[test]
    fn counts_add_up() {
        let one = Count { lines: 1, words: 2, bytes: 3 };
        assert_eq!(one + one, Count { lines: 2, words: 4, bytes: 6 });
    }
}
