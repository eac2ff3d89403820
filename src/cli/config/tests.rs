//! What is taken from where, and what is refused.

use super::*;

const GOOD_TOKEN: &str = "123456:ABC-def_1";

fn environment(values: &[(&str, &str)]) -> Environment {
    Environment::read(|name| {
        let known = values.iter().find(|(known, _)| *known == name);
        known.map(|(_, value)| OsString::from(value))
    })
}

fn official(environment: &Environment) -> Result<OfficialConfig, ConfigError> {
    environment.official(&OfficialOptions::default())
}

fn serve(environment: &Environment) -> Result<ServeConfig, ConfigError> {
    environment.serve(ServeOptions::default())
}

#[test]
fn an_empty_variable_is_not_set() {
    for empty in ["", " ", "\t"] {
        let environment = Environment::read(|_| Some(empty.into()));
        assert!(environment.values.is_empty(), "{empty:?}");
    }
    let all = Environment::read(|name| Some(name.into()));
    assert_eq!(all.values.len(), LOCALES.len() + OTHERS.len());
}

#[test]
fn a_wrong_variable_is_named_and_a_wrong_secret_not_shown() {
    let ok = ("TELOXIDE_TOKEN", GOOD_TOKEN);
    for (name, wrong) in [
        ("NOCBOT_FEED_URL", "canada.ca"),
        ("NOCBOT_LISTS_URL", "ftp://canada.ca"),
        ("NOCBOT_CONTACT", "Zoé\n"),
        ("TELOXIDE_API_URL", "telegram"),
    ] {
        let environment = environment(&[(name, wrong), ok]);
        let error = serve(&environment).err().unwrap().to_string();
        assert!(error.starts_with(&format!("{name}: expected ")), "{error}");
        assert!(error.ends_with(&format!(", found {wrong:?}")), "{error}");
    }
    for (name, wrong) in [
        ("RUST_LOG", "loud=very"),
        ("COLUMNS", "many"),
        ("RUST_LOG_STYLE", "red"),
    ] {
        let environment = environment(&[(name, wrong)]);
        let errors = [
            environment.log().err(),
            environment.log_style().err(),
            environment.columns().err(),
        ];
        let errors: Vec<String> = errors.iter().flatten().map(ToString::to_string).collect();
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(
            errors[0].starts_with(&format!("{name}: expected ")),
            "{errors:?}"
        );
    }
    for token in ["abc", "123456", "123456:", "123456:a/b", "x:abc"] {
        let environment = environment(&[("TELOXIDE_TOKEN", token)]);
        let error = serve(&environment).err().unwrap().to_string();
        let expected = format!("TELOXIDE_TOKEN: expected {TOKEN_EXPECTED}");
        assert_eq!(error, expected);
    }
}

#[test]
fn the_secret_of_a_webhook_is_asked_for_and_not_shown() {
    let environment_with =
        |secret| environment(&[("NOCBOT_SECRET", secret), ("TELOXIDE_TOKEN", GOOD_TOKEN)]);
    let options = || ServeOptions {
        webhook: "https://bot.example/hook".parse().ok(),
        listen: "127.0.0.1:8080".parse().ok(),
        ..ServeOptions::default()
    };
    let served = environment_with("sesame-Open_42").serve(options()).unwrap();
    assert_eq!(served.webhook.unwrap().secret, "sesame-Open_42");
    let missing = environment_with("").serve(options()).err().unwrap();
    assert!(
        missing.to_string().starts_with("NOCBOT_SECRET: expected "),
        "{missing}"
    );
    let wrong = environment_with("open sesame")
        .serve(options())
        .err()
        .unwrap();
    assert_eq!(
        wrong.to_string(),
        format!("NOCBOT_SECRET: expected {SECRET_EXPECTED}")
    );
}

#[test]
fn an_option_comes_before_its_variable() {
    let environment = environment(&[
        ("NOCBOT_DB", "/variable.sqlite"),
        ("NOCBOT_FEED_URL", "off"),
        ("TELOXIDE_TOKEN", GOOD_TOKEN),
    ]);
    let options = OfficialOptions {
        db: Some("/option.sqlite".into()),
        feed_url: Some("here".into()),
        ..OfficialOptions::default()
    };
    let error = environment.official(&options).err().unwrap().to_string();
    assert!(error.starts_with("--feed-url: expected "), "{error}");
    let options = OfficialOptions {
        feed_url: None,
        ..options
    };
    let config = environment.official(&options).unwrap();
    let file = |name: &str| Ok(Database::File(name.into()));
    assert_eq!(config.database(), file("/option.sqlite"));
    assert_eq!(config.feed, Page::Off);
    let config = official(&environment).unwrap();
    assert_eq!(config.database(), file("/variable.sqlite"));
    let address = "postgres://nocbot@db.example/nocbot";
    let with_address = self::environment(&[("NOCBOT_DB", address)]);
    let config = official(&with_address).unwrap();
    assert_eq!(
        config.database(),
        Ok(Database::Postgres(address.to_owned()))
    );
}

#[test]
fn what_is_not_set_has_its_usual_value() {
    let none = environment(&[]);
    assert_eq!((none.locale(), none.columns()), (None, Ok(None)));
    assert_eq!(none.log().as_deref(), Ok("info"));
    assert!(!none.has_token());
    let config = official(&none).unwrap();
    assert_eq!((config.feed, config.lists), (Page::Usual, Page::Usual));
    assert_eq!((config.contact, config.patience), (None, TIMEOUT));
    let error = serve(&none).err().unwrap().to_string();
    assert!(
        error.starts_with("TELOXIDE_TOKEN: expected the token"),
        "{error}"
    );
}

#[test]
fn the_strongest_locale_wins() {
    for (values, locale) in [
        (vec![("LANG", "fr_CA.UTF-8")], "fr_CA.UTF-8"),
        (vec![("LANG", "fr_CA.UTF-8"), ("LC_ALL", "C")], "C"),
        (vec![("LANG", "fr_CA.UTF-8"), ("LC_ALL", "")], "fr_CA.UTF-8"),
        (vec![("LANG", "en"), ("LC_MESSAGES", "fr")], "fr"),
    ] {
        assert_eq!(environment(&values).locale().as_deref(), Some(locale));
    }
}
