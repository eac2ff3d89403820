//! Gender pairs: the index writes `Infirmier/infirmière`, people type one or the other.

use std::collections::BTreeMap;

use super::NocCode;

/// The longest run of words that one half of a pair may span (`Agent de bord/agente de bord` spans 3).
const MAX_WORDS_IN_A_HALF: usize = 14;

/// How alike, word by word and on average, two halves must be (share of common beginning) to be read as a pair.
const MIN_LIKENESS: f64 = 0.3;

/// Endings that stand for a whole word behind a slash, each with the one that it replaces: `woman` replaces `man` in
/// `Alderman/woman`.
pub type GenderSuffixes = BTreeMap<String, String>;

/// The forms of an index title as people type them: the title itself where it holds no gender pair, else
/// the one with every pair's first half and the one with every second half.
///
/// A slash that joins no pair ("CFAO/CN") stays.
fn forms_of(title: &str, suffixes: &GenderSuffixes) -> Vec<String> {
    let first = choose_halves(title, false, suffixes);
    let second = choose_halves(title, true, suffixes);
    if first == second {
        vec![first]
    } else {
        vec![first, capitalised(&second)]
    }
}

fn choose_halves(title: &str, second: bool, suffixes: &GenderSuffixes) -> String {
    let words: Vec<&str> = title.split(' ').collect();
    let mut chosen: Vec<String> = Vec::new();
    // With no second half taken, `chosen` mirrors `words`; halves are therefore sought in the words already chosen.
    let mut at = 0;
    while at < words.len() {
        let Some((left, right)) = pair_around_slash(words[at]) else {
            chosen.push(words[at].to_owned());
            at += 1;
            continue;
        };
        if let Some(other) = suffix_form(left, right, suffixes) {
            chosen.push(if second {
                other
            } else {
                keep_comma(left, right)
            });
            at += 1;
            continue;
        }
        let rest: Vec<&str> = std::iter::once(right)
            .chain(words[at + 1..].iter().copied())
            .collect();
        let mut before: Vec<&str> = chosen.iter().map(String::as_str).collect();
        before.push(left);
        let Some(span) = words_in_half(&before, &rest) else {
            chosen.push(words[at].to_owned());
            at += 1;
            continue;
        };
        if second {
            chosen.truncate(before.len() - span);
            chosen.extend(rest[..span].iter().map(|&word| word.to_owned()));
        } else {
            chosen.push(left.to_owned());
            let last = rest[span - 1];
            if last.ends_with(',')
                && let Some(end) = chosen.last_mut()
            {
                end.push(',');
            }
        }
        at += span;
    }
    chosen.join(" ")
}

/// `Alderman/woman`: the second half replaces the end of the first.
fn suffix_form(left: &str, right: &str, suffixes: &GenderSuffixes) -> Option<String> {
    let end = suffixes.get(right.trim_end_matches(','))?;
    let stem = left.strip_suffix(end.as_str())?;
    Some(format!("{stem}{right}"))
}

fn keep_comma(left: &str, right: &str) -> String {
    let comma = if right.ends_with(',') { "," } else { "" };
    format!("{left}{comma}")
}

fn pair_around_slash(word: &str) -> Option<(&str, &str)> {
    let (left, right) = word.split_once('/')?;
    let plain = |half: &str| {
        half.chars().count() >= 2
            && half
                .chars()
                .all(|c| c.is_alphanumeric() || "-'’.,()".contains(c))
    };
    let upper = |half: &str| !half.chars().any(char::is_lowercase);
    (plain(left) && plain(right) && !upper(right)).then_some((left, right))
}

/// How many words each half of the pair has: the span whose words resemble each other most.
fn words_in_half(before: &[&str], rest: &[&str]) -> Option<usize> {
    let longest = before.len().min(rest.len()).min(MAX_WORDS_IN_A_HALF);
    let likeness_of = |span: usize| {
        let left = &before[before.len() - span..];
        let total: f64 = left.iter().zip(rest).map(|(a, b)| similarity(a, b)).sum();
        (span, total / span as f64, similarity(left[0], rest[0]))
    };
    let best = (1..=longest)
        .map(likeness_of)
        .filter(|&(span, all, head)| all >= MIN_LIKENESS && (head > 0.2 || span > 1 && all > 0.5))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    // Halves that share nothing (Homme/femme de ménage) are single words.
    Some(best.map_or(1, |(span, _, _)| span))
}

fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (a.to_lowercase(), b.trim_end_matches(',').to_lowercase());
    let a = a.rsplit('\'').next().unwrap_or(&a);
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    common as f64 / a.chars().count().max(b.chars().count()).max(1) as f64
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The official index (`code<TAB>title[<TAB>kind]`, with or without a header line) as a titles file of ours:
/// one line a title, its written-out forms in further columns.
///
/// # Errors
/// The number of the first line that does not begin with a code and a title.
pub fn write_out_titles(index: &str, suffixes: &GenderSuffixes) -> Result<String, usize> {
    let mut out = String::from("code\ttitle\n");
    for (number, line) in (1..).zip(index.lines()) {
        let mut fields = line.split('\t');
        let (code, title) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
        let is_code = code.parse::<NocCode>().is_ok();
        if !is_code && number == 1 {
            continue;
        }
        if !is_code || title.is_empty() {
            return Err(number);
        }
        if fields.next() == Some("official") {
            continue;
        }
        out.push_str(code);
        for form in forms_of(title, suffixes) {
            out.push('\t');
            out.push_str(&form);
        }
        out.push('\n');
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suffixes() -> GenderSuffixes {
        [("woman", "man")]
            .map(|(of, other)| (of.to_owned(), other.to_owned()))
            .into()
    }

    #[test]
    fn pairs_are_written_out() {
        for (title, forms) in [
            ("Caterer", vec!["Caterer"]),
            ("Alderman/woman", vec!["Alderman", "Alderwoman"]),
            (
                "Foreman/woman, concrete",
                vec!["Foreman, concrete", "Forewoman, concrete"],
            ),
            ("Barman/barwoman", vec!["Barman", "Barwoman"]),
            ("Infirmier/infirmière", vec!["Infirmier", "Infirmière"]),
            (
                "Premier ministre/première ministre",
                vec!["Premier ministre", "Première ministre"],
            ),
            (
                "Directeur administratif adjoint/directrice administrative adjointe - santé",
                vec![
                    "Directeur administratif adjoint - santé",
                    "Directrice administrative adjointe - santé",
                ],
            ),
            (
                "Ouvrier/ouvrière spécialisé/spécialisée en toiture",
                vec![
                    "Ouvrier spécialisé en toiture",
                    "Ouvrière spécialisée en toiture",
                ],
            ),
            (
                "Homme/femme de ménage",
                vec!["Homme de ménage", "Femme de ménage"],
            ),
            ("Analyste CFAO/CN", vec!["Analyste CFAO/CN"]),
        ] {
            assert_eq!(forms_of(title, &suffixes()), forms, "{title}");
        }
    }

    #[test]
    fn an_index_becomes_a_titles_file() {
        let index =
            "code\ttitle\tkind\n00010\tLegislators\tofficial\n00010\tAlderman/woman\texample\n";
        let written = "code\ttitle\n00010\tAlderman\tAlderwoman\n";
        assert_eq!(write_out_titles(index, &suffixes()).unwrap(), written);
        assert_eq!(write_out_titles("code\ttitle\n1\tx\n", &suffixes()), Err(2));
    }
}
