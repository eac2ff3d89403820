//! When a message may go out, and who writes too much: pure, with the time as an argument.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

/// What Telegram allows.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Between two messages to one chat.
    pub pause: Duration,
    /// To one group in `GROUP_WINDOW`.
    pub in_group: usize,
    /// To all chats together in `OVERALL_WINDOW`.
    pub overall: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            pause: Duration::from_secs(1),
            in_group: 20,
            overall: 30,
        }
    }
}

const GROUP_WINDOW: Duration = Duration::from_secs(60);
const OVERALL_WINDOW: Duration = Duration::from_secs(1);
/// With more chats than this, those at rest are forgotten.
const CHATS_KEPT: usize = 10_000;

/// Gives every message its turn.
pub struct Limiter {
    limits: Limits,
    chats: HashMap<i64, Chat>,
    sent: VecDeque<Instant>,
}

#[derive(Default)]
struct Chat {
    /// No message before.
    free_at: Option<Instant>,
    /// The turns given in the last minute, for groups only.
    turns: VecDeque<Instant>,
}

impl Chat {
    fn is_at_rest(&self, now: Instant) -> bool {
        let is_free = self.free_at.is_none_or(|free_at| free_at <= now);
        let last_turn = self.turns.back();
        is_free && last_turn.is_none_or(|&turn| turn + GROUP_WINDOW <= now)
    }
}

impl Limiter {
    /// A limiter that has sent nothing yet.
    pub fn new(limits: Limits) -> Self {
        Limiter {
            limits,
            chats: HashMap::new(),
            sent: VecDeque::new(),
        }
    }

    /// When a private chat's next message may go out.
    pub fn free_at(&self, chat: i64, now: Instant) -> Instant {
        let state = self.chats.get(&chat);
        let free_at = state.and_then(|state| state.free_at);
        free_at.map_or(now, |free_at| free_at.max(now))
    }

    /// When a chat's next message may go out; that turn is taken.
    pub fn turn(&mut self, chat: i64, now: Instant) -> Instant {
        if self.chats.len() > CHATS_KEPT {
            self.chats.retain(|_, chat| !chat.is_at_rest(now));
        }
        // Telegram numbers groups below zero.
        let is_group = chat < 0;
        let state = self.chats.entry(chat).or_default();
        let mut at = state.free_at.map_or(now, |free_at| free_at.max(now));
        if is_group {
            while state
                .turns
                .front()
                .is_some_and(|&turn| turn + GROUP_WINDOW <= at)
            {
                state.turns.pop_front();
            }
            if let Some(over) = (state.turns.len() + 1).checked_sub(self.limits.in_group)
                && over > 0
                && let Some(&turn) = state.turns.get(over - 1)
            {
                at = at.max(turn + GROUP_WINDOW);
            }
            state.turns.push_back(at);
        }
        state.free_at = Some(at + self.limits.pause);
        at
    }

    /// Takes one of the messages that may go out to all chats together, once the chat's own turn has come.
    ///
    /// # Errors
    /// Too many went out; the time to ask again.
    pub fn take(&mut self, now: Instant) -> Result<(), Instant> {
        while self
            .sent
            .front()
            .is_some_and(|&sent| sent + OVERALL_WINDOW <= now)
        {
            self.sent.pop_front();
        }
        match self.sent.front() {
            Some(&first) if self.sent.len() >= self.limits.overall => Err(first + OVERALL_WINDOW),
            _ => {
                self.sent.push_back(now);
                Ok(())
            }
        }
    }

    /// Sends nothing to a chat before `until`, as Telegram asked.
    pub fn hold(&mut self, chat: i64, until: Instant) {
        let state = self.chats.entry(chat).or_default();
        state.free_at = state.free_at.max(Some(until));
    }
}

/// How a person's message is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FloodVerdict {
    Answer,
    /// Too many messages: say so, this once.
    Notice,
    /// Too many messages, and it has been said.
    Ignore,
}

/// How many messages a person may send at once.
const BURST: f64 = 25.0;
/// How many more become free in a second.
const A_SECOND: f64 = 1.0;
/// Once so many are free again, a new flood earns a new notice.
const CALM: f64 = 10.0;
/// With more people than this, those at rest are forgotten.
const PEOPLE_KEPT: usize = 10_000;

/// Counts what each person sends.
#[derive(Default)]
pub struct FloodControl {
    people: HashMap<u64, Person>,
}

struct Person {
    free: f64,
    seen: Instant,
    noticed: bool,
}

impl Person {
    fn free_at(&self, now: Instant) -> f64 {
        let seconds = now.saturating_duration_since(self.seen).as_secs_f64();
        (self.free + seconds * A_SECOND).min(BURST)
    }
}

impl FloodControl {
    /// How a message of `user` is to be met.
    pub fn meet(&mut self, user: u64, now: Instant) -> FloodVerdict {
        if self.people.len() > PEOPLE_KEPT {
            self.people.retain(|_, person| person.free_at(now) < BURST);
        }
        let person = self.people.entry(user).or_insert(Person {
            free: BURST,
            seen: now,
            noticed: false,
        });
        person.free = person.free_at(now);
        person.seen = now;
        if person.free >= CALM {
            person.noticed = false;
        }
        if person.free >= 1.0 {
            person.free -= 1.0;
            return FloodVerdict::Answer;
        }
        if std::mem::replace(&mut person.noticed, true) {
            FloodVerdict::Ignore
        } else {
            FloodVerdict::Notice
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn limiter() -> (Limiter, Instant) {
        (Limiter::new(Limits::default()), Instant::now())
    }

    #[test]
    fn a_chat_gets_one_message_a_second() {
        let (mut limiter, now) = limiter();
        let turns: Vec<Duration> = (0..3).map(|_| limiter.turn(7, now) - now).collect();
        assert_eq!(turns, [Duration::ZERO, SECOND, 2 * SECOND]);
        assert_eq!(limiter.turn(8, now), now, "another chat does not wait");
        let later = now + 10 * SECOND;
        assert_eq!(limiter.turn(7, later), later);
    }

    #[test]
    fn a_group_gets_twenty_in_any_minute() {
        let (mut limiter, now) = limiter();
        let turns: Vec<Instant> = (0..60).map(|_| limiter.turn(-7, now)).collect();
        assert_eq!(turns[19] - now, 19 * SECOND);
        assert_eq!(turns[20] - now, 60 * SECOND);
        for window in turns.windows(21) {
            assert!(window[20] - window[0] >= GROUP_WINDOW);
        }
        assert_eq!(
            limiter.turn(7, now),
            now,
            "a private chat has no such limit"
        );
    }

    #[test]
    fn all_chats_together_get_thirty_a_second() {
        let (mut limiter, now) = limiter();
        for chat in 0..30 {
            assert_eq!(limiter.turn(chat, now), now);
            assert_eq!(limiter.take(now), Ok(()));
        }
        assert_eq!(limiter.take(now), Err(now + SECOND));
        assert_eq!(limiter.take(now + SECOND), Ok(()));
    }

    #[test]
    fn a_chat_told_to_wait_waits_alone() {
        let (mut limiter, now) = limiter();
        limiter.hold(7, now + 30 * SECOND);
        assert_eq!(limiter.free_at(7, now), now + 30 * SECOND);
        assert_eq!(limiter.free_at(8, now), now);
        assert_eq!(limiter.turn(7, now), now + 30 * SECOND);
        assert_eq!(limiter.turn(8, now), now);
    }

    #[test]
    fn chats_at_rest_are_forgotten() {
        let (mut limiter, now) = limiter();
        for chat in 0..=CHATS_KEPT as i64 {
            limiter.turn(chat, now);
        }
        limiter.turn(-1, now + 10 * SECOND);
        assert_eq!(limiter.chats.len(), 1);
    }

    #[test]
    fn a_flood_earns_one_notice() {
        let mut flood = FloodControl::default();
        let now = Instant::now();
        let met: Vec<FloodVerdict> = (0..30).map(|_| flood.meet(1, now)).collect();
        assert!(met[..25].iter().all(|met| *met == FloodVerdict::Answer));
        assert_eq!(met[25], FloodVerdict::Notice);
        assert!(met[26..].iter().all(|met| *met == FloodVerdict::Ignore));
        assert_eq!(flood.meet(2, now), FloodVerdict::Answer);
        assert_eq!(flood.meet(1, now + SECOND), FloodVerdict::Answer);
        assert_eq!(flood.meet(1, now + SECOND), FloodVerdict::Ignore);
        let calm = now + 20 * SECOND;
        let met: Vec<FloodVerdict> = (0..21).map(|_| flood.meet(1, calm)).collect();
        assert_eq!(met[19], FloodVerdict::Notice);
    }
}
