//! Pages behind a result: the categories it does not name, and what to do next.

use super::card::Card;
use crate::eligibility::{Assessment, Verdict};
use crate::noc::NocCode;
use crate::text::Rich;

/// The categories that are not met, with what each asks for.
pub fn other_categories(card: Card<'_>, assessment: &Assessment<'_>) -> Rich {
    let speaker = card.speaker;
    let line = |verdict: Verdict, id: &str| {
        let judged = assessment.verdicts.iter();
        let of_verdict = judged.filter(|judged| judged.verdict == verdict);
        let lines = of_verdict.map(|judged| {
            let args = [
                (
                    "category",
                    judged.category.short_name.get(speaker.lang).into(),
                ),
                ("requirement", card.requirement(judged.category).into()),
                ("count", judged.category.nocs.len().into()),
            ];
            speaker.say(id, &args)
        });
        lines.collect::<Vec<_>>()
    };
    let mut lines = vec![speaker.just("others-title")];
    lines.extend(line(Verdict::NotYet, "others-not-yet"));
    lines.extend(line(Verdict::Unknown, "others-unknown"));
    lines.extend(line(Verdict::No, "others-no"));
    lines.extend(line(Verdict::NotListed, "others-not-listed"));
    lines.push(speaker.just("others-end"));
    Rich::lines(lines)
}

/// The steps to take, and what a reference letter must show.
pub fn next_steps(card: Card<'_>, told: &[NocCode]) -> Rich {
    let (speaker, links) = (card.speaker, &card.presenter.links);
    let lang = speaker.lang;
    let profile = |&noc: &NocCode| {
        let address = links.noc_profile(noc, card.rules.noc, lang);
        Rich::from(noc.as_str()).link(&address)
    };
    let profiles: Vec<Rich> = told.iter().map(profile).collect();
    let mut lines = vec![
        speaker.just("next-title"),
        speaker.say("step-find", &[("link", links.find_noc(lang).into())]),
    ];
    if !profiles.is_empty() {
        let links = speaker.list(profiles).into();
        lines.push(speaker.say("step-duties", &[("links", links)]));
    }
    lines.push(speaker.say("step-category", &[("link", links.categories(lang).into())]));
    lines.push(speaker.just("next-letter"));
    lines.push(speaker.just("next-program"));
    lines.push(speaker.just("result-legal"));
    Rich::lines(lines)
}
