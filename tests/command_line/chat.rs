//! `nocbot chat`: a conversation at the terminal.

use super::*;

#[test]
fn a_conversation_ends_in_a_result() {
    let english = "you> regstered nurs | 31301 Registered nurses | When did you start | 6 January 2025 – today, 20 h \
                   | Your result on 22 November 2026 | Healthcare and social services occupations: you qualify. \
                   | 1,957.1 | 1,560 | Rules of 18 February 2026 | not legal advice. | Goodbye.";
    let french = "vous> 32111 | 32111 Hygiénistes et thérapeutes dentaires | FEER 2 | 6 janvier 2025 – aujourd’hui \
                  | Votre résultat au 22 novembre 2026 | Professions de la santé et des services sociaux : vous y avez \
                  droit. | 1 957,1 | 1 560 | Compétence en français : vous y avez droit. | Règles du 18 février 2026 \
                  | Au revoir.";
    let of_2025 = "Your result on 1 March 2025 | not yet | 381.4 | 780 | Rules of 27 February 2025";
    for ((arguments, typed), expected) in table! {
        ("--as-of 2026-11-22 chat", "regstered nurs/1/2025-01-06/still there/20/Canada/1/no/no test") => english;
        ("--as-of 2026-11-22 --lang fr", "32111/1/6 janvier 2025/j'y travaille encore/20/Canada/1/non/7 7 7 7") => french;
        ("--as-of 2025-03-01", "32111/1/2024-06-03/2024-08-30/37.5/Canada/1/no/no test") => of_2025;
    } {
        let said = say(arguments, typed.replace('/', "\n"));
        let words: Vec<&str> = said.split_whitespace().collect();
        assert_holds(arguments, &words.join(" "), expected);
    }
}

#[test]
fn a_conversation_is_left_at_any_time() {
    let odd = [
        b"\n\n \xff\xfe \n\x1b[31m\x07\x00\n\xe2\x80\xae\n/nosuch\n".as_slice(),
        &[b'a'; 10_000],
        b"\n<b>\n",
    ];
    for (input, last_prompt) in [
        (b"".as_slice(), None),
        (b"32111\n1\nMarch 20", Some("you> March 20")),
        (b"32111\n/quit\n31301\n", Some("you> /quit")),
        (&odd.concat(), Some("you> <b>")),
    ] {
        let said = say("--as-of 2026-11-22 chat", input);
        let last = said.lines().rfind(|line| line.starts_with("you>"));
        assert_eq!(last, last_prompt, "{said}");
        assert!(said.ends_with("Goodbye.\n"), "{said}");
        assert!(!steers(&said), "{said:?}");
    }
}
