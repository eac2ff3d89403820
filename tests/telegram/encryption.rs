//! The Bot API over encrypted connections, to servers that can be trusted and those that cannot.

use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::bot::{Bot, Home, free_port};
use crate::certificates::Authority;
use crate::cluster::Certificate;
use crate::standin::{StandIn, What};

const NAME: &str = "localhost";
const SECRET: &str = "sesame-Open_42";
const PAST: i32 = 2020;

fn config(certificate: &Certificate) -> ServerConfig {
    let own = CertificateDer::from_pem_slice(certificate.certificate.as_bytes()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(certificate.key.as_bytes()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider);
    let config = config.with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth();
    config.with_single_cert(vec![own], key).unwrap()
}

/// Waits until the bot's log tells of this problem, after those words.
#[track_caller]
fn wait_for_log(server: &StandIn, bot: &Bot, before: &str, problem: &str) {
    let tells = |line: &str| {
        let after = line.split_once(before);
        after.is_some_and(|(_, after)| after.contains(problem))
    };
    server.wait_for(problem, |_| bot.log().lines().any(tells).then_some(()));
}

#[test]
fn only_a_server_that_can_be_trusted_is_called_and_nothing_is_lost_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("authority.pem");
    let authority = Authority::new(&file);
    let good = || config(&authority.vouch(NAME, None));
    let expired = || config(&authority.vouch(NAME, Some(PAST)));
    let server = StandIn::start();
    server.encrypt(good());
    let home = Home::at(&server.encrypted_url()).in_haste();
    let listen = format!("127.0.0.1:{}", free_port());
    let url = format!("http://{listen}/hook");
    let start = |home: &Home| home.behind(&url, &listen, SECRET);
    let refused = "trying again in";

    // Browsers do not trust this authority.
    let mut bot = start(&home);
    wait_for_log(
        &server,
        &bot,
        refused,
        "invalid peer certificate: UnknownIssuer",
    );
    bot.terminate();
    assert_eq!(bot.wait().code(), Some(0), "{}", bot.log());

    let home = home.with("NOCBOT_API_ROOTS", &file.display().to_string());
    server.encrypt(config(&authority.vouch("api.telegram.org", None)));
    let bot = start(&home);
    wait_for_log(&server, &bot, refused, "not valid for name \"localhost\"");
    server.encrypt(expired());
    wait_for_log(&server, &bot, refused, "certificate expired");
    server.with(|world| assert!(world.calls.is_empty(), "it was called"));

    server.encrypt(good());
    server.wait_for("the webhook to be set", |world| {
        world.webhook.as_ref().map(|_| ())
    });
    let ana = server.person("Ana", Some("en"));
    ana.say("/start");
    ana.expect("What is your job, and since when?");
    let query = server.with(|world| world.ask_inline(&ana.user, "cook"));
    server.wait_for("the answer to an inline query", |world| {
        world.inline_queries[&query].answers.first().map(|_| ())
    });

    server.encrypt(expired());
    ana.say("/privacy");
    ana.say("/help");
    wait_for_log(&server, &bot, "a message waits", "certificate expired");
    server.encrypt(good());
    ana.expect("What is kept");
    ana.expect("What I understand");
    let sent = server.with(|world| {
        let events = world.events.iter();
        events.filter(|event| event.what == What::Sent).count()
    });
    let seen = server.with(|world| world.transcript(ana.chat));
    assert_eq!(sent, 3, "each once:\n{seen}");
    server.check();
}

#[test]
fn a_file_without_authorities_ends_the_start() {
    let server = StandIn::start();
    let file = server.encrypted_url();
    let home = Home::new(&server).with("NOCBOT_API_ROOTS", &file);
    let mut bot = home.spawn(&["serve"]);
    assert_eq!(bot.wait().code(), Some(1));
    assert!(bot.log().contains(&file), "{}", bot.log());
}
