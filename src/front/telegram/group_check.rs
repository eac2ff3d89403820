//! What is said in a group: the card of an occupation and the quick check, each a message and its buttons.

use jiff::Span;
use jiff::civil::Date;

use super::press::{Hours, Months, Quick, TelegramAction, Told};
use super::render::{MessageButton, Outgoing};
use crate::answer::{Context, Localizer, candidate_label, occupation_card};
use crate::eligibility::{
    Category, Country, Person, Requirement, Spell, SpellFlags, Verdict, WeeklyHours, assess,
};
use crate::noc::NocCode;
use crate::text::Rich;

impl Months {
    /// The fewest and the most whole months the answer means.
    fn range(self) -> (i32, i32) {
        match self {
            Months::Under6 => (0, 5),
            Months::From6 => (6, 11),
            Months::From12 => (12, 23),
            Months::From24 => (24, 120),
        }
    }

    fn text(self) -> &'static str {
        match self {
            Months::Under6 => "quick-months-0",
            Months::From6 => "quick-months-6",
            Months::From12 => "quick-months-12",
            Months::From24 => "quick-months-24",
        }
    }
}

impl Hours {
    /// The fewest and the most hours a week the answer means.
    fn range(self) -> (f64, f64) {
        match self {
            Hours::FullTime => (30.0, 40.0),
            Hours::PartTime => (15.0, 29.99),
            Hours::Few => (1.0, 14.99),
        }
    }

    fn text(self) -> &'static str {
        match self {
            Hours::FullTime => "quick-hours-full",
            Hours::PartTime => "quick-hours-part",
            Hours::Few => "quick-hours-few",
        }
    }
}

/// What the quick check says of one category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Estimate {
    Yes,
    Depends,
    No,
}

/// Makes the messages of one group answer.
#[derive(Clone, Copy)]
pub struct GroupAnswer<'a> {
    pub card: Context<'a>,
    pub today: Date,
    /// Opens the private chat; the payload follows.
    pub private: &'a str,
}

impl<'a> GroupAnswer<'a> {
    fn localizer(&self) -> Localizer<'a> {
        self.card.localizer
    }

    fn plain(&self, id: &str) -> String {
        self.localizer().plain(id, &[])
    }

    /// The list of occupations a text may mean.
    pub fn choose(&self, found: &[NocCode], asker: Option<u64>) -> Outgoing {
        let choice = |&noc: &NocCode| {
            let quick = Quick {
                lang: self.localizer().lang,
                asker,
                noc,
                told: Told::Occupation,
            };
            let label = candidate_label(self.card, noc);
            vec![MessageButton::press(label, TelegramAction::Quick(quick))]
        };
        let localizer = self.localizer();
        Outgoing::with_buttons(
            Rich::lines([
                localizer.text("choose"),
                localizer.text("quick-other-words"),
            ]),
            found.iter().map(choice).collect(),
        )
    }

    /// The message of a step.
    pub fn step(&self, quick: Quick) -> Outgoing {
        let with = |told| {
            let quick = TelegramAction::Quick(Quick { told, ..quick });
            move |label: String| MessageButton::press(label, quick)
        };
        let localizer = self.localizer();
        match quick.told {
            Told::Occupation => {
                let mut row = Vec::new();
                if self.work_categories(quick.noc).next().is_some() {
                    row.push(with(Told::Begun)(self.plain("quick-button-check")));
                }
                row.push(self.private_choice(quick.noc));
                Outgoing::with_buttons(
                    Rich::lines([
                        occupation_card(self.card, quick.noc),
                        localizer.text("quick-other-words"),
                    ]),
                    vec![row],
                )
            }
            Told::Begun => {
                let years = self.years_back(quick.noc);
                let question = localizer.format("quick-ask-months", &[("years", years.into())]);
                let choices = Months::ALL.map(|m| with(Told::Months(m))(self.plain(m.text())));
                self.question(quick.noc, question, choices.to_vec(), 2)
            }
            Told::Months(m) => {
                let question = localizer.text("quick-ask-hours");
                let choices = Hours::ALL.map(|h| with(Told::Hours(m, h))(self.plain(h.text())));
                self.question(quick.noc, question, choices.to_vec(), 1)
            }
            Told::Hours(m, h) => {
                let question = localizer.text("quick-ask-place");
                let choices = [
                    (Country::Canada, "button-canada"),
                    (Country::Abroad, "button-abroad"),
                ]
                .map(|(place, label)| with(Told::All(m, h, place))(self.plain(label)));
                self.question(quick.noc, question, choices.to_vec(), 2)
            }
            Told::All(m, h, place) => {
                let again = with(Told::Begun)(self.plain("quick-button-again"));
                Outgoing::with_buttons(
                    self.result(quick.noc, m, h, place),
                    vec![vec![self.private_choice(quick.noc), again]],
                )
            }
        }
    }

    fn question(
        &self,
        noc: NocCode,
        question: Rich,
        choices: Vec<MessageButton>,
        in_a_row: usize,
    ) -> Outgoing {
        Outgoing::with_buttons(
            Rich::lines([self.title(noc), question]),
            choices
                .chunks(in_a_row)
                .map(<[MessageButton]>::to_vec)
                .collect(),
        )
    }

    fn title(&self, noc: NocCode) -> Rich {
        let args = [
            ("code", noc.as_str().into()),
            ("title", self.card.title(noc).into()),
        ];
        self.localizer().format("candidate", &args)
    }

    fn private_choice(&self, noc: NocCode) -> MessageButton {
        let address = format!("{}n{noc}", self.private);
        MessageButton::open(self.plain("quick-button-private"), address)
    }

    fn work_categories(&self, noc: NocCode) -> impl Iterator<Item = &'a Category> {
        let listing = self.card.rules.categories_listing(noc);
        listing.filter(|category| matches!(category.requirement, Requirement::Work(_)))
    }

    fn years_back(&self, noc: NocCode) -> u8 {
        let years = |category: &Category| match &category.requirement {
            Requirement::Work(rule) => rule.years_back,
            _ => 0,
        };
        self.work_categories(noc).map(years).max().unwrap_or(0)
    }

    fn result(&self, noc: NocCode, months: Months, hours: Hours, place: Country) -> Rich {
        let localizer = self.localizer();
        let told = [
            ("months", self.plain(months.text()).into()),
            ("hours", self.plain(hours.text()).into()),
            (
                "place",
                match place {
                    Country::Canada => self.plain("job-summary-canada").into(),
                    Country::Abroad => self.plain("job-summary-abroad").into(),
                },
            ),
        ];
        let mut lines = vec![self.title(noc), localizer.format("quick-told", &told)];
        for category in self.work_categories(noc) {
            let id = match self.rough(category, noc, months, hours, place) {
                Estimate::Yes => "quick-yes",
                Estimate::Depends => "quick-depends",
                Estimate::No => "quick-no",
            };
            let requirement = self.card.requirement(category).into();
            let args = [
                ("category", category.name.get(localizer.lang).into()),
                ("requirement", requirement),
            ];
            lines.push(localizer.format(id, &args));
        }
        lines.push(localizer.text("quick-rough"));
        lines.extend(self.card.lists_changed());
        lines.push(localizer.text("result-legal"));
        Rich::lines(lines)
    }

    /// The verdicts on the least and on the most that the answers may mean.
    fn rough(
        &self,
        category: &Category,
        noc: NocCode,
        months: Months,
        hours: Hours,
        place: Country,
    ) -> Estimate {
        let (fewest, most) = months.range();
        let (least, highest) = hours.range();
        let qualifies = |months: i32, less: i32, hours: f64| {
            let back = Span::new().months(months);
            let spell = Spell {
                noc,
                start: self
                    .today
                    .checked_sub(back)
                    .ok()?
                    .checked_add(Span::new().days(less))
                    .ok()?,
                end: None,
                hours: WeeklyHours::new(hours).ok()?,
                country: place,
                flags: SpellFlags::default(),
                away: Vec::new(),
            };
            let person = Person {
                experience: vec![spell],
                ..Person::default()
            };
            let assessment = assess(self.card.rules, &person, self.today).ok()?;
            let mut verdicts = assessment.verdicts.iter();
            let verdict = verdicts.find(|verdict| verdict.category.id == category.id)?;
            Some(verdict.verdict == Verdict::Eligible)
        };
        // "5 months" may be six but for a day.
        let (worst, best) = (qualifies(fewest, 0, least), qualifies(most + 1, 1, highest));
        match (worst, best) {
            (Some(true), _) => Estimate::Yes,
            (_, Some(false)) => Estimate::No,
            _ => Estimate::Depends,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Presenter;
    use crate::noc::{DataFiles, Lang};
    use jiff::civil::date;
    use std::sync::LazyLock;

    static PRESENTER: LazyLock<Presenter> =
        LazyLock::new(|| Presenter::open(&DataFiles::BuiltIn).unwrap());

    fn answer(lang: Lang) -> GroupAnswer<'static> {
        let today = date(2026, 11, 22);
        GroupAnswer {
            card: Context {
                presenter: &PRESENTER,
                rules: PRESENTER.data.rules.in_force_on(today).unwrap(),
                localizer: PRESENTER.texts.localizer(lang),
            },
            today,
            private: "https://t.me/nocbot?start=",
        }
    }

    #[test]
    fn the_check_weighs_what_the_answers_may_mean() {
        let answer = answer(Lang::EN);
        let noc: NocCode = "31120".parse().unwrap();
        let category = answer.work_categories(noc).next().unwrap();
        for (months, hours, expected) in [
            (Months::Under6, Hours::FullTime, Estimate::No),
            (Months::From6, Hours::FullTime, Estimate::Depends),
            (Months::From12, Hours::FullTime, Estimate::Yes),
            (Months::From12, Hours::PartTime, Estimate::Depends),
            (Months::From24, Hours::PartTime, Estimate::Yes),
            (Months::From24, Hours::Few, Estimate::Depends),
            (Months::From6, Hours::PartTime, Estimate::No),
        ] {
            let rough = answer.rough(category, noc, months, hours, Country::Abroad);
            assert_eq!(rough, expected, "{months:?} {hours:?}");
        }
    }

    #[test]
    fn every_step_says_something_in_every_language() {
        for lang in [Lang::EN, Lang::FR] {
            for noc in ["31120", "40042", "00010"] {
                let quick = |told| Quick {
                    lang,
                    asker: Some(u64::MAX),
                    noc: noc.parse().unwrap(),
                    told,
                };
                for told in [
                    Told::Occupation,
                    Told::Begun,
                    Told::Months(Months::From12),
                    Told::Hours(Months::From12, Hours::FullTime),
                    Told::All(Months::From12, Hours::FullTime, Country::Canada),
                ] {
                    let message = answer(lang).step(quick(told));
                    assert!(!message.text.plain().contains('['), "{message:?}");
                    assert!(!message.rows.is_empty());
                }
            }
        }
    }
}
