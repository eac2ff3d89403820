//! Every setting: what the command line gives, or else a variable of the environment.
//!
//! A variable that is empty counts as not set. What cannot be read is refused with the name of the variable or of the
//! option; a secret is never repeated.

use std::collections::HashMap;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use directories::ProjectDirs;
use jiff::civil::Date;
use thiserror::Error;
use url::Url;

use super::file_clock::FileClock;
use nocbot::answer::Links;
use nocbot::clock::{Clock, system_clock};
use nocbot::front::telegram::{Limits, Webhook};
use nocbot::noc::Lang;
use nocbot::official::TIMEOUT;
use nocbot::services::Sources;
use nocbot::store::Sync;

/// The database's file where none is named.
const DATABASE: &str = "nocbot.sqlite";
/// What stands for no address at all.
const OFF: &str = "off";
/// The longest secret of a webhook that Telegram takes.
const LONGEST_SECRET: usize = 256;

/// A setting that the environment can give.
struct Setting {
    variable: &'static str,
    /// The option that comes before it.
    option: Option<&'static str>,
    /// Whether its value must never be shown.
    is_secret: bool,
}

impl Setting {
    const fn new(variable: &'static str, option: &'static str) -> Self {
        Setting {
            variable,
            option: Some(option),
            is_secret: false,
        }
    }

    const fn secret(variable: &'static str, option: &'static str) -> Self {
        Setting {
            is_secret: true,
            ..Setting::new(variable, option)
        }
    }

    const fn variable(variable: &'static str) -> Self {
        Setting {
            variable,
            option: None,
            is_secret: false,
        }
    }

    /// What holds where nothing is given.
    fn standard(&self, value: &str) -> Given {
        Given {
            name: self.variable,
            value: value.into(),
            is_secret: self.is_secret,
        }
    }
}

const DATA: Setting = Setting::new("NOCBOT_DATA", "--data");
const DB: Setting = Setting::new("NOCBOT_DB", "--db");
const FEED_URL: Setting = Setting::new("NOCBOT_FEED_URL", "--feed-url");
const LISTS_URL: Setting = Setting::new("NOCBOT_LISTS_URL", "--lists-url");
const CONTACT: Setting = Setting::new("NOCBOT_CONTACT", "--contact");
const TOKEN: Setting = Setting::secret("TELOXIDE_TOKEN", "--token");
const API_URL: Setting = Setting::new("TELOXIDE_API_URL", "--api-url");
/// Telegram's own server.
const TELEGRAM: &str = "https://api.telegram.org";
const API_ROOTS: Setting = Setting::new("NOCBOT_API_ROOTS", "--api-roots");
const KEY: Setting = Setting::secret("NOCBOT_KEY", "--key");
const NEW_KEY: Setting = Setting {
    is_secret: true,
    ..Setting::variable("NOCBOT_NEW_KEY")
};
const STATUS: Setting = Setting::new("NOCBOT_STATUS", "--status");
const SYNC: Setting = Setting::variable("NOCBOT_SYNC");
const SECRET: Setting = Setting::secret("NOCBOT_SECRET", "--secret");
const LOG: Setting = Setting::variable("RUST_LOG");
const LOG_STYLE: Setting = Setting::variable("RUST_LOG_STYLE");
const COLUMNS: Setting = Setting::variable("COLUMNS");
/// Those that name the language, the strongest first.
const LOCALES: [Setting; 3] = [
    Setting::variable("LC_ALL"),
    Setting::variable("LC_MESSAGES"),
    Setting::variable("LANG"),
];
const OTHERS: [Setting; 16] = [
    DATA, DB, FEED_URL, LISTS_URL, CONTACT, TOKEN, API_URL, API_ROOTS, KEY, NEW_KEY, STATUS, SYNC,
    SECRET, LOG, LOG_STYLE, COLUMNS,
];

/// Why a setting cannot be used.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ConfigError {
    /// The value is not what it must be.
    #[error("{name}: expected {expected}, found {found:?}")]
    Wrong {
        /// The variable or the option that gave it.
        name: &'static str,
        expected: &'static str,
        found: String,
    },
    /// The same of a value that must not be shown.
    #[error("{name}: expected {expected}")]
    WrongSecret {
        name: &'static str,
        expected: &'static str,
    },
    /// There is none, and nothing can stand in for it.
    #[error("{name}: expected {expected}, and it is not set")]
    Missing {
        name: &'static str,
        expected: &'static str,
    },
}

/// A value with the name of the variable or of the option that gave it.
struct Given {
    name: &'static str,
    value: OsString,
    is_secret: bool,
}

impl Given {
    fn wrong(&self, expected: &'static str) -> ConfigError {
        let name = self.name;
        if self.is_secret {
            return ConfigError::WrongSecret { name, expected };
        }
        let found = self.value.to_string_lossy().into_owned();
        ConfigError::Wrong {
            name,
            expected,
            found,
        }
    }

    /// The value that `read` makes of the text.
    fn read<T>(
        &self,
        expected: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, ConfigError> {
        let text = self.value.to_str();
        text.and_then(read).ok_or_else(|| self.wrong(expected))
    }
}

/// What the environment sets, without what is empty there.
pub struct Environment {
    values: HashMap<&'static str, OsString>,
}

impl Environment {
    /// The environment of this process.
    pub fn of_process() -> Self {
        Environment::read(|variable| std::env::var_os(variable))
    }

    /// An environment in which `value` gives the value of a variable.
    fn read(value: impl Fn(&str) -> Option<OsString>) -> Self {
        let settings = LOCALES.iter().chain(&OTHERS);
        let values = settings.filter_map(|setting| {
            let value = value(setting.variable).filter(|value| !is_blank(value))?;
            Some((setting.variable, value))
        });
        Environment {
            values: values.collect(),
        }
    }

    /// The value of a setting: the option's, or else the variable's.
    fn given(&self, setting: &Setting, option: Option<impl Into<OsString>>) -> Option<Given> {
        let option = option.map(Into::into).filter(|value| !is_blank(value));
        let (name, value) = match (option, setting.option) {
            (Some(value), Some(option)) => (option, value),
            _ => (
                setting.variable,
                self.values.get(setting.variable)?.to_owned(),
            ),
        };
        Some(Given {
            name,
            value,
            is_secret: setting.is_secret,
        })
    }

    fn variable(&self, setting: &Setting) -> Option<Given> {
        self.given(setting, None::<OsString>)
    }

    /// The locale of the environment, such as `fr_CA.UTF-8`, where it names one.
    pub fn locale(&self) -> Option<String> {
        let locale = LOCALES.iter().find_map(|setting| self.variable(setting))?;
        Some(locale.value.to_str()?.to_owned())
    }

    /// Which lines the log has; by default `info`, a line an update.
    pub fn log(&self) -> Result<String, ConfigError> {
        let expected = "a level, or levels by module, such as info or nocbot::official=debug";
        let is_filter = |text: &str| env_filter::Builder::new().try_parse(text).is_ok();
        match self.variable(&LOG) {
            Some(given) => given.read(expected, |text| is_filter(text).then(|| text.to_owned())),
            None => Ok("info".to_owned()),
        }
    }

    /// Whether the log is coloured; by default where it goes to a terminal.
    pub fn log_style(&self) -> Result<String, ConfigError> {
        let known = ["auto", "always", "never"];
        match self.variable(&LOG_STYLE) {
            Some(given) => given.read("auto, always or never", |text| {
                known.contains(&text).then(|| text.to_owned())
            }),
            None => Ok("auto".to_owned()),
        }
    }

    /// The columns of the terminal, where it does not tell itself.
    pub fn columns(&self) -> Result<Option<usize>, ConfigError> {
        let given = self.variable(&COLUMNS);
        let read = given.map(|given| given.read("a number of columns", |text| text.parse().ok()));
        read.transpose()
    }

    /// The folder that replaces the built-in data files.
    pub fn data(&self, option: Option<PathBuf>) -> Option<PathBuf> {
        Some(self.given(&DATA, option)?.value.into())
    }

    /// Whether there is a token, which asks for the bot where no command does.
    pub fn has_token(&self) -> bool {
        self.variable(&TOKEN).is_some()
    }

    /// Where the database and the official pages are.
    pub fn official(&self, options: &OfficialOptions) -> Result<OfficialConfig, ConfigError> {
        let patience = options.fetch_patience.map(Duration::from_millis);
        Ok(OfficialConfig {
            database: (self.given(&DB, options.db.clone())).map(|given| given.value.into()),
            feed: self.page(&FEED_URL, options.feed_url.clone())?,
            lists: self.page(&LISTS_URL, options.lists_url.clone())?,
            contact: (self.given(&CONTACT, options.contact.clone()))
                .map(|given| given.read("plain letters, such as an address", plain))
                .transpose()?,
            patience: patience.unwrap_or(TIMEOUT),
            clock: options.clock.clone(),
        })
    }

    /// The database and its keys.
    pub fn store(&self, options: &StoreOptions) -> Result<StoreConfig, ConfigError> {
        let text = |given: Given| given.read("a text", |text| Some(text.to_owned()));
        let given = self.given(&DB, options.db.clone());
        let key = self.given(&KEY, options.key.clone());
        Ok(StoreConfig {
            database: database(given.map(|given| given.value.into()))?,
            key: key.map(text).transpose()?,
            new_key: self.variable(&NEW_KEY).map(text).transpose()?,
        })
    }

    /// How far changes are written before they count as kept.
    fn sync(&self) -> Result<Sync, ConfigError> {
        let Some(given) = self.variable(&SYNC) else {
            return Ok(Sync::Normal);
        };
        given.read("normal or full", |text| match text {
            "normal" => Some(Sync::Normal),
            "full" => Some(Sync::Full),
            _ => None,
        })
    }

    /// How the bot is run.
    pub fn serve(&self, options: ServeOptions) -> Result<ServeConfig, ConfigError> {
        let token = self
            .given(&TOKEN, options.token)
            .ok_or(ConfigError::Missing {
                name: TOKEN.variable,
                expected: TOKEN_EXPECTED,
            })?;
        let address = "an address such as https://api.telegram.org";
        let key = self.given(&KEY, options.key);
        let secret = self.given(&SECRET, options.secret);
        let webhook = match (options.webhook, options.listen, secret) {
            (Some(url), Some(listen), Some(secret)) => Some(Webhook {
                url,
                listen,
                secret: secret.read(SECRET_EXPECTED, webhook_secret)?,
            }),
            (Some(_), Some(_), None) => {
                return Err(ConfigError::Missing {
                    name: SECRET.variable,
                    expected: SECRET_EXPECTED,
                });
            }
            _ => None,
        };
        let usual = Limits::default();
        let pause = options.chat_pause.map(Duration::from_millis);
        Ok(ServeConfig {
            token: token.read(TOKEN_EXPECTED, bot_token)?,
            api_url: (self.given(&API_URL, options.api_url))
                .unwrap_or_else(|| API_URL.standard(TELEGRAM))
                .read(address, web_address)?,
            api_roots: (self.given(&API_ROOTS, options.api_roots)).map(|given| given.value.into()),
            key: key
                .map(|given| given.read("a text", |text| Some(text.to_owned())))
                .transpose()?,
            sync: self.sync()?,
            status: (self.given(&STATUS, options.status))
                .map(|given| {
                    given.read("an address and a port such as 127.0.0.1:9100", |text| {
                        text.parse().ok()
                    })
                })
                .transpose()?,
            webhook,
            limits: Limits {
                pause: pause.unwrap_or(usual.pause),
                overall: options.per_second.map_or(usual.overall, |most| most.max(1)),
                ..usual
            },
            official: self.official(&options.official)?,
        })
    }

    fn page(&self, setting: &Setting, option: Option<String>) -> Result<Page, ConfigError> {
        match self.given(setting, option) {
            None => Ok(Page::Usual),
            Some(given) if given.value == OFF => Ok(Page::Off),
            Some(given) => given.read(PAGE_EXPECTED, web_address).map(Page::At),
        }
    }
}

const TOKEN_EXPECTED: &str = "the token that BotFather gave, such as 123456:ABC-DEF";
const PAGE_EXPECTED: &str = "an address such as https://www.canada.ca/page.html, or off";
const SECRET_EXPECTED: &str = "1 to 256 letters, digits, _ and -";

fn is_blank(value: &OsString) -> bool {
    value.to_str().is_some_and(|text| text.trim().is_empty())
}

fn is_word(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    !text.is_empty() && text.chars().all(allowed)
}

fn bot_token(text: &str) -> Option<String> {
    let text = text.trim();
    let (bot, secret) = text.split_once(':')?;
    let is_number = !bot.is_empty() && bot.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && is_word(secret)).then(|| text.to_owned())
}

/// What Telegram takes as the secret of a webhook.
fn webhook_secret(text: &str) -> Option<String> {
    (is_word(text) && text.len() <= LONGEST_SECRET).then(|| text.to_owned())
}

fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok();
    url.filter(|url| url.has_host() && matches!(url.scheme(), "http" | "https"))
}

/// A text that can be sent in a header.
fn plain(text: &str) -> Option<String> {
    let is_plain = text.chars().all(|c| matches!(c, ' '..='~'));
    is_plain.then(|| text.to_owned())
}

/// Options of every command that reads the official pages, or what was kept of them.
#[derive(Args, Default)]
pub struct OfficialOptions {
    /// The database (or NOCBOT_DB), a SQLite file or postgres://...; by default nocbot.sqlite in the platform's data folder.
    #[arg(long, value_name = "FILE|URL")]
    db: Option<PathBuf>,
    /// Another feed of rounds than the official one, or off (or NOCBOT_FEED_URL).
    #[arg(long, value_name = "URL|off")]
    feed_url: Option<String>,
    /// Another page of category lists than the official one, or off (or NOCBOT_LISTS_URL).
    #[arg(long, value_name = "URL|off")]
    lists_url: Option<String>,
    /// Whom the owners of these pages can write to, told to them with the program's name (or NOCBOT_CONTACT).
    #[arg(long, value_name = "ADDRESS")]
    contact: Option<String>,
    /// How long a page may take, in milliseconds.
    #[arg(long, value_name = "MS", hide = true)]
    fetch_patience: Option<u64>,
    /// A file that holds the time, for tests.
    #[arg(long, value_name = "FILE", hide = true)]
    clock: Option<PathBuf>,
}

/// Options of the bot.
#[derive(Args, Default)]
pub struct ServeOptions {
    /// The bot's token (or TELOXIDE_TOKEN).
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,
    /// Another server than Telegram's own (or TELOXIDE_API_URL).
    #[arg(long, value_name = "URL")]
    api_url: Option<String>,
    /// A file of authorities that vouch for the Bot API's server (or NOCBOT_API_ROOTS), instead of those browsers trust.
    #[arg(long, value_name = "FILE")]
    api_roots: Option<PathBuf>,
    /// The key that encrypts conversations (or NOCBOT_KEY); without it they are stored in clear.
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// The public address to which Telegram sends updates; without it they are fetched.
    #[arg(long, value_name = "URL", requires = "listen")]
    webhook: Option<Url>,
    /// The address to listen on for the webhook.
    #[arg(long, value_name = "ADDRESS:PORT", requires = "webhook")]
    listen: Option<SocketAddr>,
    /// The secret that Telegram sends along with every update of the webhook (or NOCBOT_SECRET).
    #[arg(long, value_name = "SECRET")]
    secret: Option<String>,
    /// The address on which /healthz, /readyz and /metrics are answered (or NOCBOT_STATUS); none by default.
    #[arg(long, value_name = "ADDRESS:PORT")]
    status: Option<String>,
    /// The most messages a second to all chats together.
    #[arg(long, value_name = "N", hide = true)]
    per_second: Option<usize>,
    /// The pause between two messages to one chat, in milliseconds.
    #[arg(long, value_name = "MS", hide = true)]
    chat_pause: Option<u64>,
    #[command(flatten)]
    official: OfficialOptions,
}

/// Where everything is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// A SQLite file, which need not be there yet.
    File(PathBuf),
    /// The address of a PostgreSQL database.
    Postgres(String),
}

/// The database that is named, or the usual one.
pub fn database(named: Option<PathBuf>) -> Result<Database, ConfigError> {
    let is_address = |text: &str| {
        let schemes = ["postgres://", "postgresql://"];
        schemes.iter().any(|scheme| text.starts_with(scheme))
    };
    if let Some(address) = named.as_ref().and_then(|named| named.to_str())
        && is_address(address)
    {
        return Ok(Database::Postgres(address.to_owned()));
    }
    let usual = || {
        let folders = ProjectDirs::from("", "", "nocbot")?;
        Some(folders.data_dir().join(DATABASE))
    };
    let file = named.or_else(usual);
    file.map(Database::File).ok_or(ConfigError::Missing {
        name: DB.variable,
        expected: "a file, since there is no home folder",
    })
}

/// Options of the database's keeper.
#[derive(Args, Default)]
pub struct StoreOptions {
    /// The database (or NOCBOT_DB), a SQLite file; by default nocbot.sqlite in the platform's data folder.
    #[arg(long, value_name = "FILE", global = true)]
    db: Option<PathBuf>,
    /// The key that encrypts conversations (or NOCBOT_KEY).
    #[arg(long, value_name = "KEY", global = true)]
    key: Option<String>,
}

/// The database and its keys.
pub struct StoreConfig {
    pub database: Database,
    /// The key it is under.
    pub key: Option<String>,
    /// The key it is to be under.
    pub new_key: Option<String>,
}

/// Where an official page is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Page {
    /// Where the data files say.
    Usual,
    /// It is not read.
    Off,
    At(Url),
}

impl Page {
    /// Its address, which is `usual` unless another one was set.
    fn or(&self, usual: &str) -> Result<Option<Url>, ConfigError> {
        match self {
            Page::Off => Ok(None),
            Page::At(url) => Ok(Some(url.clone())),
            Page::Usual => match web_address(usual) {
                Some(url) => Ok(Some(url)),
                None => Err(ConfigError::Wrong {
                    name: "links.toml",
                    expected: PAGE_EXPECTED,
                    found: usual.to_owned(),
                }),
            },
        }
    }
}

/// Where the database and the official pages are.
#[derive(Debug, Clone)]
pub struct OfficialConfig {
    database: Option<PathBuf>,
    feed: Page,
    lists: Page,
    /// Whom the owners of the pages can write to.
    pub contact: Option<String>,
    /// How long a page may take.
    pub patience: Duration,
    /// A file that holds the time.
    clock: Option<PathBuf>,
}

impl OfficialConfig {
    /// Where everything is kept.
    pub fn database(&self) -> Result<Database, ConfigError> {
        database(self.database.clone())
    }

    /// What tells the time to those who read the official pages, whatever day is asked about.
    pub fn clock(&self) -> Arc<dyn Clock> {
        self.clock_on(None)
    }

    /// What tells the time to those who are asked about `day`, or today.
    pub fn clock_on(&self, day: Option<Date>) -> Arc<dyn Clock> {
        match &self.clock {
            Some(file) => Arc::new(FileClock(file.clone())),
            None => system_clock(day),
        }
    }

    /// Where the official pages are: where the data files say, unless other addresses were set.
    pub fn sources(&self, links: &Links) -> Result<Sources, ConfigError> {
        Ok(Sources {
            rounds: self.feed.or(links.rounds_feed())?,
            lists: self.lists.or(links.categories(Lang::EN))?,
        })
    }
}

/// How the bot is run.
pub struct ServeConfig {
    /// The bot's token.
    pub token: String,
    /// The server of the Bot API.
    pub api_url: Url,
    /// A file of the authorities that vouch for that server.
    pub api_roots: Option<PathBuf>,
    /// The key that encrypts conversations.
    pub key: Option<String>,
    /// How far changes are written before they count as kept.
    pub sync: Sync,
    /// Where it is told how the bot does.
    pub status: Option<SocketAddr>,
    /// Where Telegram sends updates.
    pub webhook: Option<Webhook>,
    /// How much is sent at most.
    pub limits: Limits,
    pub official: OfficialConfig,
}

#[cfg(test)]
mod tests;
