//! A stand-in of the official site on the loopback interface, with a feed and a category page in the shapes of the real
//! ones, and with everything that can go wrong.

use std::collections::HashMap;
use std::io::{self, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use nocbot::eligibility::{Requirement, RuleSet, Rules};
use nocbot::noc::{DataFiles, Lang, NocVersions};
use serde_json::{Value, json};

use crate::http::Message;

/// The day on which the scenarios happen.
pub const TODAY: &str = "2026-11-22";
/// One record as the official feed held it on 20 August 2026; all others have the same keys.
const RECORD: &str = include_str!("record.json");
const DRAWS: &str = include_str!("../../data/draws.csv");
const LENGTH: &str = "content-length";
/// Ten of them are more than the program takes.
static PIECE: [u8; 1_100_000] = [b' '; 1_100_000];

/// What the site answers under one path.
#[derive(Clone)]
pub enum Answer {
    /// A page with an ETag; 304 to whoever has it.
    Page(String),
    /// The same without an ETag.
    Plain(String),
    Status(u16),
    /// Fewer bytes than promised.
    Short(String),
    /// Promised to be larger than anything official.
    Huge,
    /// Pieces without end, unannounced.
    Endless,
    /// Sends to itself.
    Loop,
    /// No answer for as long as the site stands.
    Hang,
}

#[derive(Default)]
struct Shared {
    answers: HashMap<String, Answer>,
    requests: Vec<Message>,
    /// Connections left open on purpose.
    held: Vec<TcpStream>,
    gone: bool,
}

/// The site; it goes away with this.
pub struct Site {
    address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
}

impl Site {
    /// A site without any page.
    pub fn start() -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let site = Site {
            address: listener.local_addr().expect("an address"),
            shared: Arc::default(),
        };
        let shared = Arc::clone(&site.shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if lock(&shared).gone {
                    return;
                }
                let shared = Arc::clone(&shared);
                // Whoever asks may go away at any time.
                thread::spawn(move || drop(serve(stream, &shared)));
            }
        });
        site
    }

    /// Answers so under this path from now on.
    pub fn put(&self, path: &str, answer: Answer) {
        lock(&self.shared).answers.insert(path.to_owned(), answer);
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Headers of this name in all requests for a path, oldest first; none where a request had none.
    pub fn headers(&self, path: &str, name: &str) -> Vec<Option<String>> {
        let shared = lock(&self.shared);
        let requests = shared
            .requests
            .iter()
            .filter(|request| request.path() == path);
        requests
            .map(|request| request.header(name).map(str::to_owned))
            .collect()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let mut shared = lock(&self.shared);
        shared.gone = true;
        shared.held.clear();
        drop(shared);
        // Wakes the listener, which then ends.
        let _ = TcpStream::connect(self.address);
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().expect("no panic while it was held")
}

/// Answers one request a connection.
fn serve(mut stream: TcpStream, shared: &Mutex<Shared>) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let Some(request) = Message::read(&mut reader)? else {
        return Ok(());
    };
    let known = request.header("if-none-match").map(str::to_owned);
    let path = request.path().to_owned();
    let answer = {
        let mut shared = lock(shared);
        shared.requests.push(request);
        shared.answers.get(&path).cloned()
    };
    match answer.unwrap_or(Answer::Status(404)) {
        Answer::Page(body) => {
            let sum: u64 = body.bytes().map(u64::from).sum();
            let etag = format!("\"{}-{sum}\"", body.len());
            if known == Some(etag.clone()) {
                return head(&mut stream, 304, &[]);
            }
            head(
                &mut stream,
                200,
                &[("etag", &etag), (LENGTH, &body.len().to_string())],
            )?;
            stream.write_all(body.as_bytes())
        }
        Answer::Plain(body) => {
            head(&mut stream, 200, &[(LENGTH, &body.len().to_string())])?;
            stream.write_all(body.as_bytes())
        }
        Answer::Status(status) => head(&mut stream, status, &[(LENGTH, "0")]),
        Answer::Short(body) => {
            head(
                &mut stream,
                200,
                &[(LENGTH, &(body.len() + 100).to_string())],
            )?;
            stream.write_all(body.as_bytes())
        }
        Answer::Huge => head(&mut stream, 200, &[(LENGTH, "10000000000")]),
        Answer::Endless => {
            head(&mut stream, 200, &[])?;
            loop {
                stream.write_all(&PIECE)?;
            }
        }
        Answer::Loop => head(&mut stream, 302, &[("location", &path), (LENGTH, "0")]),
        Answer::Hang => {
            lock(shared).held.push(stream);
            Ok(())
        }
    }
}

fn head(stream: &mut TcpStream, status: u16, headers: &[(&str, &str)]) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} -\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())
}

/// A round more than the program has.
pub fn new_round() -> Value {
    record(&[
        "448",
        "2026-11-20",
        "Healthcare and Social Services Occupations, 2026-Version 3",
        "4000",
        "466",
    ])
}

/// One record of the feed: number, day, name, invitations and score.
pub fn record(fields: &[&str]) -> Value {
    let mut record: Value = serde_json::from_str(RECORD).expect("the recorded record");
    let size: u32 = fields[3].parse().expect("a number of invitations");
    let size = match size / 1_000 {
        0 => size.to_string(),
        thousands => format!("{thousands},{:03}", size % 1_000),
    };
    for (key, value) in [
        ("drawNumber", fields[0]),
        ("drawDate", fields[1]),
        ("drawName", fields[2]),
        ("drawSize", &size),
        ("drawCRS", fields[4]),
    ] {
        record[key] = value.into();
    }
    record
}

/// The records of every known round, newest first.
pub fn known_rounds() -> Vec<Value> {
    let mut rows = csv::Reader::from_reader(DRAWS.as_bytes());
    let rows = rows.records().map(|row| {
        let row = row.expect("a row");
        record(&[&row[0], &row[1], &row[2], &row[4], &row[5]])
    });
    rows.collect()
}

/// A feed of these records.
pub fn feed(rounds: &[Value]) -> String {
    json!({"classes": "wb-tables", "rounds": rounds}).to_string()
}

/// A feed with these records above the known ones.
pub fn feed_with(new: &[Value]) -> String {
    feed(&[new, &known_rounds()].concat())
}

/// One category as the page shows it.
pub struct Listed {
    pub id: String,
    pub heading: String,
    pub requirement: String,
    /// Titles and codes.
    pub jobs: Vec<(String, String)>,
}

/// The rule set in force on the day of the scenarios.
pub fn rules() -> RuleSet {
    let versions = NocVersions::open(&DataFiles::BuiltIn).expect("the classification");
    let rules = Rules::open(&DataFiles::BuiltIn, &versions).expect("the rules");
    let today = TODAY.parse().expect("a day");
    rules.in_force_on(today).expect("rules in force").clone()
}

/// The categories of these rules as the page shows them.
pub fn listed(rules: &RuleSet) -> Vec<Listed> {
    let versions = NocVersions::open(&DataFiles::BuiltIn).expect("the classification");
    let noc = versions.newest();
    let title = |code| {
        noc.group(code)
            .map_or("", |group| group.title(Lang::EN))
            .to_owned()
    };
    let listed = rules.categories.iter().map(|category| Listed {
        id: category.id.clone(),
        heading: category.name.get(Lang::EN).to_owned(),
        requirement: match &category.requirement {
            Requirement::Work(rule) => format!(
                "Within the past {} years, you need at least {} months of full-time work experience.",
                rule.years_back, rule.months
            ),
            _ => "You need 10 years of something else.".to_owned(),
        },
        jobs: category.nocs.iter().map(|&code| (title(code), code.to_string())).collect(),
    });
    listed.collect()
}

/// The category page: a heading for each category, and its occupations in a table folded away.
pub fn page(categories: &[Listed]) -> String {
    let mut page = String::from(
        "<!DOCTYPE html><html lang=en><head><title>Categories</title><style>td { width: 31100px }</style></head>\
         <body><header><h2>Language selection</h2></header><main><h1>Express Entry categories</h1>\
         <p>Experience of 99 months is not asked for.</p><h2>Categories</h2>",
    );
    for Listed {
        heading,
        requirement,
        jobs,
        ..
    } in categories
    {
        page.push_str(&format!("<h3>{heading}</h3><p>{requirement}</p>"));
        if jobs.is_empty() {
            continue;
        }
        page.push_str("<details><summary>Eligible occupations</summary><table><thead><tr><th>Occupation<th>Code<th>TEER</thead>");
        for (title, code) in jobs {
            let teer = &code[1..2];
            page.push_str(&format!(
                "<tr><td>{title}</td><td>NOC&nbsp;{code}</td><td>{teer}</td></tr>"
            ));
        }
        page.push_str("</table></details>");
    }
    page.push_str(
        "<h2>How to prove it</h2><p>6 months of experience on paper.</p></main></body></html>",
    );
    page
}

/// The page as it is, but for one category.
pub fn page_with(id: &str, change: impl FnOnce(&mut Listed)) -> String {
    let mut categories = listed(&rules());
    let category = categories.iter_mut().find(|category| category.id == id);
    change(category.expect("a category in force"));
    page(&categories)
}

/// The page that checks whether a person or a program asks.
pub const CHALLENGE: &str = "<!DOCTYPE html><html><head><title>Just a moment</title></head>\
    <body><noscript>Enable JavaScript and cookies to continue</noscript><script>check()</script></body></html>";
