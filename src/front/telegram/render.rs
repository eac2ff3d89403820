//! From the replies of a conversation to the messages that Telegram takes.

use serde::{Deserialize, Serialize};

use crate::answer::{Document, Picture};
use crate::dialogue::{Button, Reply};
use crate::text::Rich;

use super::pieces::{MAX_UNITS, fits, pieces};

/// Telegram's limit for the text under a picture.
const MAX_IN_A_CAPTION: usize = 1_024;

/// One message to be sent, or to take the place of another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outgoing {
    /// Short enough for one message.
    pub text: Rich,
    pub rows: Vec<Vec<MessageButton>>,
    /// Shown above the text, which is then short enough for a caption.
    pub picture: Option<Picture>,
    /// A file to be kept, with the text for its caption.
    pub document: Option<Document>,
}

/// A button of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageButton {
    pub label: String,
    pub does: ButtonAction,
}

/// What pressing a button does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ButtonAction {
    /// Comes back to the bot.
    Press(String),
    /// Opens an address.
    Open(String),
}

impl Outgoing {
    /// A message without buttons.
    pub fn text(text: impl Into<Rich>) -> Self {
        Outgoing {
            text: text.into(),
            ..Outgoing::default()
        }
    }

    /// Whether a picture or a file comes with it, so that its text is a caption.
    pub fn has_file(&self) -> bool {
        self.picture.is_some() || self.document.is_some()
    }

    /// A message with buttons.
    pub fn with_buttons(text: Rich, rows: Vec<Vec<MessageButton>>) -> Self {
        Outgoing {
            rows,
            ..Outgoing::text(text)
        }
    }
}

impl MessageButton {
    /// A button that comes back to the bot.
    pub fn press(label: String, data: impl ToString) -> Self {
        let does = ButtonAction::Press(data.to_string());
        MessageButton { label, does }
    }

    /// A button that opens an address.
    pub fn open(label: String, address: String) -> Self {
        let does = ButtonAction::Open(address);
        MessageButton { label, does }
    }
}

/// The messages that say `replies`: one where they fit together, since a chat takes one message a second.
pub fn messages(replies: &[Reply]) -> Vec<Outgoing> {
    let mut joined: Vec<Outgoing> = Vec::new();
    for reply in replies {
        let rows = rows(&reply.buttons);
        match joined.last_mut() {
            Some(before) if can_join(before, reply) => {
                before.text = with(before, reply);
                before.rows = rows;
            }
            _ => joined.push(Outgoing {
                text: reply.text.clone(),
                rows,
                picture: reply.picture.clone(),
                document: reply.document.clone(),
            }),
        }
    }
    joined.into_iter().flat_map(cut).collect()
}

fn can_join(before: &Outgoing, reply: &Reply) -> bool {
    let has_file = before.has_file() || reply.picture.is_some() || reply.document.is_some();
    before.rows.is_empty() && !has_file && fits(&with(before, reply), MAX_UNITS)
}

fn with(before: &Outgoing, reply: &Reply) -> Rich {
    Rich::paragraphs([before.text.clone(), reply.text.clone()])
}

/// The message in pieces that Telegram takes: the picture on the first, the buttons under the last.
pub fn cut(message: Outgoing) -> Vec<Outgoing> {
    if message.has_file() {
        if fits(&message.text, MAX_IN_A_CAPTION) {
            return vec![message];
        }
        let alone = Outgoing {
            picture: message.picture,
            document: message.document,
            ..Outgoing::default()
        };
        let text = Outgoing {
            picture: None,
            document: None,
            ..message
        };
        return std::iter::once(alone).chain(cut(text)).collect();
    }
    let mut pieces: Vec<Outgoing> = pieces(&message.text, MAX_UNITS)
        .into_iter()
        .map(Outgoing::text)
        .collect();
    if let Some(last) = pieces.last_mut() {
        last.rows = message.rows;
    }
    pieces
}

fn rows(buttons: &[Vec<Button>]) -> Vec<Vec<MessageButton>> {
    let choice = |button: &Button| MessageButton::press(button.label.clone(), &button.data);
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
            text: text.into(),
            buttons: buttons.iter().map(|label| vec![button(label)]).collect(),
            ..Reply::default()
        }
    }

    fn with_picture(reply: Reply) -> Reply {
        let picture = Picture {
            name: "chart".to_owned(),
            svg: "<svg/>".to_owned(),
            text: "▁▂▃".to_owned(),
        };
        Reply {
            picture: Some(picture),
            ..reply
        }
    }

    #[test]
    fn replies_share_a_message_where_they_fit() {
        let said = messages(&[reply("a card", &[]), reply("a question", &["yes"])]);
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].text.plain(), "a card\n\na question");
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

    #[test]
    fn a_picture_has_its_text_for_a_caption_where_it_fits() {
        let said = messages(&[
            reply("before", &[]),
            with_picture(reply("caption", &["yes"])),
            reply("after", &[]),
        ]);
        let pictures: Vec<bool> = said.iter().map(|said| said.picture.is_some()).collect();
        assert_eq!(pictures, [false, true, false]);
        assert_eq!((said[1].text.plain(), said[1].rows.len()), ("caption", 1));
        let long = "word ".repeat(300);
        let said = messages(&[with_picture(reply(&long, &["yes"]))]);
        assert_eq!(said.len(), 2);
        assert!(said[0].picture.is_some() && said[0].text.is_empty() && said[0].rows.is_empty());
        assert!(said[1].picture.is_none() && said[1].rows.len() == 1);
    }
}
