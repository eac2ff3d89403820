//! The parts of a long message: what surrounds a job may hide it, what it is said in may not.

use crate::language::Words;

/// Shorter messages are read as a whole only.
const MIN_WORDS: usize = 6;
/// Longer ones are not searched to their end.
const MAX_PARTS: usize = 16;
/// Nothing shorter says what somebody does.
const MIN_LETTERS: usize = 3;

/// The parts of a message of many words, in order; none of a short one. After a word of `new_part` follows when, where or why, or
/// something else is named.
pub fn of(text: &str, new_part: &Words) -> Vec<String> {
    if text.split_whitespace().count() < MIN_WORDS {
        return Vec::new();
    }
    let mut parts: Vec<String> = Vec::new();
    for clause in text.split(['.', ',', ';', ':', '!', '?', '(', ')', '+', '\n']) {
        parts.push(String::new());
        for word in clause.split_whitespace() {
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            if is_number || new_part.contains(&word.to_lowercase()) {
                parts.push(String::new());
            } else if let Some(part) = parts.last_mut() {
                part.push_str(word);
                part.push(' ');
            }
        }
    }
    parts.retain(|part| part.chars().filter(|c| c.is_alphabetic()).count() >= MIN_LETTERS);
    parts.truncate(MAX_PARTS);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;

    #[test]
    fn long_messages_fall_into_parts() {
        let known = MatchingWords::open(&DataFiles::BuiltIn).unwrap();
        let of = |text| of(text, &known.small.new_part);
        assert!(of("registered nurse in a hospital").is_empty());
        assert_eq!(
            of("i worked as nurse aide 20h/week while studying, 1.5 years. count?"),
            ["i worked ", "nurse aide ", "studying ", "years ", "count "]
        );
    }
}
