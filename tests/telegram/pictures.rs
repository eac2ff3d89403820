//! Pictures: what a result leads on to, and charts in groups.

use serde_json::Value;

use crate::bot::Home;
use crate::private::{RESULT, play};
use crate::standin::world::buttons;
use crate::standin::{Fault, How, Kind, StandIn, Talk};

/// Up to the last question for a nurse.
const BEFORE_RESULT: [&str; 3] = ["31301 in Canada since 2024-03-04", "yes", "NCLC 7 7 7 7"];

/// Name, width and height of a message's photo.
fn photo(message: &Value) -> (&str, u64, u64) {
    let size = &message["photo"][0];
    let number = |field: &str| size[field].as_u64().unwrap_or(0);
    let name = size["file_id"].as_str().unwrap_or("no photo");
    (name, number("width"), number("height"))
}

/// Waits for a photo with `caption` and this name, large enough to read.
#[track_caller]
fn expect_photo(talk: &Talk<'_>, name: &str, caption: &str) -> Value {
    let message = talk.expect(caption);
    let (found, width, height) = photo(&message);
    assert_eq!(found, name);
    assert!(width >= 800 && height >= 500, "{width}x{height}");
    message
}

#[test]
fn a_result_leads_on_to_pictures_and_stays() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let ana = server.person("Ana", Some("en"));
    for line in BEFORE_RESULT {
        ana.say(line);
        ana.expect("");
    }
    ana.say("40 hours a week");
    let result = ana.expect(RESULT);
    ana.press("Timeline");
    let timeline = expect_photo(&ana, "timeline.png", "Your work over time");
    assert_eq!(buttons(&timeline).len(), buttons(&result).len());
    // What fails on Telegram's side is tried again.
    server.plan("sendPhoto", Some(ana.chat), Fault::Server, 1);
    play(&ana, &[("[What next]", "What next")]);
    ana.press("Cut-off chart");
    expect_photo(&ana, "cut-offs-health.png", "lowest score 475");
    ana.press("Chart: French");
    expect_photo(&ana, "cut-offs-french.png", "lowest score 382");
    ana.press("My score");
    ana.expect("What is your CRS score?");
    ana.say("480");
    ana.expect("What a score of 480 would have done");
    play(&ana, &[("[What next]", "What next")]);
    ana.press("Cut-off chart");
    expect_photo(&ana, "cut-offs-health.png", "lowest score 475");
    ana.press("Change");
    ana.expect("What is to be changed?");
    // The result is still there to read, and its buttons answer.
    assert_eq!(ana.shown(RESULT).len(), 1);
    let id = result["message_id"].as_i64().unwrap();
    let (_, data) = buttons(&result).remove(0);
    let query = ana.press_data(id, &data);
    assert!(ana.notice(&query).contains("earlier question"));
    server.check();
}

#[test]
fn a_chart_goes_to_the_topic_it_was_asked_in() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let forum = server.group(-1_002_233_445_566, Kind::Forum, "Express Entry");
    server.with(|world| world.chats.get_mut(&forum).unwrap().topics.insert(77));
    let luc = server.person("Luc", Some("fr"));
    let there = luc.joins(forum);
    let there = there.in_topic(77);
    let asked = there.say_how("/draws@noc_standin_bot trade", How::default());
    let chart = expect_photo(&there, "cut-offs-trade.png", "476");
    assert_eq!(chart["message_thread_id"], 77);
    assert_eq!(chart["reply_to_message"]["message_id"], asked);
    assert!(chart["caption"].as_str().unwrap().contains("invitations"));
    server.check();
}
