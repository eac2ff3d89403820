//! Settings by variables of the environment.

use super::*;

/// Every variable that sets something.
const VARIABLES: [&str; 16] = [
    "COLUMNS",
    "LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "NOCBOT_API_ROOTS",
    "NOCBOT_CONTACT",
    "NOCBOT_DATA",
    "NOCBOT_DB",
    "NOCBOT_FEED_URL",
    "NOCBOT_KEY",
    "NOCBOT_LISTS_URL",
    "NOCBOT_SECRET",
    "RUST_LOG",
    "RUST_LOG_STYLE",
    "TELOXIDE_API_URL",
    "TELOXIDE_TOKEN",
];

#[test]
fn an_empty_variable_counts_as_not_set() {
    let home = tempfile::tempdir().unwrap();
    let said = |arguments: &str, value: Option<&str>| {
        let mut command = cargo_bin_cmd!("nocbot");
        command.env_clear().env("HOME", home.path());
        command.envs(VARIABLES.iter().zip(value.iter().cycle()));
        let output = command.args(arguments.split(' ')).output().unwrap();
        (stdout(&output), stderr(&output), output.status.code())
    };
    for arguments in ["chat", "draws", "serve"] {
        let not_set = said(arguments, None);
        assert_eq!(said(arguments, Some("")), not_set, "{arguments}");
    }
    let (_, error, status) = said("serve", Some(""));
    assert!(
        error.starts_with("nocbot: TELOXIDE_TOKEN: expected "),
        "{error}"
    );
    assert_eq!(status, Some(1));
}

#[test]
fn what_a_variable_sets_wrongly_is_named() {
    for (name, value, arguments) in [
        ("NOCBOT_FEED_URL", "canada.ca", "draws"),
        ("NOCBOT_LISTS_URL", "canada.ca", "categories"),
        ("NOCBOT_CONTACT", "Zoé", "draws"),
        ("COLUMNS", "many", "chat"),
        ("RUST_LOG", "loud=very", "match nurse"),
        ("RUST_LOG_STYLE", "red", "match nurse"),
    ] {
        let mut command = nocbot();
        command.env(name, value).args(arguments.split(' '));
        let output = command.output().unwrap();
        let said = stderr(&output);
        assert!(
            said.starts_with(&format!("nocbot: {name}: expected ")),
            "{said}"
        );
        assert!(said.ends_with(&format!("found {value:?}\n")), "{said}");
        assert_eq!((said.lines().count(), output.status.code()), (1, Some(1)));
    }
    let secrets = [
        "--token=sesame",
        "--token=1:a --secret=open~sesame --webhook=https://a.b --listen=127.0.0.1:1",
    ];
    for secret in secrets {
        let output = run(&format!("serve {secret}"), "");
        let said = stderr(&output);
        assert!(
            said.contains(": expected ") && !said.contains("sesame"),
            "{said}"
        );
    }
}
