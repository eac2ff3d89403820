//! The built binary on Telegram: it talks over loopback HTTP to a stand-in of the Bot API that refuses what Telegram refuses.

#[path = "telegram/standin/mod.rs"]
mod standin;

#[allow(dead_code, reason = "tests/official.rs uses the rest")]
#[path = "official/site.rs"]
mod site;

#[path = "telegram/balancer.rs"]
mod balancer;
#[path = "telegram/bot.rs"]
mod bot;
#[path = "telegram/certificates.rs"]
mod certificates;
#[path = "telegram/cluster.rs"]
mod cluster;
#[path = "telegram/corrections.rs"]
mod corrections;
#[path = "telegram/encryption.rs"]
mod encryption;
#[path = "telegram/faults.rs"]
mod faults;
#[path = "telegram/groups.rs"]
mod groups;
#[path = "telegram/inline.rs"]
mod inline;
#[path = "telegram/kills.rs"]
mod kills;
#[path = "telegram/official.rs"]
mod official;
#[path = "telegram/operations.rs"]
mod operations;
#[path = "telegram/outages.rs"]
mod outages;
#[path = "telegram/pictures.rs"]
mod pictures;
#[path = "telegram/private.rs"]
mod private;
#[path = "telegram/reminders.rs"]
mod reminders;
#[path = "telegram/selftests.rs"]
mod selftests;
#[path = "telegram/status.rs"]
mod status;

use standin::http;
