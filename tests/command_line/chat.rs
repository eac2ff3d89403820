//! `nocbot chat`: a conversation at the terminal.

use super::*;

#[test]
fn a_conversation_ends_in_a_result() {
    let english = "you> regstered nurs | Registered nurses (31301) | When did you start | 6 January 2025 to today \
                   | ✅ Health and social services: you qualify | 1,957.1 hours of 1,560 | CEC work ✔ | not legal advice. \
                   | What was counted, on 22 November 2026 | Rules of 18 February 2026 | Goodbye.";
    let french = "vous> 32111 | (32111) | depuis 6 janvier 2025 | ✅ Santé et services sociaux : vous êtes admissible \
                  | 1 957,1 heures sur 1 560 | ✅ Français : vous êtes admissible | avis juridique. | Au revoir.";
    let of_2025 = "⏳ Health and social services: not yet | 0 to | of 780 | 27 February 2025 | 780 hours are missing | Rules of 27 February 2025";
    for ((arguments, typed), expected) in table! {
        ("--as-of 2026-11-22 chat", "regstered nurs/1/2025-01-06/still there/20/Canada/1/no test") => english;
        ("--as-of 2026-11-22 --lang fr", "32111/1/6 janvier 2025/j'y travaille encore/20/Canada/NCLC 7 7 7 7") => french;
        ("--as-of 2025-03-01", "32111/1/2024-06-03/2024-08-30/37.5/no/1") => of_2025;
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
