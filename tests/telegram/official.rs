//! The official pages, read while the bot runs.

use std::thread;
use std::time::{Duration, Instant};

use crate::bot::{Bot, Home, SetClock, TIMEOUT};
use crate::private::{ENGLISH, play};
use crate::site::{Answer, Site, feed_with, new_round, page_with};
use crate::standin::StandIn;

const FEED: &str = "/rounds.json";
const LISTS: &str = "/categories.html";
const WARNING: &str =
    "The official lists seem to have changed on 22 November 2026; check the official page";
const NOON: &str = "2026-11-22T12:00:00Z";
const POLL: Duration = Duration::from_millis(20);
/// In which the bot must stop, whatever it waits for.
const STOP_WITHIN: Duration = Duration::from_secs(10);

/// A bot on the day of the scenarios, which reads its official pages at this site.
fn home(server: &StandIn, site: &Site, clock: &SetClock) -> Home {
    Home::new(server)
        .in_haste()
        .with_clock(clock)
        .with("NOCBOT_FEED_URL", &site.url(FEED))
        .with("NOCBOT_LISTS_URL", &site.url(LISTS))
}

#[track_caller]
fn wait_for_log(bot: &Bot, line: &str) {
    let deadline = Instant::now() + TIMEOUT;
    while !bot.log().contains(line) {
        assert!(Instant::now() < deadline, "no {line:?} in\n{}", bot.log());
        thread::sleep(POLL);
    }
}

#[test]
fn a_new_round_and_a_changed_list_reach_people_and_outlive_the_site() {
    let server = StandIn::start();
    let site = Site::start();
    site.put(FEED, Answer::Page(feed_with(&[new_round()])));
    let added = |category: &mut crate::site::Listed| {
        let job = ("Chiropodists".to_owned(), "31204".to_owned());
        category.jobs.push(job);
    };
    site.put(LISTS, Answer::Page(page_with("health", added)));
    let clock = SetClock::new(NOON);
    let home = home(&server, &site, &clock);
    let bot = home.poll(&server);
    wait_for_log(&bot, "1 new round, known to 2026-11-20");
    let difference = "differ from the rules of 2026-02-18 since 2026-11-22: health: added 31204";
    wait_for_log(&bot, difference);

    let ana = server.person("Ana", Some("en"));
    ana.say("/draws health");
    ana.expect("20 November 2026, 4,000 invitations, lowest score 466");
    let result = play(&ana, ENGLISH);
    assert!(
        result["text"].as_str().unwrap().contains(WARNING),
        "{result}"
    );

    bot.terminate();
    let mut bot = bot;
    assert!(bot.wait().success());
    drop(site);
    let bot = home.poll(&server);
    wait_for_log(&bot, "the official lists could not be read");
    wait_for_log(
        &bot,
        "the rounds are those to 2026-11-20, checked on 2026-11-22: http://",
    );
    ana.say("/draws health");
    ana.expect("Last held against the official feed on 22 November 2026");
    ana.say("/rules");
    ana.expect(WARNING);
    server.check();
}

#[test]
fn a_site_that_hangs_holds_up_neither_answers_nor_the_end() {
    let server = StandIn::start();
    let site = Site::start();
    site.put(FEED, Answer::Hang);
    site.put(LISTS, Answer::Hang);
    let clock = SetClock::new(NOON);
    let home = home(&server, &site, &clock);
    let mut bot = home.poll(&server);
    let deadline = Instant::now() + TIMEOUT;
    while [FEED, LISTS]
        .iter()
        .any(|path| site.headers(path, "host").is_empty())
    {
        assert!(Instant::now() < deadline, "nothing was asked for");
        thread::sleep(POLL);
    }
    let ana = server.person("Ana", Some("en"));
    ana.say("/draws health");
    ana.expect("Rounds known to 1 October 2026");
    bot.terminate();
    let status = bot.end_within(STOP_WITHIN);
    assert!(
        status.is_some_and(|status| status.success()),
        "{}",
        bot.log()
    );
}
