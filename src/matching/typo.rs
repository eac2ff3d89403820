//! Slips of typing, made at random.

use super::random::Random;

/// The shortest word that gets a typo.
const MIN_LETTERS: usize = 5;

/// `text` with a letter dropped, doubled, replaced or swapped with the next in one of its longer words.
pub fn with_typo(text: &str, random: &mut Random) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_long = |word: &str| {
        word.len() >= MIN_LETTERS && word.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let long: Vec<usize> = (0..words.len()).filter(|&at| is_long(words[at])).collect();
    let chosen = *long.get(random.below(long.len()))?;
    let mut letters: Vec<u8> = words[chosen].bytes().collect();
    let at = random.below(letters.len());
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = b'a' + random.below(26) as u8,
        _ => {
            let at = at.min(letters.len() - 2);
            letters.swap(at, at + 1);
        }
    }
    let misspelt = String::from_utf8(letters).ok()?;
    let word = |at: usize| {
        if at == chosen {
            misspelt.as_str()
        } else {
            words[at]
        }
    };
    Some((0..words.len()).map(word).collect::<Vec<_>>().join(" "))
}
