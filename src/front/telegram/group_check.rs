//! What is said in a group: the card of an occupation, the check and its verdict, each a message and its buttons.

use jiff::Span;
use jiff::civil::Date;

use super::press::{
    Answers, CheckPage, CheckQuestion, GroupCheckStep, MonthsRange, TelegramAction,
    WeeklyHoursRange,
};
use super::render::{MessageButton, Outgoing};
use crate::answer::{Context, Localizer, candidate_label, occupation_card};
use crate::dialogue::{Case, Dialogue, Draft, JobEnd, Standing, State, payload};
use crate::eligibility::{
    Category, Country, Person, Requirement, StatedDate, Verdict, WorkKind, assess,
};
use crate::noc::NocCode;
use crate::text::Rich;

/// Between the parts of what was told.
const SEPARATOR: &str = " · ";

impl MonthsRange {
    /// The fewest and the most whole months the answer means.
    fn range(self) -> (i32, i32) {
        match self {
            MonthsRange::Under6 => (0, 5),
            MonthsRange::From6 => (6, 11),
            MonthsRange::From12 => (12, 23),
            MonthsRange::From24 => (24, 120),
        }
    }

    fn text(self) -> &'static str {
        match self {
            MonthsRange::Under6 => "quick-months-0",
            MonthsRange::From6 => "quick-months-6",
            MonthsRange::From12 => "quick-months-12",
            MonthsRange::From24 => "quick-months-24",
        }
    }

    /// Starts of work that goes on, the latest and the earliest that the answer means.
    fn starts(self, today: Date) -> Vec<StatedDate> {
        let (fewest, most) = self.range();
        let back = |months: i32| today.saturating_sub(Span::new().months(months));
        // "5 months" may be six but for a day.
        let earliest = back(most + 1).saturating_add(Span::new().days(1));
        vec![StatedDate::Day(back(fewest)), StatedDate::Day(earliest)]
    }
}

impl WeeklyHoursRange {
    /// The fewest and the most hours a week the answer means.
    fn range(self) -> [f64; 2] {
        match self {
            WeeklyHoursRange::FullTime => [30.0, 40.0],
            WeeklyHoursRange::PartTime => [15.0, 29.99],
            WeeklyHoursRange::Few => [1.0, 14.99],
        }
    }

    fn text(self) -> &'static str {
        match self {
            WeeklyHoursRange::FullTime => "quick-hours-full",
            WeeklyHoursRange::PartTime => "quick-hours-part",
            WeeklyHoursRange::Few => "quick-hours-few",
        }
    }
}

impl Answers {
    /// The job within the bounds of the answers.
    fn within_bounds(&self, today: Date) -> Draft {
        let mut job = self.job.clone();
        if let Some(months) = self.months {
            job.start = months.starts(today);
            job.end = vec![JobEnd::StillThere];
            job.months = None;
        }
        if let Some(hours) = self.hours {
            job.hours = hours.range().to_vec();
        }
        job
    }

    /// The job as exactly as it was told, without what ranges stand for.
    fn exactly(&self) -> Draft {
        let mut job = self.job.clone();
        if self.months.is_some() {
            (job.start, job.end, job.months) = (Vec::new(), Vec::new(), None);
        }
        if let Some(hours) = self.hours {
            job.hours = match hours {
                // More hours count no more.
                WeeklyHoursRange::FullTime => vec![30.0],
                WeeklyHoursRange::PartTime | WeeklyHoursRange::Few => Vec::new(),
            };
        }
        job
    }
}

/// The job without what a button cannot carry: time away, and details that have several readings.
fn carried(job: &Draft) -> Draft {
    fn settled<T: Clone>(readings: &[T]) -> Vec<T> {
        readings
            .iter()
            .take(usize::from(readings.len() == 1))
            .cloned()
            .collect()
    }
    Draft {
        standing: Standing::Sure,
        codes: job.codes.iter().take(1).copied().collect(),
        words: String::new(),
        start: settled(&job.start),
        end: settled(&job.end),
        hours: settled(&job.hours),
        country: settled(&job.country),
        away: Vec::new(),
        ..job.clone()
    }
}

/// Whether nothing but the occupation was told of a job.
fn is_bare(job: &Draft) -> bool {
    *job == Draft {
        standing: job.standing,
        codes: job.codes.clone(),
        words: job.words.clone(),
        told_with: job.told_with.clone(),
        ..Draft::default()
    }
}

/// Whether a start was told and nothing of an end, so that the work is taken to go on.
fn has_open_end(job: &Draft) -> bool {
    !job.start.is_empty() && job.end.is_empty() && job.months.is_none()
}

/// What the check says of one category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Estimate {
    Yes,
    /// The hours are there, but the work is of a kind on which the official page is silent.
    Possibly,
    Depends,
    No,
}

/// Makes the messages of one group answer.
#[derive(Clone, Copy)]
pub struct GroupAnswer<'a> {
    pub card: Context<'a>,
    pub dialogue: Dialogue<'a>,
    /// Opens the private chat; the payload follows.
    pub private: &'a str,
}

impl<'a> GroupAnswer<'a> {
    fn localizer(&self) -> Localizer<'a> {
        self.card.localizer
    }

    fn today(&self) -> Date {
        self.dialogue.today
    }

    fn plain(&self, id: &str) -> String {
        self.localizer().plain(id, &[])
    }

    fn state(&self) -> State {
        State::new(self.localizer().lang)
    }

    /// The answer to what a message told of jobs, each with its possible occupations; none where there is none.
    pub fn answer(&self, jobs: &[Draft], asker: Option<u64>) -> Option<Outgoing> {
        match jobs {
            [] => None,
            [job] if job.standing == Standing::Open => self.choose(job, asker),
            [job] => {
                let step = self.first_step(job, asker)?;
                Some(match step.page {
                    CheckPage::Check => self.check(&step, job),
                    _ => self.step(&step),
                })
            }
            several => Some(self.several(several)),
        }
    }

    /// Where the check begins: with the card where only the occupation was told.
    fn first_step(&self, job: &Draft, asker: Option<u64>) -> Option<GroupCheckStep> {
        Some(GroupCheckStep {
            lang: self.localizer().lang,
            asker,
            page: if is_bare(job) {
                CheckPage::Occupation
            } else {
                CheckPage::Check
            },
            answers: Answers::told(carried(job))?,
        })
    }

    /// The list of occupations a text may mean.
    fn choose(&self, job: &Draft, asker: Option<u64>) -> Option<Outgoing> {
        let choice = |&noc: &NocCode| {
            let codes = vec![noc];
            let job = Draft {
                codes,
                ..job.clone()
            };
            let step = self.first_step(&job, asker)?;
            let label = candidate_label(self.card, noc);
            let action = TelegramAction::GroupCheck(Box::new(step));
            Some(vec![MessageButton::press(label, action)])
        };
        let rows: Option<Vec<_>> = job.codes.iter().map(choice).collect();
        let localizer = self.localizer();
        Some(Outgoing::with_buttons(
            Rich::lines([
                localizer.text("choose"),
                localizer.text("quick-other-words"),
            ]),
            rows?,
        ))
    }

    /// The message of a step.
    pub fn step(&self, step: &GroupCheckStep) -> Outgoing {
        match step.page {
            CheckPage::Occupation => self.occupation(step),
            CheckPage::Ask(asked) => self.ask(step, asked),
            CheckPage::Check => self.check(step, &step.answers.within_bounds(self.today())),
        }
    }

    fn occupation(&self, step: &GroupCheckStep) -> Outgoing {
        let mut row = Vec::new();
        if self
            .work_categories(&step.answers.job.codes)
            .next()
            .is_some()
        {
            let label = self.plain("quick-button-check");
            row.push(self.to(step, CheckPage::Check, label, |_| {}));
        }
        row.push(self.private_choice(&[step.answers.exactly()]));
        let mut lines: Vec<Rich> = Vec::new();
        lines.extend(
            step.answers
                .noc()
                .map(|noc| occupation_card(self.card, noc)),
        );
        lines.push(self.localizer().text("quick-other-words"));
        Outgoing::with_buttons(Rich::lines(lines), vec![row])
    }

    /// The question for what is missing and matters, or the verdict; `told` is all that is known, within bounds.
    fn check(&self, step: &GroupCheckStep, told: &Draft) -> Outgoing {
        let mut job = told.clone();
        if has_open_end(&job) {
            job.end = vec![JobEnd::StillThere];
        }
        if self.work_categories(&job.codes).next().is_none() {
            return self.occupation(step);
        }
        match self.missing(&step.answers, &job) {
            Some(asked) => self.ask(step, asked),
            None => self.verdict(step, told, &job),
        }
    }

    /// What was not told and can change the verdict.
    fn missing(&self, answers: &Answers, job: &Draft) -> Option<CheckQuestion> {
        let estimates = |job: &Draft| -> Vec<Estimate> {
            let judged = self.estimates(std::slice::from_ref(job));
            judged.into_iter().map(|(_, estimate)| estimate).collect()
        };
        if !estimates(job).contains(&Estimate::Depends) {
            return None;
        }
        let told = &answers.job;
        let place_matters = || {
            let there = |country| Draft {
                country: vec![country],
                ..job.clone()
            };
            estimates(&there(Country::Canada)) != estimates(&there(Country::Abroad))
        };
        let is_timeless = told.start.is_empty() && told.months.is_none();
        if answers.months.is_none() && is_timeless {
            Some(CheckQuestion::Months)
        } else if answers.hours.is_none() && told.hours.is_empty() {
            Some(CheckQuestion::Hours)
        } else if told.country.is_empty() && place_matters() {
            Some(CheckQuestion::Place)
        } else {
            None
        }
    }

    fn ask(&self, step: &GroupCheckStep, asked: CheckQuestion) -> Outgoing {
        let localizer = self.localizer();
        let then = |label: &str, change: &dyn Fn(&mut Answers)| {
            self.to(step, CheckPage::Check, self.plain(label), change)
        };
        let (question, choices, in_a_row) = match asked {
            CheckQuestion::Months => {
                let years = self.years_back(&step.answers.job.codes);
                let question = localizer.format("quick-ask-months", &[("years", years.into())]);
                let choice = |months: MonthsRange| {
                    then(months.text(), &|answers: &mut Answers| {
                        answers.months = Some(months)
                    })
                };
                (question, MonthsRange::ALL.map(choice).to_vec(), 2)
            }
            CheckQuestion::Hours => {
                let choice = |hours: WeeklyHoursRange| {
                    then(hours.text(), &|answers: &mut Answers| {
                        answers.hours = Some(hours)
                    })
                };
                let choices = WeeklyHoursRange::ALL.map(choice).to_vec();
                (localizer.text("quick-ask-hours"), choices, 1)
            }
            CheckQuestion::Place => {
                let choice = |(place, label): (Country, &str)| {
                    then(label, &|answers: &mut Answers| {
                        answers.job.country = vec![place]
                    })
                };
                let choices = [
                    (Country::Canada, "button-canada"),
                    (Country::Abroad, "button-abroad"),
                ];
                let choices = choices.map(choice).to_vec();
                (localizer.text("quick-ask-place"), choices, 2)
            }
        };
        let mut lines: Vec<Rich> = step
            .answers
            .noc()
            .map(|noc| self.title(noc))
            .into_iter()
            .collect();
        lines.extend(self.told(&step.answers, &step.answers.job));
        lines.push(question);
        Outgoing::with_buttons(
            Rich::lines(lines),
            choices
                .chunks(in_a_row)
                .map(<[MessageButton]>::to_vec)
                .collect(),
        )
    }

    /// A button that leads to a page with other answers.
    fn to(
        &self,
        step: &GroupCheckStep,
        page: CheckPage,
        label: String,
        change: impl Fn(&mut Answers),
    ) -> MessageButton {
        let mut step = step.clone();
        step.page = page;
        change(&mut step.answers);
        MessageButton::press(label, TelegramAction::GroupCheck(Box::new(step)))
    }

    fn title(&self, noc: NocCode) -> Rich {
        let args = [
            ("code", noc.as_str().into()),
            ("title", self.card.title(noc).into()),
        ];
        self.localizer().format("candidate", &args)
    }

    /// What was told beside the occupation, `job` with all that a button cannot carry.
    fn told(&self, answers: &Answers, job: &Draft) -> Option<Rich> {
        let mut exact = job.clone();
        let mut parts = Vec::new();
        if let Some(months) = answers.months {
            let months = self.plain(months.text());
            let told = [("months", months.into())];
            parts.push(self.localizer().plain("quick-told-months", &told));
            (exact.start, exact.end, exact.months) = (Vec::new(), Vec::new(), None);
        }
        if let Some(hours) = answers.hours {
            parts.push(self.plain(hours.text()));
            exact.hours.clear();
        }
        let details = self.dialogue.job_details(&self.state(), &exact);
        parts.extend((!details.is_empty()).then_some(details));
        (!parts.is_empty()).then(|| Rich::from(parts.join(SEPARATOR)))
    }

    /// Opens the private chat with all that was told, or with the occupation where that is more than a link holds.
    fn private_choice(&self, jobs: &[Draft]) -> MessageButton {
        let by_code = |job: &Draft| job.codes.first().map(|noc| format!("n{noc}"));
        let told = match jobs {
            [job] if is_bare(job) => None,
            jobs => payload(jobs),
        };
        let told = told.or_else(|| jobs.first().and_then(by_code));
        let address = format!("{}{}", self.private, told.unwrap_or_default());
        MessageButton::open(self.plain("quick-button-private"), address)
    }

    /// The categories of work that list one of the occupations.
    fn work_categories(&self, codes: &[NocCode]) -> impl Iterator<Item = &'a Category> {
        let lists = |category: &&Category| codes.iter().any(|&noc| category.lists(noc));
        let categories = self.card.rules.categories.iter();
        categories
            .filter(|category| matches!(category.requirement, Requirement::Work(_)))
            .filter(lists)
    }

    fn years_back(&self, codes: &[NocCode]) -> u8 {
        let years = |category: &Category| match &category.requirement {
            Requirement::Work(rule) => rule.years_back,
            _ => 0,
        };
        self.work_categories(codes).map(years).max().unwrap_or(0)
    }

    /// The verdict on `job`, which is what was told and what is taken for granted.
    fn verdict(&self, step: &GroupCheckStep, told: &Draft, job: &Draft) -> Outgoing {
        let localizer = self.localizer();
        let answers = &step.answers;
        let mut lines: Vec<Rich> = answers
            .noc()
            .map(|noc| self.title(noc))
            .into_iter()
            .collect();
        let is_pressed = answers.months.is_some() || answers.hours.is_some();
        let in_words = if is_pressed { &answers.job } else { told };
        lines.extend(self.told(answers, in_words));
        if has_open_end(told) {
            lines.push(localizer.text("quick-assumed-still"));
        }
        lines.extend(self.estimated(std::slice::from_ref(job)));
        lines.push(localizer.text("quick-rough"));
        let exact = answers.exactly();
        // What the first message told beyond what buttons and links carry.
        let is_cut = !is_pressed && payload(std::slice::from_ref(told)).is_none();
        lines.extend(is_cut.then(|| localizer.text("quick-tell-again")));
        lines.extend(self.card.lists_changed());
        lines.push(localizer.text("quick-other-words"));
        lines.push(localizer.text("result-legal"));
        let change = |asked, label: &str| {
            let label = self.plain(label);
            self.to(step, CheckPage::Ask(asked), label, |_| {})
        };
        let rows = vec![
            vec![
                change(CheckQuestion::Months, "quick-change-months"),
                change(CheckQuestion::Hours, "quick-change-hours"),
                change(CheckQuestion::Place, "quick-change-place"),
            ],
            vec![self.private_choice(&[exact])],
        ];
        Outgoing::with_buttons(Rich::lines(lines), rows)
    }

    /// The rough verdict on several jobs, each taken for the occupation closest to its words; the rest is private.
    fn several(&self, jobs: &[Draft]) -> Outgoing {
        let localizer = self.localizer();
        let sure: Vec<Draft> = jobs
            .iter()
            .map(|job| Draft {
                standing: Standing::Sure,
                codes: job.codes.iter().take(1).copied().collect(),
                ..job.clone()
            })
            .collect();
        let line =
            |job: &Draft| Rich::from(format!("• {}", self.dialogue.job_line(&self.state(), job)));
        let mut lines = vec![localizer.text("quick-several")];
        lines.extend(sure.iter().map(line));
        lines.extend(self.estimated(&sure));
        lines.push(localizer.text("quick-rough"));
        let carried: Vec<Draft> = sure.iter().map(carried).collect();
        let whole = payload(&sure).is_some();
        lines.extend((!whole).then(|| localizer.text("quick-tell-again")));
        lines.extend(self.card.lists_changed());
        lines.push(localizer.text("result-legal"));
        let row = vec![self.private_choice(&carried)];
        Outgoing::with_buttons(Rich::lines(lines), vec![row])
    }

    /// A line for each category that lists one of the occupations, and what stands beside them.
    fn estimated(&self, jobs: &[Draft]) -> Vec<Rich> {
        let localizer = self.localizer();
        let estimates = self.estimates(jobs);
        if estimates.is_empty() {
            return vec![localizer.text("card-not-listed")];
        }
        let line = |(category, estimate): &(&Category, Estimate)| {
            let id = match estimate {
                Estimate::Yes => "quick-yes",
                Estimate::Possibly => "quick-possibly",
                Estimate::Depends => "quick-depends",
                Estimate::No => "quick-no",
            };
            let requirement = self.card.requirement(category).into();
            let args = [
                ("category", category.name.get(localizer.lang).into()),
                ("requirement", requirement),
            ];
            localizer.format(id, &args)
        };
        let mut lines: Vec<Rich> = estimates.iter().map(line).collect();
        let mut caveats: Vec<&str> = jobs.iter().filter_map(caveat).collect();
        caveats.dedup();
        lines.extend(caveats.into_iter().map(|id| localizer.text(id)));
        lines
    }

    /// The verdicts on the least and on the most that was told may mean.
    fn estimates(&self, jobs: &[Draft]) -> Vec<(&'a Category, Estimate)> {
        let (rules, today) = (self.card.rules, self.today());
        let agreed = |job: &Draft| Draft {
            standing: Standing::Confirmed,
            ..job.clone()
        };
        let case = Case {
            jobs: jobs.iter().map(agreed).collect(),
            ..Case::default()
        };
        let met = |person: &Person| -> Vec<String> {
            let assessment = assess(rules, person, today);
            let verdicts = assessment
                .iter()
                .flat_map(|assessment| &assessment.verdicts);
            verdicts
                .filter(|judged| judged.verdict == Verdict::Eligible)
                .map(|judged| judged.category.id.clone())
                .collect()
        };
        let least = met(&case.at_least(rules, today));
        let most = met(&case.at_most(rules, today));
        let is_silent = |category: &Category| {
            let listed = jobs
                .iter()
                .filter(|job| job.codes.iter().any(|&noc| category.lists(noc)));
            listed.into_iter().all(|job| caveat(job).is_some())
        };
        let codes: Vec<NocCode> = jobs
            .iter()
            .flat_map(|job| job.codes.first())
            .copied()
            .collect();
        self.work_categories(&codes)
            .map(|category| {
                let estimate = match (least.contains(&category.id), most.contains(&category.id)) {
                    (true, _) if is_silent(category) => Estimate::Possibly,
                    (true, _) => Estimate::Yes,
                    (false, true) => Estimate::Depends,
                    (false, false) => Estimate::No,
                };
                (category, estimate)
            })
            .collect()
    }
}

/// What must be said of work of this kind, where the official page is silent on it.
fn caveat(job: &Draft) -> Option<&'static str> {
    match (job.kind?, job.country.as_slice()) {
        (WorkKind::Student, _) => Some("summary-student"),
        (WorkKind::SelfEmployed, [Country::Abroad]) => Some("summary-self-abroad"),
        (WorkKind::SelfEmployed, _) => Some("summary-self-canada"),
        (WorkKind::Employed | WorkKind::Unpaid, _) => None,
    }
}

#[cfg(test)]
mod tests;
