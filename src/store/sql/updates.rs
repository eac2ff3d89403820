//! The inbox and the outbox.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;

use super::session::{Failure, Manner, Row, Session, values};
use super::{Backend, SqlStore, language_of, make, read, reminders};
use crate::store::cipher::Cipher;
use crate::store::postgres::lease;
use crate::store::record::{self, Row as Place};
use crate::store::updates::{
    Depth, Lane, NewMessage, NewUpdate, Outlook, Person, Taken, UpdateStore, Waiting,
    WaitingMessage, WaitingUpdate, Work,
};
use crate::store::{Change, Loaded, StoreError};

#[async_trait]
impl UpdateStore for SqlStore {
    async fn take_and_read(
        &self,
        updates: Vec<NewUpdate>,
        lanes: Vec<Lane>,
        most: usize,
        now: Timestamp,
    ) -> Result<Taken, StoreError> {
        let (cipher, recent) = (Arc::clone(&self.cipher), Arc::clone(&self.recent));
        let job = move |session: &mut dyn Session| {
            let mut new = Vec::new();
            for update in &updates {
                recent.waits(update.lane.user);
                if take(session, &cipher, update, now)? {
                    new.push(update.id);
                }
            }
            let mut begun = Vec::new();
            let mut read = |lane| {
                let mut waiting = read_lane(session, &cipher, lane, most)?;
                if let Some(first) = waiting.updates.first_mut()
                    && first.attempts == 0
                    && new.contains(&first.id)
                {
                    try_again(session, lane, first.id)?;
                    first.attempts += 1;
                    begun.push(first.id);
                }
                Ok((lane, waiting))
            };
            let waiting = lanes.into_iter().map(&mut read);
            let waiting = waiting.collect::<Result<_, Failure>>()?;
            Ok(Taken {
                new,
                waiting,
                begun,
            })
        };
        self.run(Manner::Usual, job, |_| {}).await
    }

    async fn remember(&self, updates: Vec<i64>, now: Timestamp) -> Result<Vec<i64>, StoreError> {
        let job = move |session: &mut dyn Session| {
            let mut new = Vec::new();
            for update in updates {
                if see(session, update, now)? > 0 {
                    new.push(update);
                }
            }
            Ok(new)
        };
        self.run(Manner::Usual, job, |_| {}).await
    }

    async fn look_ahead(&self, lane: Lane, update: i64) -> Result<Option<Outlook>, StoreError> {
        let Some(in_hand) = self.in_hand.as_ref().filter(|it| !it.is_suspect(update)) else {
            return Ok(None);
        };
        let outlook = match self.recent.take(lane.user) {
            Some(outlook) => Some(outlook),
            None => self.look(lane).await?,
        };
        Ok(outlook.filter(|_| in_hand.note(update)))
    }

    fn was_in_hand(&self, update: i64) -> bool {
        let in_hand = self.in_hand.as_ref();
        in_hand.is_some_and(|it| it.is_suspect(update))
    }

    async fn waiting(&self, lane: Lane, most: usize) -> Result<Waiting, StoreError> {
        let cipher = Arc::clone(&self.cipher);
        self.glance(move |session| read_lane(session, &cipher, lane, most))
            .await
    }

    async fn waiting_lanes(&self, before: Timestamp) -> Result<Vec<Lane>, StoreError> {
        self.read(move |session| {
            let query = "SELECT chat, \"user\" FROM inbox WHERE is_aside = 0 AND taken < ?1
                GROUP BY chat, \"user\" ORDER BY min(id)";
            let rows = session.query(query, values![before])?;
            let lane = |row: &Row| {
                Ok(Lane {
                    chat: row.get(0)?,
                    user: row.get(1)?,
                })
            };
            rows.iter().map(lane).collect()
        })
        .await
    }

    async fn count_attempt(&self, lane: Lane, updates: Vec<i64>) -> Result<(), StoreError> {
        let job = move |session: &mut dyn Session| {
            let mut updates = updates.iter();
            updates.try_for_each(|&update| try_again(session, lane, update))
        };
        self.run(Manner::Usual, job, |_| {}).await
    }

    async fn finish_and_read(
        &self,
        work: Work,
        now: Timestamp,
    ) -> Result<Option<Vec<WaitingMessage>>, StoreError> {
        let cipher = Arc::clone(&self.cipher);
        let manner = if work.changes.iter().any(Change::deletes) {
            Manner::Scrubbed
        } else {
            Manner::Usual
        };
        let (recent, user) = (Arc::clone(&self.recent), work.lane.user);
        let ahead = work.ahead.as_ref().and(work.updates.first().copied());
        let next = work.ahead.as_ref().and_then(|ahead| {
            let (person, state) = ahead.person.after(user, &work.changes)?;
            Some((person, state, ahead.changes))
        });
        let is_known = next.is_some();
        let keep = Arc::clone(&recent);
        let kept = move |done: &Option<_>| {
            if let Some((person, state, changes)) = next.filter(|_| done.is_some()) {
                keep.keep(user, person, state, changes);
            }
        };
        let job = move |session: &mut dyn Session| {
            if work
                .ahead
                .as_ref()
                .is_some_and(|it| it.changes != recent.changes())
            {
                return Ok(None);
            }
            if !is_known {
                recent.forget_one(user);
            }
            finish(session, &cipher, work, now)
        };
        let finished = self.run(manner, job, kept).await;
        if let (Err(_), Some(update), Some(in_hand)) = (&finished, ahead, &self.in_hand) {
            // It comes again for the store's sake.
            in_hand.clear(update);
        }
        finished
    }

    async fn messages(&self, chat: i64, most: usize) -> Result<Vec<WaitingMessage>, StoreError> {
        let cipher = Arc::clone(&self.cipher);
        self.glance(move |session| {
            let query = "SELECT id, \"user\", made, record FROM outbox WHERE chat = ?1
                ORDER BY id LIMIT ?2";
            let rows = session.query(query, values![chat, most])?;
            let message = |row: &Row| {
                let id = row.get(0)?;
                let record: Vec<u8> = row.get(3)?;
                Ok(WaitingMessage {
                    id,
                    chat,
                    user: row.get(1)?,
                    made: time(row, 2)?,
                    body: record::read_text(&cipher, Place::Message { id, chat }, &record),
                })
            };
            rows.iter().map(message).collect()
        })
        .await
    }

    async fn waiting_chats(&self) -> Result<Vec<i64>, StoreError> {
        self.read(move |session| {
            let query = "SELECT chat FROM outbox GROUP BY chat ORDER BY min(made)";
            let rows = session.query(query, &[])?;
            rows.iter().map(|row| row.get(0)).collect()
        })
        .await
    }

    async fn sent(&self, chat: i64, message: i64) -> Result<bool, StoreError> {
        self.take_out(Manner::Usual, chat, message).await
    }

    async fn sent_last(&self, chat: i64, message: i64) -> Result<bool, StoreError> {
        self.take_out(Manner::Late, chat, message).await
    }

    async fn unreachable(&self, chat: i64) -> Result<u64, StoreError> {
        let job = move |session: &mut dyn Session| {
            let delete = "DELETE FROM outbox WHERE chat = ?1";
            Ok(session.execute(delete, values![chat])? as u64)
        };
        self.run(Manner::Usual, job, |_| {}).await
    }

    async fn depth(&self) -> Result<Depth, StoreError> {
        self.read(|session| {
            let inbox = "SELECT
                count(CASE WHEN is_aside = 0 THEN 1 END), count(CASE WHEN is_aside = 1 THEN 1 END),
                min(CASE WHEN is_aside = 0 THEN taken END) FROM inbox";
            let outbox = "SELECT count(*), min(made) FROM outbox";
            let mut depth = Depth::default();
            if let Some(row) = session.query_one(inbox, &[])? {
                depth.updates = row.get(0)?;
                depth.aside = row.get(1)?;
                depth.oldest_update = optional_time(&row, 2)?;
            }
            if let Some(row) = session.query_one(outbox, &[])? {
                depth.messages = row.get(0)?;
                depth.oldest_message = optional_time(&row, 1)?;
            }
            Ok(depth)
        })
        .await
    }

    async fn probe(&self) -> Result<(), StoreError> {
        let job = |session: &mut dyn Session| {
            let change = "UPDATE settings SET value = value WHERE name = 'salt'";
            session.execute(change, &[]).map(drop)
        };
        self.run(Manner::Usual, job, |_| {}).await
    }

    fn is_shared(&self) -> bool {
        matches!(self.backend, Backend::Postgres(_))
    }

    async fn live(&self) -> Result<(), StoreError> {
        if let Some(in_hand) = &self.in_hand {
            in_hand.open();
            return Ok(());
        }
        let owner = Arc::clone(&self.owner);
        self.call(Manner::Usual, move |session| lease::live(session, &owner))
            .await
    }

    async fn take_lease(&self, name: &str) -> Result<bool, StoreError> {
        // A file is served by one process.
        if !self.is_shared() {
            return Ok(true);
        }
        let (name, owner) = (name.to_owned(), Arc::clone(&self.owner));
        self.call(Manner::Usual, move |session| {
            lease::take(session, &name, &owner)
        })
        .await
    }

    async fn release_lease(&self, name: &str) -> Result<(), StoreError> {
        if !self.is_shared() {
            return Ok(());
        }
        let (name, owner) = (name.to_owned(), Arc::clone(&self.owner));
        self.call(Manner::Usual, move |session| {
            lease::release(session, &name, &owner)
        })
        .await
    }
}

impl SqlStore {
    /// Takes a message out of the outbox; whether it was in it.
    async fn take_out(&self, manner: Manner, chat: i64, message: i64) -> Result<bool, StoreError> {
        let job = move |session: &mut dyn Session| {
            let delete = "DELETE FROM outbox WHERE chat = ?1 AND id = ?2";
            Ok(session.execute(delete, values![chat, message])? > 0)
        };
        self.run(manner, job, |_| {}).await
    }

    /// What is kept of a lane's person, unless something waits in the lane.
    async fn look(&self, lane: Lane) -> Result<Option<Outlook>, StoreError> {
        let (cipher, recent) = (Arc::clone(&self.cipher), Arc::clone(&self.recent));
        self.glance(move |session| {
            let query = "SELECT 1 FROM inbox
                WHERE chat = ?1 AND \"user\" = ?2 AND is_aside = 0 LIMIT 1";
            let first = session.query_one(query, values![lane.chat, lane.user])?;
            if first.is_some() {
                return Ok(None);
            }
            let person = person(session, &cipher, lane.user)?;
            let changes = recent.changes();
            Ok(Some(Outlook { person, changes }))
        })
        .await
    }
}

fn take(
    session: &mut dyn Session,
    cipher: &Cipher,
    update: &NewUpdate,
    now: Timestamp,
) -> Result<bool, Failure> {
    if see(session, update.id, now)? == 0 {
        return Ok(false);
    }
    let (id, lane) = (update.id, update.lane);
    let place = Place::Update {
        id,
        user: lane.user,
    };
    let record = record::write_text(cipher, place, &update.body)?;
    let insert = "INSERT INTO inbox (chat, \"user\", id, taken, attempts, record)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING";
    let attempts = i64::from(update.attempts);
    let row = values![lane.chat, lane.user, id, now, attempts, record];
    Ok(session.execute(insert, row)? > 0)
}

/// Remembers the number of an update; 0 where it was known.
fn see(session: &mut dyn Session, id: i64, now: Timestamp) -> Result<usize, Failure> {
    let see = "INSERT INTO seen_updates (id, taken) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING";
    session.execute(see, values![id, now])
}

/// Counts one attempt more.
fn try_again(session: &mut dyn Session, lane: Lane, update: i64) -> Result<(), Failure> {
    let change = "UPDATE inbox SET attempts = attempts + 1
        WHERE chat = ?1 AND \"user\" = ?2 AND id = ?3";
    let row = values![lane.chat, lane.user, update];
    session.execute(change, row).map(drop)
}

fn read_lane(
    session: &mut dyn Session,
    cipher: &Cipher,
    lane: Lane,
    most: usize,
) -> Result<Waiting, Failure> {
    Ok(Waiting {
        updates: waiting(session, cipher, lane, most)?,
        person: person(session, cipher, lane.user)?,
    })
}

fn waiting(
    session: &mut dyn Session,
    cipher: &Cipher,
    lane: Lane,
    most: usize,
) -> Result<Vec<WaitingUpdate>, Failure> {
    let query = "SELECT id, taken, attempts, record FROM inbox
        WHERE chat = ?1 AND \"user\" = ?2 AND is_aside = 0 ORDER BY id LIMIT ?3";
    let rows = session.query(query, values![lane.chat, lane.user, most])?;
    let update = |row: &Row| {
        let id = row.get(0)?;
        let user = lane.user;
        let record: Vec<u8> = row.get(3)?;
        Ok(WaitingUpdate {
            id,
            taken: time(row, 1)?,
            attempts: u32::try_from(row.get::<i64>(2)?).unwrap_or(u32::MAX),
            body: record::read_text(cipher, Place::Update { id, user }, &record),
        })
    };
    rows.iter().map(update).collect()
}

fn person(session: &mut dyn Session, cipher: &Cipher, user: u64) -> Result<Person, Failure> {
    // One question, since this is asked with every update.
    let query = "SELECT lang, zone, utc_offset, record,
            (SELECT count(*) FROM reminders WHERE reminders.\"user\" = ?1)
        FROM (SELECT 1) AS one
        LEFT JOIN users ON users.\"user\" = ?1
        LEFT JOIN conversations ON conversations.\"user\" = ?1";
    let row = session.query_one(query, values![user])?;
    let row = row.ok_or(Failure::Column(0))?;
    let record: Option<Vec<u8>> = row.get(3)?;
    let has_reminders = row.get::<i64>(4)? > 0;
    Ok(Person {
        conversation: record.map_or(Loaded::None, |record| read(cipher, user, &record)),
        lang: language_of(&row, 0)?,
        zone: reminders::zone_of(&row, 1)?,
        reminders: match has_reminders {
            true => reminders::of_user(session, cipher, user)?,
            false => Vec::new(),
        },
    })
}

fn finish(
    session: &mut dyn Session,
    cipher: &Cipher,
    work: Work,
    now: Timestamp,
) -> Result<Option<Vec<WaitingMessage>>, Failure> {
    let Lane { chat, user } = work.lane;
    for (at, &id) in work.updates.iter().enumerate() {
        let ended = match (work.ahead.is_some(), work.is_aside) {
            (true, _) => see(session, id, now)?,
            (false, true) => {
                let end = "UPDATE inbox SET is_aside = 1
                    WHERE chat = ?1 AND \"user\" = ?2 AND id = ?3 AND is_aside = 0";
                session.execute(end, values![chat, user, id])?
            }
            (false, false) => {
                let end = "DELETE FROM inbox
                    WHERE chat = ?1 AND \"user\" = ?2 AND id = ?3 AND is_aside = 0";
                session.execute(end, values![chat, user, id])?
            }
        };
        if ended == 0 {
            // The first tells, before anything was changed; a later one cannot be gone where the first is there, unless
            // two handle the lane at once: then this transaction is given up.
            return if at == 0 {
                Ok(None)
            } else {
                Err(Failure::Store(StoreError::Overtaken))
            };
        }
    }
    for change in &work.changes {
        make(session, cipher, change)?;
    }
    put(session, cipher, work.messages, user, now).map(Some)
}

/// Puts messages behind those of their chats; those before which there were none.
fn put(
    session: &mut dyn Session,
    cipher: &Cipher,
    messages: Vec<NewMessage>,
    user: u64,
    now: Timestamp,
) -> Result<Vec<WaitingMessage>, Failure> {
    let mut last: HashMap<i64, (Option<i64>, bool)> = HashMap::new();
    let mut first = Vec::new();
    for NewMessage { chat, body } in messages {
        let (before, is_first) = match last.get(&chat) {
            Some(&known) => known,
            None => {
                let before = last_to(session, chat)?;
                (before, before.is_none())
            }
        };
        // Numbers that were used are not used again, so that nobody takes a later message out for an earlier one.
        let id = before.map_or(0, |before| before + 1);
        let id = id.max(now.as_microsecond());
        last.insert(chat, (Some(id), is_first));
        let record = record::write_text(cipher, Place::Message { id, chat }, &body)?;
        let insert =
            "INSERT INTO outbox (chat, id, \"user\", made, record) VALUES (?1, ?2, ?3, ?4, ?5)";
        session.execute(insert, values![chat, id, user, now, record])?;
        if is_first {
            first.push(WaitingMessage {
                id,
                chat,
                user,
                made: now,
                body: Some(body),
            });
        }
    }
    Ok(first)
}

/// The number of the last message that waits for a chat.
fn last_to(session: &mut dyn Session, chat: i64) -> Result<Option<i64>, Failure> {
    let query = "SELECT max(id) FROM outbox WHERE chat = ?1";
    match session.query_one(query, values![chat])? {
        Some(row) => row.get(0),
        None => Ok(None),
    }
}

fn time(row: &Row, at: usize) -> Result<Timestamp, Failure> {
    let time = Timestamp::from_millisecond(row.get(at)?);
    time.map_err(|_| Failure::Column(at))
}

fn optional_time(row: &Row, at: usize) -> Result<Option<Timestamp>, Failure> {
    let time: Option<i64> = row.get(at)?;
    let time = time.map(Timestamp::from_millisecond).transpose();
    time.map_err(|_| Failure::Column(at))
}
