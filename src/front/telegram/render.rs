//! From the replies of a conversation to the messages that Telegram takes.

use crate::dialogue::{Button, Reply};

use super::split::{MOST_CHARACTERS, split, visible_length};

/// One message to be sent, or to take the place of another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outgoing {
    /// In Telegram's HTML, short enough for one message.
    pub html: String,
    pub rows: Vec<Vec<Choice>>,
}

/// A button of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub label: String,
    pub does: Does,
}

/// What pressing a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    /// Comes back to the bot.
    Press(String),
    /// Opens an address.
    Open(String),
}

impl Outgoing {
    /// A message without buttons.
    pub fn text(html: impl Into<String>) -> Self {
        Outgoing {
            html: html.into(),
            rows: Vec::new(),
        }
    }
}

impl Choice {
    /// A button that comes back to the bot.
    pub fn press(label: String, data: impl ToString) -> Self {
        let does = Does::Press(data.to_string());
        Choice { label, does }
    }

    /// A button that opens an address.
    pub fn open(label: String, address: String) -> Self {
        let does = Does::Open(address);
        Choice { label, does }
    }
}

/// The messages that say `replies`: one where they fit together, since a chat takes one message a second.
pub fn messages(replies: &[Reply]) -> Vec<Outgoing> {
    let mut joined: Vec<Outgoing> = Vec::new();
    for reply in replies {
        let rows = rows(&reply.buttons);
        match joined.last_mut() {
            Some(before) if before.rows.is_empty() && fits(&before.html, &reply.text) => {
                before.html = format!("{}\n\n{}", before.html, reply.text);
                before.rows = rows;
            }
            _ => joined.push(Outgoing {
                html: reply.text.clone(),
                rows,
            }),
        }
    }
    joined.into_iter().flat_map(cut).collect()
}

fn fits(one: &str, other: &str) -> bool {
    visible_length(one) + 2 + visible_length(other) <= MOST_CHARACTERS
}

/// The message in pieces that Telegram takes, the buttons under the last.
pub fn cut(message: Outgoing) -> Vec<Outgoing> {
    let mut pieces: Vec<Outgoing> = split(&message.html, MOST_CHARACTERS)
        .into_iter()
        .map(Outgoing::text)
        .collect();
    if let Some(last) = pieces.last_mut() {
        last.rows = message.rows;
    }
    pieces
}

fn rows(buttons: &[Vec<Button>]) -> Vec<Vec<Choice>> {
    let choice = |button: &Button| Choice::press(button.label.clone(), &button.data);
    buttons
        .iter()
        .map(|row| row.iter().map(choice).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(text: &str, buttons: &[&str]) -> Reply {
        let button = |label: &&str| Button {
            label: (*label).to_owned(),
            data: (*label).to_owned(),
        };
        Reply {
            text: text.to_owned(),
            buttons: buttons.iter().map(|label| vec![button(label)]).collect(),
            ..Reply::default()
        }
    }

    #[test]
    fn replies_share_a_message_where_they_fit() {
        let said = messages(&[reply("a card", &[]), reply("a question", &["yes"])]);
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].html, "a card\n\na question");
        assert_eq!(said[0].rows.len(), 1);
    }

    #[test]
    fn buttons_stay_with_their_question() {
        let said = messages(&[reply("first?", &["yes"]), reply("second?", &["no"])]);
        assert_eq!(said.len(), 2);
        let long = "word ".repeat(1_000);
        let said = messages(&[reply("short", &[]), reply(&long, &["yes"])]);
        assert_eq!(said.len(), 3);
        assert!(said[1].rows.is_empty() && said[2].rows.len() == 1);
    }
}
