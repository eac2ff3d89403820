//! A store that forgets at the end of the process.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;

use super::{Loaded, Store, StoreError, Who};
use crate::dialogue::State;
use crate::noc::Lang;

/// Keeps everything in memory.
#[derive(Default)]
pub struct MemoryStore {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    states: HashMap<Who, (State, Timestamp)>,
    languages: HashMap<u64, Lang>,
    blocked: HashMap<u64, bool>,
}

impl MemoryStore {
    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn load(&self, who: Who) -> Result<Loaded, StoreError> {
        let found = self.kept().states.get(&who).map(|(state, _)| state.clone());
        Ok(found.map_or(Loaded::None, Loaded::Found))
    }

    async fn save(&self, who: Who, state: &State, now: Timestamp) -> Result<(), StoreError> {
        self.kept().states.insert(who, (state.clone(), now));
        Ok(())
    }

    async fn forget(&self, user: u64) -> Result<u64, StoreError> {
        let mut kept = self.kept();
        let before = kept.states.len();
        kept.states.retain(|who, _| who.user != user);
        kept.languages.remove(&user);
        Ok((before - kept.states.len()) as u64)
    }

    async fn expire(&self, before: Timestamp) -> Result<u64, StoreError> {
        let mut kept = self.kept();
        let all = kept.states.len();
        kept.states.retain(|_, (_, saved)| *saved >= before);
        Ok((all - kept.states.len()) as u64)
    }

    async fn move_chat(&self, from: i64, to: i64) -> Result<(), StoreError> {
        let mut kept = self.kept();
        let states = std::mem::take(&mut kept.states);
        let moved = states.into_iter().map(|(mut who, state)| {
            if who.chat == from {
                who.chat = to;
            }
            (who, state)
        });
        kept.states = moved.collect();
        Ok(())
    }

    async fn language(&self, user: u64) -> Result<Option<Lang>, StoreError> {
        Ok(self.kept().languages.get(&user).copied())
    }

    async fn set_language(&self, user: u64, lang: Lang, _: Timestamp) -> Result<(), StoreError> {
        self.kept().languages.insert(user, lang);
        Ok(())
    }

    async fn is_blocked(&self, user: u64) -> Result<bool, StoreError> {
        Ok(self.kept().blocked.get(&user).copied().unwrap_or(false))
    }

    async fn set_blocked(&self, user: u64, blocked: bool, _: Timestamp) -> Result<(), StoreError> {
        self.kept().blocked.insert(user, blocked);
        Ok(())
    }
}
