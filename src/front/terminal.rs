//! The conversation in a terminal: buttons become numbered choices.

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use rustyline::config::Configurer;
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use rustyline::{Config, Editor};

use super::ansi;
use crate::answer::{Document, Picture, Pictures, Said, Speaker, conversation};
use crate::dialogue::{Action, Button, CallbackData, Dialogue, Input, Reply, State};
use crate::noc::Lang;
use crate::text::{Rich, printable};

/// Wider terminals are not filled: long lines are hard to read.
const WIDEST: usize = 100;
const NARROWEST: usize = 40;
/// The width where the terminal tells none.
const USUAL_WIDTH: usize = 80;

/// Where typed lines come from.
enum Lines {
    /// A person at a keyboard: editing and history, which is not kept.
    Edited(Box<Editor<(), MemHistory>>),
    /// A pipe or a file: lines are repeated in the output so that it reads as a conversation.
    Piped(io::StdinLock<'static>),
}

/// What reading one line gave.
enum Typed {
    Line(String),
    /// End of input, or Ctrl-C.
    Leave,
}

impl Lines {
    fn open() -> io::Result<Self> {
        if !io::stdin().is_terminal() {
            return Ok(Lines::Piped(io::stdin().lock()));
        }
        let history = MemHistory::new();
        let mut editor =
            Editor::with_history(Config::default(), history).map_err(io::Error::other)?;
        editor.set_auto_add_history(true);
        Ok(Lines::Edited(Box::new(editor)))
    }

    fn next(&mut self, prompt: &str, out: &mut impl Write) -> io::Result<Typed> {
        match self {
            Lines::Edited(editor) => match editor.readline(&format!("{prompt}> ")) {
                Ok(line) => Ok(Typed::Line(line)),
                Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(Typed::Leave),
                Err(error) => Err(io::Error::other(error)),
            },
            Lines::Piped(input) => {
                let mut bytes = Vec::new();
                if input.read_until(b'\n', &mut bytes)? == 0 {
                    return Ok(Typed::Leave);
                }
                let line = String::from_utf8_lossy(&bytes)
                    .trim_end_matches(['\n', '\r'])
                    .to_owned();
                writeln!(out, "{prompt}> {}", printable(&line))?;
                Ok(Typed::Line(line))
            }
        }
    }
}

/// What of a conversation goes into files.
#[derive(Debug, Default)]
pub struct Files {
    /// The folder into which pictures are written.
    pub pictures: Option<PathBuf>,
    /// The file into which the conversation is drawn when it is over.
    pub conversation: Option<PathBuf>,
}

/// Holds one conversation on standard input and output until the person leaves, in `columns` columns where the terminal
/// does not tell.
///
/// # Errors
/// The terminal cannot be read or written, or the conversation not be drawn.
pub fn chat(
    dialogue: Dialogue<'_>,
    state: State,
    columns: Option<usize>,
    files: Files,
) -> io::Result<()> {
    let mut out = anstream::stdout();
    let mut lines = Lines::open()?;
    let mut conversation = Conversation::new(dialogue, state, width(columns));
    if let Some(folder) = &files.pictures {
        fs::create_dir_all(folder)?;
    }
    conversation.pictures = files.pictures;
    writeln!(out, "{}", conversation.open())?;
    loop {
        match lines.next(conversation.format("prompt").plain(), &mut out)? {
            Typed::Line(line) if !conversation.is_over(&line) => {
                writeln!(out, "{}", conversation.answer(&line))?;
            }
            _ => break,
        }
    }
    writeln!(out, "{}", conversation.format("terminal-bye").plain())?;
    out.flush()?;
    if let Some(file) = &files.conversation {
        let pictures = &conversation.dialogue.presenter.pictures;
        write_picture(pictures, &conversation.picture(), file)?;
    }
    Ok(())
}

/// A conversation whose replies are terminal text and whose choices are numbers.
pub struct Conversation<'a> {
    dialogue: Dialogue<'a>,
    state: State,
    /// The buttons that numbers stand for.
    choices: Vec<Button>,
    width: usize,
    /// The folder into which pictures are written.
    pictures: Option<PathBuf>,
    /// What was said so far.
    said: Vec<Said>,
}

impl<'a> Conversation<'a> {
    /// A conversation from `state` on, wrapped at `width` columns.
    pub fn new(dialogue: Dialogue<'a>, state: State, width: usize) -> Self {
        Conversation {
            dialogue,
            state,
            choices: Vec::new(),
            width,
            pictures: None,
            said: Vec::new(),
        }
    }

    /// The first messages.
    pub fn open(&mut self) -> String {
        let hint = ansi::to_terminal(&self.format("terminal-hint"), self.width);
        let first = self.dialogue.open(&self.state);
        format!("{hint}\n{}", self.render(&first))
    }

    /// Whether a typed line ends the conversation.
    fn is_over(&self, line: &str) -> bool {
        self.dialogue.presenter.data.languages.means_quit(line)
    }

    /// The replies to one typed line.
    pub fn answer(&mut self, line: &str) -> String {
        let number = line.trim().parse::<usize>().ok();
        let choice = number.and_then(|number| self.choices.get(number.checked_sub(1)?));
        let input = choice.map_or(Input::Text(line), |button| Input::Press(&button.data));
        self.said.push(Said {
            by: Speaker::Person,
            text: choice.map_or(line, |button| &button.label).into(),
            buttons: Vec::new(),
        });
        let state = std::mem::replace(&mut self.state, State::new(Lang::EN));
        let transition = self.dialogue.step(state, input);
        self.state = transition.state;
        self.render(&transition.replies)
    }

    /// The conversation so far, as a chat shows it.
    pub fn picture(&self) -> Picture {
        conversation(&self.dialogue.presenter.pictures, &self.said)
    }

    fn format(&self, id: &str) -> Rich {
        self.dialogue
            .presenter
            .texts
            .localizer(self.state.lang)
            .text(id)
    }

    /// A picture in characters, and where its file is.
    fn show(&self, picture: &Picture) -> String {
        let localizer = self.dialogue.presenter.texts.localizer(self.state.lang);
        let said = match &self.pictures {
            None => localizer.text("terminal-picture-how"),
            Some(folder) => {
                let file = folder.join(&picture.name).with_extension("png");
                let name = ("file", file.display().to_string().into());
                match write_picture(&self.dialogue.presenter.pictures, picture, &file) {
                    Ok(()) => localizer.format("terminal-picture", &[name]),
                    Err(error) => {
                        let problem = ("problem", error.to_string().into());
                        localizer.format("terminal-picture-failed", &[name, problem])
                    }
                }
            }
        };
        let said = ansi::to_terminal(&said, self.width);
        format!("\n{}\n{said}", picture.text)
    }

    /// Where a file is now, or how to have it written.
    fn hand_over(&self, document: &Document) -> String {
        let localizer = self.dialogue.presenter.texts.localizer(self.state.lang);
        let said = match &self.pictures {
            None => localizer.text("terminal-file-how"),
            Some(folder) => {
                let file = folder.join(&document.name);
                let name = ("file", file.display().to_string().into());
                match fs::write(&file, &document.content) {
                    Ok(()) => localizer.format("terminal-file", &[name]),
                    Err(error) => {
                        let problem = ("problem", error.to_string().into());
                        localizer.format("terminal-picture-failed", &[name, problem])
                    }
                }
            }
        };
        format!("\n{}", ansi::to_terminal(&said, self.width))
    }

    fn render(&mut self, replies: &[Reply]) -> String {
        self.said.extend(replies.iter().map(said));
        let mut lines: Vec<String> = Vec::new();
        for reply in replies {
            lines.extend(reply.picture.iter().map(|picture| self.show(picture)));
            lines.extend(
                reply
                    .document
                    .iter()
                    .map(|document| self.hand_over(document)),
            );
            lines.push(format!("\n{}", ansi::to_terminal(&reply.text, self.width)));
            let buttons = reply
                .buttons
                .iter()
                .flatten()
                .filter(|button| !is_back(button));
            if reply.takes_numbers {
                // A number is an answer here, so choices are typed as they read.
                self.choices.clear();
                let labels: Vec<&str> = buttons.map(|button| button.label.as_str()).collect();
                lines.extend((!labels.is_empty()).then(|| format!("  {}", labels.join("  |  "))));
            } else if !reply.buttons.is_empty() {
                self.choices = buttons.cloned().collect();
                let choices = (1..).zip(&self.choices);
                lines.extend(
                    choices.map(|(number, button)| format!("  {number}) {}", button.label)),
                );
            }
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

/// A reply as it is drawn.
fn said(reply: &Reply) -> Said {
    let labels = |row: &Vec<Button>| row.iter().map(|button| button.label.clone()).collect();
    Said {
        by: Speaker::Bot,
        text: reply.text.clone(),
        buttons: reply.buttons.iter().map(labels).collect(),
    }
}

/// Writes a picture as PNG.
///
/// # Errors
/// It cannot be drawn, or the file not be written.
pub fn write_picture(pictures: &Pictures, picture: &Picture, file: &Path) -> io::Result<()> {
    let png = pictures.png(&picture.svg).map_err(io::Error::other)?;
    fs::write(file, &png)
}

/// In a terminal /back does what the button does in a chat.
fn is_back(button: &Button) -> bool {
    button
        .data
        .parse::<CallbackData>()
        .is_ok_and(|data| data.action == Action::Back)
}

fn width(columns: Option<usize>) -> usize {
    let width = columns.unwrap_or_else(|| {
        if io::stdout().is_terminal() {
            textwrap::termwidth()
        } else {
            USUAL_WIDTH
        }
    });
    width.clamp(NARROWEST, WIDEST)
}
