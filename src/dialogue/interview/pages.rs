//! The result, the pages behind it, and answers to questions in between.

use super::case::Question;
use super::{Interview, Talk};
use crate::answer::{self, Arg, Stream, Summary};
use crate::dialogue::Reply;
use crate::dialogue::press::{Page, Press};
use crate::dialogue::questions::Buttons;
use crate::eligibility::{Category, Requirement, Verdict};
use crate::text::Rich;
use crate::understanding::Heard;

/// What a question in between may be about: each has its texts.
const TOPICS: [&str; 18] = [
    "teer",
    "noc",
    "nclc",
    "crs",
    "category",
    "round",
    "cut-off",
    "price",
    "official",
    "person",
    "apply",
    "time",
    "language-test",
    "letter",
    "duties",
    "requirements",
    "title",
    "spouse",
];

impl Interview<'_> {
    /// The short result.
    pub(super) fn result(&self, talk: &Talk) -> Rich {
        let person = self.at_least(talk);
        let most = talk.case.at_most(self.rules(talk), self.today);
        let most = self.assess(talk, &most);
        match (self.assess(talk, &person), most) {
            (Some(assessment), Some(most)) => answer::summary(&Summary {
                card: self.context(talk),
                assessment: &assessment,
                most: &most,
                person: &person,
                told: &talk.case.occupations(),
                programs: &self.programs(talk),
                today: self.today,
            }),
            _ => self.localizer(talk).text("result-impossible"),
        }
    }

    pub(super) fn result_buttons(&self, talk: &Talk, buttons: &mut Buttons) {
        let localizer = self.localizer(talk);
        let label = |id: &str| localizer.text(id);
        buttons.row([
            (label("button-why"), Press::Page(Page::Why)),
            (label("button-others"), Press::Page(Page::Others)),
            (label("button-next"), Press::Page(Page::Next)),
        ]);
        let timeline = (label("button-timeline-short"), Press::Timeline);
        let has_work = talk.case.jobs.iter().any(|job| job.is_confirmed());
        let score = (label("button-my-score"), Press::Score);
        let french = (label("button-french"), Press::French);
        buttons.row(
            has_work
                .then_some(timeline)
                .into_iter()
                .chain([score, french]),
        );
        let remind = self
            .reminds
            .then(|| (label("button-remind"), Press::RemindMe));
        buttons.row(remind.into_iter().chain([
            (label("button-change"), Press::Edit),
            (label("button-start-over"), Press::StartOver),
        ]));
    }

    /// A message beside the result, with the result's buttons.
    fn beside(&self, talk: &Talk, text: Rich) -> Reply {
        let mut buttons = Buttons::from_turn(talk.turn);
        if talk.open == Question::Result {
            self.result_buttons(talk, &mut buttons);
        }
        Reply {
            text,
            buttons: buttons.rows,
            ..Reply::default()
        }
    }

    /// A page behind the result.
    pub(super) fn page(&self, talk: &Talk, page: Page) -> Reply {
        let person = self.at_least(talk);
        let card = self.context(talk);
        let told = talk.case.occupations();
        let text = match (page, self.assess(talk, &person)) {
            (Page::Next, _) => answer::next_steps(card, &told),
            (_, None) => self.localizer(talk).text("result-impossible"),
            (Page::Others, Some(assessment)) => answer::other_categories(card, &assessment),
            (Page::Why, Some(assessment)) => {
                let mut lines = vec![answer::result(
                    card,
                    &assessment,
                    &person,
                    &told,
                    self.today,
                )];
                lines.extend(self.assumed(talk));
                Rich::paragraphs(lines)
            }
        };
        self.beside(talk, text)
    }

    /// What was taken for granted because nobody said otherwise, and what stayed open.
    fn assumed(&self, talk: &Talk) -> Option<Rich> {
        let localizer = self.localizer(talk);
        let jobs = || talk.case.jobs.iter().filter(|job| job.is_confirmed());
        let mut lines = Vec::new();
        if jobs().any(|job| job.kind.is_none()) {
            lines.push(localizer.text("assumed-paid"));
        }
        if talk.case.has_open_details(self.today) {
            lines.push(localizer.text("assumed-least"));
        }
        (!lines.is_empty()).then(|| Rich::lines(lines))
    }

    pub(super) fn timeline_page(&self, talk: &Talk) -> Reply {
        let person = self.at_least(talk);
        let localizer = self.localizer(talk);
        let drawn = self.assess(talk, &person).and_then(|assessment| {
            answer::timeline(self.context(talk), &assessment, &person, self.today)
        });
        let id = if drawn.is_some() {
            "timeline-caption"
        } else {
            "timeline-none"
        };
        Reply {
            picture: drawn,
            ..self.beside(talk, localizer.text(id))
        }
    }

    /// The page of a score told before, or the question for it.
    pub(super) fn score_or_ask(&self, talk: &mut Talk) -> Vec<Reply> {
        if talk.case.score.is_some() {
            vec![self.score_page(talk)]
        } else {
            self.open(talk, Question::Score)
        }
    }

    /// What the score told would have done in the categories met, or in all.
    pub(super) fn score_page(&self, talk: &Talk) -> Reply {
        let card = self.context(talk);
        let person = self.at_least(talk);
        let assessment = self.assess(talk, &person);
        let is_met = |category: &Category| {
            let judged = assessment
                .iter()
                .flat_map(|assessment| &assessment.verdicts);
            judged
                .filter(|judged| judged.verdict == Verdict::Eligible)
                .any(|judged| judged.category.id == category.id)
        };
        let met =
            |stream: &Stream<'_>| matches!(stream, Stream::Category(category) if is_met(category));
        let mut streams: Vec<Stream<'_>> = Stream::all(card).filter(met).collect();
        if streams.is_empty() {
            streams = Stream::all(card).collect();
        }
        let score = talk.case.score.unwrap_or_default();
        let text = answer::score_page(card, score, streams.into_iter(), self.today);
        self.beside(talk, text)
    }

    /// One or two true lines on what a message asks in between.
    pub(super) fn topic_answer(&self, talk: &Talk, heard: &Heard) -> Rich {
        let localizer = self.localizer(talk);
        let topic = heard.topic.as_ref().map_or("", |topic| topic.0.as_str());
        let Some(topic) = TOPICS.into_iter().find(|known| *known == topic) else {
            return localizer.text("topic-other");
        };
        let links = &self.presenter.links;
        let counting = &self.rules(talk).counting;
        let level =
            self.rules(talk)
                .categories
                .iter()
                .find_map(|category| match category.requirement {
                    Requirement::Language(rule) => Some(rule.lowest_nclc),
                    _ => None,
                });
        let args = [
            ("find", Arg::from(links.find_noc(talk.lang))),
            ("categories", links.categories(talk.lang).into()),
            ("rounds", links.rounds(talk.lang).into()),
            ("count", self.rules(talk).categories.len().into()),
            ("highest", counting.highest_teer.into()),
            ("nclc", level.unwrap_or_default().into()),
            ("most", crate::draws::HIGHEST_CRS.into()),
        ];
        localizer.format(&format!("topic-{topic}"), &args)
    }
}
