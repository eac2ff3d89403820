//! A bot that reaches nobody, for tests.

use std::sync::{Arc, Mutex};

use quick_cache::sync::Cache;
use rustls::RootCertStore;
use serde_json::json;
use teloxide::types::User;

use super::api::Api;
use super::front::Shared;
use super::limiter::{FloodControl, Limits};
use super::presses::Presses;
use super::question_patterns::QuestionPatterns;
use super::send::Sender;
use crate::answer::Presenter;
use crate::clock::Clock;
use crate::noc::DataFiles;
use crate::services::Metrics;
use crate::store::Store;

const TOKEN: &str = "1:token";
/// Nothing listens there.
const NOWHERE: &str = "http://127.0.0.1:9/";

/// What its handlers share.
pub fn shared(
    presenter: &Arc<Presenter>,
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
) -> Arc<Shared> {
    let api = Arc::new(Api::new(&NOWHERE.parse().unwrap(), TOKEN, RootCertStore::empty()).unwrap());
    let me: User = serde_json::from_value(
        json!({"id": 1, "is_bot": true, "first_name": "nocbot", "username": "nocbot"}),
    )
    .unwrap();
    let pictures = presenter.pictures.clone();
    Arc::new(Shared {
        presenter: presenter.clone(),
        store,
        sender: Arc::new(Sender::new(api, pictures, Limits::default())),
        me,
        private: "https://t.me/nocbot?start=".to_owned(),
        triggers: QuestionPatterns::open(&DataFiles::BuiltIn).unwrap(),
        clock,
        flood: Mutex::new(FloodControl::default()),
        inline_flood: Mutex::new(FloodControl::default()),
        questions: Arc::new(Cache::new(10)),
        presses: Arc::new(Presses::default()),
        metrics: Arc::new(Metrics::default()),
    })
}
