//! What a monitor is told.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;

use crate::bot::{Home, free_port};
use crate::private::{ENGLISH, play};
use crate::standin::StandIn;

/// What one path answers: the status and the text.
fn get(port: u16, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, body.to_owned())
}

/// The value of a metric as it stands at the beginning of its line.
fn value(metrics: &str, name: &str) -> f64 {
    let line = metrics.lines().find_map(|line| line.strip_prefix(name));
    let value = line.unwrap_or_else(|| panic!("no {name} in\n{metrics}"));
    value.trim().parse().unwrap()
}

#[test]
fn matches_and_reminders_are_counted_under_few_labels() {
    let server = StandIn::start();
    let port = free_port();
    let home = Home::new(&server).with("NOCBOT_STATUS", &format!("127.0.0.1:{port}"));
    let _bot = home.poll(&server);
    let ana = server.person("Ana", Some("en"));
    play(&ana, ENGLISH);
    for odd in ["qwrtzpsdf", "a thing {with=\"quotes\"}", "x\ny"] {
        ana.say(odd);
        server.settle();
    }
    assert_eq!(get(port, "/healthz"), (200, "alive\n".to_owned()));
    assert_eq!(get(port, "/other").0, 404);
    let (status, metrics) = get(port, "/metrics");
    assert_eq!(status, 200);
    let confident = value(&metrics, "nocbot_matches_total{outcome=\"confident\"}");
    assert!(confident >= 1.0, "{metrics}");
    let messages = value(&metrics, "nocbot_matching_seconds_count");
    assert!(messages >= 4.0, "{metrics}");
    assert!(value(&metrics, "nocbot_matching_seconds_bucket{le=\"+Inf\"}") >= messages);
    assert_eq!(value(&metrics, "nocbot_reminders_due"), 0.0);
    assert_eq!(value(&metrics, "nocbot_reminders_told_total"), 0.0);
    let outcomes = metrics
        .lines()
        .filter(|line| line.starts_with("nocbot_matches_total"));
    let outcomes: BTreeSet<&str> = outcomes.filter_map(|line| line.split('"').nth(1)).collect();
    let known = BTreeSet::from(["choose", "code", "confident", "none"]);
    assert!(outcomes.is_subset(&known), "{outcomes:?}");
    assert!(!metrics.contains("qwrtzpsdf"));
}
