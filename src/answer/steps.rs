//! Pages behind a result: the categories it does not name, and what to do next.

use super::card::Context;
use crate::eligibility::{Assessment, Verdict};
use crate::noc::NocCode;
use crate::text::Rich;

/// The categories that are not met, with what each asks for.
pub fn other_categories(card: Context<'_>, assessment: &Assessment<'_>) -> Rich {
    let localizer = card.localizer;
    let line = |verdict: Verdict, id: &str| {
        let judged = assessment.verdicts.iter();
        let of_verdict = judged.filter(|judged| judged.verdict == verdict);
        let lines = of_verdict.map(|judged| {
            let args = [
                (
                    "category",
                    judged.category.short_name.get(localizer.lang).into(),
                ),
                ("requirement", card.requirement(judged.category).into()),
                ("count", judged.category.nocs.len().into()),
            ];
            localizer.format(id, &args)
        });
        lines.collect::<Vec<_>>()
    };
    let mut lines = vec![localizer.text("others-title")];
    lines.extend(line(Verdict::NotYet, "others-not-yet"));
    lines.extend(line(Verdict::Unknown, "others-unknown"));
    lines.extend(line(Verdict::No, "others-no"));
    lines.extend(line(Verdict::NotListed, "others-not-listed"));
    lines.push(localizer.text("others-end"));
    Rich::lines(lines)
}

/// The steps to take, and what a reference letter must show.
pub fn next_steps(card: Context<'_>, told: &[NocCode]) -> Rich {
    let (localizer, links) = (card.localizer, &card.presenter.links);
    let lang = localizer.lang;
    let profile = |&noc: &NocCode| {
        let address = links.noc_profile(noc, card.rules.noc, lang);
        Rich::from(noc.as_str()).link(&address)
    };
    let profiles: Vec<Rich> = told.iter().map(profile).collect();
    let mut lines = vec![
        localizer.text("next-title"),
        localizer.format("step-find", &[("link", links.find_noc(lang).into())]),
    ];
    if !profiles.is_empty() {
        let links = localizer.list(profiles).into();
        lines.push(localizer.format("step-duties", &[("links", links)]));
    }
    lines.push(localizer.format("step-category", &[("link", links.categories(lang).into())]));
    lines.push(localizer.text("next-letter"));
    lines.push(localizer.text("next-program"));
    lines.push(localizer.text("result-legal"));
    Rich::lines(lines)
}
