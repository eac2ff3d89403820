//! What is kept of the people who wrote last, so that it is not read again with every update. Only one process may work with
//! the database, and what is kept here is what the last transaction left.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use quick_cache::unsync::Cache;

use crate::dialogue::State;
use crate::store::Loaded;
use crate::store::updates::{Outlook, Person};

/// Of so many people.
const KEPT: usize = 1_000;

/// Nobody at first.
#[derive(Debug)]
pub(super) struct Recent(Mutex<Known>);

#[derive(Debug)]
struct Known {
    /// How often something was changed of which this did not hear.
    changes: u64,
    /// Each with their conversation, which whoever wrote it may still hold.
    people: Cache<u64, (Person, Arc<State>)>,
}

impl Default for Recent {
    fn default() -> Self {
        let people = Cache::new(KEPT);
        Recent(Mutex::new(Known { changes: 0, people }))
    }
}

impl Recent {
    /// Notes that something is changed of anybody.
    pub fn forget(&self) {
        let mut known = self.lock();
        known.changes += 1;
        known.people.clear();
    }

    /// Notes that something is changed of one person.
    pub fn forget_one(&self, user: u64) {
        let mut known = self.lock();
        known.changes += 1;
        known.people.remove(&user);
    }

    /// Notes that an update of a person is put into the inbox.
    pub fn waits(&self, user: u64) {
        self.lock().people.remove(&user);
    }

    /// How often something was changed so far.
    pub fn changes(&self) -> u64 {
        self.lock().changes
    }

    /// What is known of a person, until it is kept again.
    pub fn take(&self, user: u64) -> Option<Outlook> {
        let mut known = self.lock();
        let (_, (mut person, state)) = known.people.remove(&user)?;
        person.conversation = Loaded::Found(Arc::unwrap_or_clone(state));
        let changes = known.changes;
        Some(Outlook { person, changes })
    }

    /// Keeps what a person has become, with their conversation, unless something was changed since `changes`.
    pub fn keep(&self, user: u64, person: Person, state: Arc<State>, changes: u64) {
        let mut known = self.lock();
        if known.changes == changes {
            known.people.insert(user, (person, state));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
