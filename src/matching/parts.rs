//! The parts of a long message: what surrounds a job may hide it, what it is said in may not.

/// Words that begin a new part: what follows tells when, where or why, or names something else.
const BREAKS: &[&str] = &[
    "while", "since", "and", "with", "but", "then", "for", "in", "at", "as", "does", "is", "am",
    "can", "total", "pendant", "pdt", "depuis", "mais", "et", "avec", "dans", "chez", "comme",
    "pour", "est", "sa", "puis", "au",
];
/// Shorter messages are read as a whole only.
const FEWEST_WORDS: usize = 6;
/// Longer ones are not searched to their end.
const MOST_PARTS: usize = 16;
/// Nothing shorter says what somebody does.
const LEAST_LETTERS: usize = 3;

/// The parts of a message of many words, in order; none of a short one.
pub fn of(text: &str) -> Vec<String> {
    if text.split_whitespace().count() < FEWEST_WORDS {
        return Vec::new();
    }
    let mut parts: Vec<String> = Vec::new();
    for clause in text.split(['.', ',', ';', ':', '!', '?', '(', ')', '+', '\n']) {
        parts.push(String::new());
        for word in clause.split_whitespace() {
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            if is_number || BREAKS.contains(&word.to_lowercase().as_str()) {
                parts.push(String::new());
            } else if let Some(part) = parts.last_mut() {
                part.push_str(word);
                part.push(' ');
            }
        }
    }
    parts.retain(|part| part.chars().filter(|c| c.is_alphabetic()).count() >= LEAST_LETTERS);
    parts.truncate(MOST_PARTS);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_messages_fall_into_parts() {
        assert!(of("registered nurse in a hospital").is_empty());
        assert_eq!(
            of("i worked as nurse aide 20h/week while studying, 1.5 years. count?"),
            ["i worked ", "nurse aide ", "studying ", "years ", "count "]
        );
    }
}
