//! Nothing is lost: many people talk with the bot at once while it is killed again and again.
//!
//! Nobody ever says anything twice. Each conversation must come to the same result as one that nothing disturbed, every
//! press must be answered, and no message may come more often than the bot was killed.
//!
//! The short form runs with the other tests; the full one, of 200 kills a run, by
//! `cargo test --release --locked --test telegram kills -- --ignored --nocapture --test-threads 1`. `NOCBOT_SEED` gives other
//! kills, and `NOCBOT_KILLS` so many.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement};

use crate::balancer::Balancer;
use crate::bot::{Bot, Home, free_port};
use crate::cluster;
use crate::standin::objects::Event;
use crate::standin::world::{World, buttons, said};
use crate::standin::{StandIn, Talk, What};

/// How long an answer may take, with all restarts that come before it.
const LONGEST_ANSWER: Duration = Duration::from_secs(90);
const GLANCE: Duration = Duration::from_millis(20);
/// How long a service manager waits before it starts a process again.
const MANAGER_PAUSE: Duration = Duration::from_millis(500);
/// How long Telegram takes to answer a call that it has carried out.
const LATENCY: Duration = Duration::from_millis(80);

/// What a person does at a question.
#[derive(Debug, Clone, Copy)]
enum Act {
    /// Says their job.
    Job,
    Say(&'static str),
    /// Presses the button with this text of `texts.ftl`.
    Press(&'static str),
    PressFirst,
}

/// What is done at each kind of question, by its text in `texts.ftl`.
const ACTS: &[(&str, Act)] = &[
    ("job", Act::Job),
    ("job-in-words", Act::Job),
    ("confirm-card", Act::Press("button-right")),
    ("choose", Act::PressFirst),
    ("which-start", Act::PressFirst),
    ("which-end", Act::PressFirst),
    ("which-hours", Act::PressFirst),
    ("ask-start", Act::Say("March 2023")),
    ("ask-end", Act::Press("button-still-there")),
    ("ask-hours", Act::Say("40")),
    ("ask-country", Act::Press("button-canada")),
    ("ask-kind", Act::PressFirst),
    ("more", Act::Press("button-nothing-more")),
    ("ask-french", Act::Press("button-no-test")),
    ("ask-military-serving", Act::Press("button-false")),
    ("ask-score", Act::Press("button-skip")),
];
/// A button that stands under results alone.
const RESULT: &str = "button-start-over";

const JOBS: [&str; 6] = [
    "registered nurse",
    "pharmacist",
    "truck mechanic",
    "welder",
    "early childhood educator",
    "cook",
];

/// The English texts, each as the pieces between what is put into it.
static TEXTS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/lang/en/texts.ftl");
    let file = std::fs::read_to_string(path).expect("the English texts");
    let texts = FluentResource::try_new(file).expect("the English texts");
    let messages = texts.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message.id.name.to_owned(), message.value.as_ref()?)),
        _ => None,
    });
    messages.map(|(id, text)| (id, pieces(text))).collect()
});

/// The pieces of a text between what is put into it and the marks of its styles; of a choice those of its default.
fn pieces(text: &Pattern<&str>) -> Vec<String> {
    let pieces = text.elements.iter().flat_map(|element| match element {
        PatternElement::TextElement { value } => plain_pieces(value),
        PatternElement::Placeable {
            expression: Expression::Select { variants, .. },
        } => {
            let default = variants.iter().filter(|variant| variant.default);
            default.flat_map(|variant| pieces(&variant.value)).collect()
        }
        PatternElement::Placeable { .. } => Vec::new(),
    });
    pieces.collect()
}

fn plain_pieces(text: &str) -> Vec<String> {
    let text = ["</b>", "<i>", "</i>"]
        .iter()
        .fold(text.to_owned(), |text, tag| text.replace(tag, "<b>"));
    let pieces = text.split("<b>").map(|piece| piece.trim().to_owned());
    pieces.filter(|piece| piece.len() > 1).collect()
}

fn is_text(id: &str, shown: &str) -> bool {
    let pieces = TEXTS.get(id).filter(|pieces| !pieces.is_empty());
    pieces.is_some_and(|pieces| pieces.iter().all(|piece| shown.contains(piece)))
}

fn length(id: &str) -> usize {
    TEXTS[id].iter().map(String::len).sum()
}

/// What the bot last showed in a chat that can be acted on.
enum Shown {
    Question {
        message: i64,
        text: String,
        act: Act,
        labels: Vec<(String, String)>,
    },
    Result(String),
}

/// A message of the bot as people see it; none for one that asks nothing.
fn shown(event: &Event) -> Option<Shown> {
    let (text, labels) = (said(&event.message).to_owned(), buttons(&event.message));
    if labels.iter().any(|(label, _)| is_text(RESULT, label)) {
        return Some(Shown::Result(text));
    }
    let known = ACTS.iter().filter(|(id, _)| is_text(id, &text));
    let &(_, act) = known.max_by_key(|(id, _)| length(id))?;
    Some(Shown::Question {
        message: event.message_id,
        text,
        act,
        labels,
    })
}

/// How a person's conversations went.
#[derive(Debug, Default)]
struct Outcome {
    results: Vec<String>,
    /// What was never answered.
    unanswered: Vec<String>,
}

/// Talks with the bot until `is_over`, and to the end of the conversation begun then.
fn talk(
    server: &StandIn,
    talk: &Talk<'_>,
    job: &str,
    rng: &mut Rng,
    is_over: &AtomicBool,
) -> Outcome {
    let mut outcome = Outcome::default();
    loop {
        let mut seen = act(server, talk, |_| talk.say("/start"));
        let mut answered = outcome.results.last().cloned().unwrap_or_default();
        loop {
            let Some(shown) = next(server, talk, seen, &answered) else {
                let last = server.with(|world| world.transcript(talk.chat));
                outcome.unanswered.push(last);
                return outcome;
            };
            thread::sleep(Duration::from_millis(rng.u64(50..800)));
            let (message, what, labels) = match shown {
                Shown::Result(text) => {
                    outcome.results.push(text);
                    break;
                }
                Shown::Question {
                    message,
                    text,
                    act,
                    labels,
                } => {
                    answered = text;
                    (message, act, labels)
                }
            };
            let labelled = |id: &str| {
                let mut labels = labels.iter();
                labels
                    .find(|(label, _)| is_text(id, label))
                    .map(|(_, data)| data.clone())
            };
            let pressed = match what {
                Act::Press(id) => {
                    Some(labelled(id).unwrap_or_else(|| panic!("no {id}: {labels:?}")))
                }
                Act::PressFirst => labels.first().map(|(_, data)| data.clone()),
                Act::Job | Act::Say(_) => None,
            };
            seen = act(server, talk, |talk| match (what, &pressed) {
                (_, Some(data)) => {
                    talk.press_data(message, data);
                    0
                }
                (Act::Say(text), None) => talk.say(text),
                (_, None) => talk.say(job),
            });
        }
        if is_over.load(Ordering::SeqCst) {
            return outcome;
        }
    }
}

/// Does something; how much had happened before it.
fn act<'a>(server: &'a StandIn, talk: &Talk<'a>, act: impl FnOnce(&Talk<'a>) -> i64) -> usize {
    let seen = server.with(|world| world.events.len());
    act(talk);
    seen
}

/// What the bot shows in answer to what was done after `seen`; none where it never does. The question that was answered may
/// come again, where the bot was killed before it knew that it had asked it: nobody answers that twice.
fn next(server: &StandIn, talk: &Talk<'_>, seen: usize, answered: &str) -> Option<Shown> {
    let deadline = Instant::now() + LONGEST_ANSWER;
    while Instant::now() < deadline {
        let found = server.with(|world| {
            let events = world.events[seen..].iter().rev();
            let is_shown = |event: &&Event| {
                event.chat == talk.chat && matches!(event.what, What::Sent | What::Edited)
            };
            let mut of_bot = events.filter(is_shown);
            of_bot.find_map(|event| (said(&event.message) != answered).then(|| shown(event))?)
        });
        if found.is_some() {
            return found;
        }
        thread::sleep(GLANCE);
    }
    None
}

/// How the bot gets its updates, and when it is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    Polling,
    Webhook,
    /// Just after an update was acknowledged.
    Aimed,
    /// Two bots on one PostgreSQL, of which one at a time is killed; once the database is restarted.
    Replicas,
}

/// The bots of a run, and how they are started.
struct Bots<'a> {
    server: &'a StandIn,
    home: Home,
    run: Run,
    balancer: Option<Balancer>,
    running: Vec<Bot>,
    /// What replicas share, which goes after them.
    _database: Option<cluster::Database>,
}

impl<'a> Bots<'a> {
    fn start(server: &'a StandIn, run: Run) -> Self {
        let mut home = Home::new(server).in_haste();
        let mut balancer = None;
        let mut database = None;
        let mut count = 1;
        if run == Run::Replicas {
            let shared = cluster::new_database();
            home = home.with("NOCBOT_DB", &shared.url);
            database = Some(shared);
            let nobody: SocketAddr = ([127, 0, 0, 1], free_port()).into();
            balancer = Some(Balancer::start(vec![nobody; 2]));
            count = 2;
        }
        let mut bots = Bots {
            server,
            home,
            run,
            balancer,
            running: Vec::new(),
            _database: database,
        };
        for at in 0..count {
            let bot = bots.one(at);
            bots.running.push(bot);
        }
        bots
    }

    /// Starts the bot of a place, and waits until it works. One that ends, since the database is down, is started again as a
    /// service manager does.
    fn one(&self, at: usize) -> Bot {
        loop {
            if let Some(bot) = self.try_one(at) {
                return bot;
            }
            thread::sleep(MANAGER_PAUSE);
        }
    }

    /// Starts the bot of a place; none where it ended before it worked.
    fn try_one(&self, at: usize) -> Option<Bot> {
        let (server, home) = (self.server, &self.home);
        let set = |world: &World| {
            world
                .calls
                .iter()
                .filter(|c| c.method == "setWebhook")
                .count()
        };
        let before = server.with(|world| (world.poll, set(world)));
        let mut bot = match (&self.balancer, self.run) {
            (_, Run::Polling) => home.spawn(&["serve"]),
            (Some(balancer), _) => {
                let listen: SocketAddr = ([127, 0, 0, 1], free_port()).into();
                balancer.replace(at, listen);
                let url = format!("http://{}/hook", balancer.address());
                home.behind(&url, &listen.to_string(), "kills")
            }
            (None, _) => home.webhook(server, "kills").0,
        };
        let works = server.wait_for("the bot to work", |world| {
            let works = match self.run {
                Run::Polling => world.poll > before.0,
                _ => set(world) > before.1,
            };
            let has_ended = bot.end_within(Duration::ZERO).is_some();
            (works || has_ended).then_some(!has_ended)
        });
        works.then_some(bot)
    }

    /// Kills one and starts another in its place.
    fn kill(&mut self, rng: &mut Rng) {
        let at = rng.usize(..self.running.len());
        self.running.remove(at).kill();
        let bot = self.one(at);
        self.running.insert(at, bot);
    }
}

/// Tells people that it is over, also where a test fails: otherwise they would talk for ever.
struct Ending<'a>(&'a AtomicBool);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Has `people` talk while the bot is killed `kills` times.
#[track_caller]
fn survive(run: Run, people: usize, kills: usize) {
    let seed = std::env::var("NOCBOT_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let seed: u64 = seed.unwrap_or(7);
    let fewer = std::env::var("NOCBOT_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok());
    let kills = fewer.unwrap_or(kills);
    let server = StandIn::start();
    server.with(|world| world.latency = LATENCY);
    let mut bots = Bots::start(&server, run);
    // What undisturbed conversations come to.
    let over = AtomicBool::new(true);
    let calm: HashMap<&str, String> = thread::scope(|scope| {
        let calm = JOBS.map(|job| {
            let (server, over) = (&server, &over);
            scope.spawn(move || {
                let ana = server.person("Ana", Some("en"));
                let outcome = talk(server, &ana, job, &mut Rng::with_seed(seed), over);
                assert!(outcome.unanswered.is_empty(), "{job}: {outcome:?}");
                (job, outcome.results[0].clone())
            })
        });
        calm.into_iter().map(|calm| calm.join().unwrap()).collect()
    });
    let first_event = server.with(|world| world.events.len());
    let over = AtomicBool::new(false);
    let outcomes: Vec<(i64, &str, Outcome)> = thread::scope(|scope| {
        let talking: Vec<_> = (0..people)
            .map(|at| {
                let (server, over) = (&server, &over);
                scope.spawn(move || {
                    let mut rng = Rng::with_seed(seed.wrapping_add(at as u64));
                    thread::sleep(Duration::from_millis(rng.u64(0..2_000)));
                    let job = JOBS[at % JOBS.len()];
                    let ana = server.person("Ana", Some("en"));
                    let outcome = talk(server, &ana, job, &mut rng, over);
                    (ana.chat, job, outcome)
                })
            })
            .collect();
        let ending = Ending(&over);
        let mut rng = Rng::with_seed(seed);
        for kill in 0..kills {
            if run == Run::Replicas && kill == kills / 2 {
                cluster::restart();
            }
            if run == Run::Aimed {
                let delivered = server.with(|world| world.delivered);
                server.wait_for("an acknowledgement", |world| {
                    (world.delivered > delivered).then_some(())
                });
                thread::sleep(Duration::from_millis(rng.u64(0..30)));
            } else {
                thread::sleep(Duration::from_millis(rng.u64(20..700)));
            }
            bots.kill(&mut rng);
        }
        drop(ending);
        talking
            .into_iter()
            .map(|talking| talking.join().unwrap())
            .collect()
    });
    server.settle();
    report(&server, run, kills, first_event, &calm, &outcomes);
}

#[track_caller]
fn report(
    server: &StandIn,
    run: Run,
    kills: usize,
    first_event: usize,
    calm: &HashMap<&str, String>,
    outcomes: &[(i64, &str, Outcome)],
) {
    let mut wrong = Vec::new();
    let mut unanswered = Vec::new();
    let mut results = 0;
    let mut most_repeated = 0;
    for (chat, job, outcome) in outcomes {
        results += outcome.results.len();
        unanswered.extend(&outcome.unanswered);
        wrong.extend(
            outcome
                .results
                .iter()
                .filter(|result| **result != calm[job]),
        );
        let repeated = server.with(|world| {
            let of_chat = world.events[first_event..].iter();
            let of_chat = of_chat.filter(|event| event.chat == *chat && event.what != What::Edited);
            let texts: Vec<(What, &str)> = of_chat.map(|e| (e.what, said(&e.message))).collect();
            let pairs = texts.windows(2);
            pairs
                .filter(|pair| pair[0] == pair[1] && pair[0].0 == What::Sent)
                .count()
        });
        most_repeated = most_repeated.max(repeated);
    }
    let stuck = server.with(|world| {
        let queries = world.callbacks.values();
        queries.filter(|query| query.answers.is_empty()).count()
    });
    let whole = outcomes
        .iter()
        .filter(|(_, _, outcome)| outcome.unanswered.is_empty())
        .count();
    println!(
        "{run:?}, {kills} kills: {whole} of {} people without a repetition, {results} conversations, {} unanswered, \
         {} wrong, {stuck} presses stuck, at most {most_repeated} repeated messages in a chat",
        outcomes.len(),
        unanswered.len(),
        wrong.len(),
    );
    assert!(
        unanswered.is_empty(),
        "{run:?}: unanswered\n{}",
        unanswered[0]
    );
    assert!(wrong.is_empty(), "{run:?}: another result\n{}", wrong[0]);
    assert_eq!(stuck, 0, "presses that nobody answered");
    assert!(
        most_repeated <= kills,
        "{most_repeated} repeated messages in a chat"
    );
}

#[test]
fn nobody_loses_anything_when_a_polling_bot_is_killed() {
    survive(Run::Polling, 10, 5);
}

#[test]
fn nobody_loses_anything_when_a_bot_is_killed_after_an_acknowledgement() {
    survive(Run::Aimed, 10, 5);
}

#[test]
#[ignore = "takes minutes"]
fn fifty_people_and_two_hundred_kills_by_polling() {
    survive(Run::Polling, 50, 200);
}

#[test]
#[ignore = "takes minutes"]
fn fifty_people_and_two_hundred_kills_by_webhook() {
    survive(Run::Webhook, 50, 200);
}

#[test]
#[ignore = "takes minutes"]
fn fifty_people_and_two_hundred_kills_after_an_acknowledgement() {
    survive(Run::Aimed, 50, 200);
}

#[test]
fn nobody_loses_anything_when_one_of_two_bots_is_killed_and_the_database_restarted() {
    survive(Run::Replicas, 10, 4);
}

#[test]
#[ignore = "takes minutes"]
fn fifty_people_and_two_hundred_kills_of_two_bots_on_postgresql() {
    survive(Run::Replicas, 50, 200);
}
