//! Inline mode: cards to post in any chat.

use std::time::Instant;

use teloxide::payloads::AnswerInlineQuery;
use teloxide::types::{
    InlineQuery, InlineQueryResult, InlineQueryResultArticle, InlineQueryResultsButton,
    InlineQueryResultsButtonKind, InputMessageContent, InputMessageContentText,
};

use super::entities::entities;
use super::front::Front;
use super::limiter::FloodVerdict;
use super::render::MessageButton;
use super::send::{keyboard, no_preview};
use crate::answer::{Context, occupation_card};
use crate::noc::{Lang, NocCode};
use crate::text::{Rich, fold};

/// How many cards are offered.
const MAX_RESULTS: usize = 10;
/// How long Telegram may answer the same query itself, in seconds.
const CACHE_SECONDS: u32 = 300;
/// A deep link's payload has at most 64 characters; two tell its kind.
const LONGEST_QUESTION: usize = 62;

impl Front {
    /// Says what an inline query is answered with; where it led.
    pub async fn inline(&self, query: &InlineQuery) -> &'static str {
        // Whoever types fast sends a query a letter; those too many need no answer.
        if self.inline_patience(query.from.id.0) != FloodVerdict::Answer {
            return "flood";
        }
        let lang = self.lang(&query.from).await;
        let text = query.query.trim();
        let results = self.inline_results(text, lang);
        let step = match (text.is_empty(), results.is_empty()) {
            (true, _) => "how-to-ask",
            (_, true) => "nothing-found",
            _ => "cards",
        };
        let button = InlineQueryResultsButton {
            text: self.localizer(lang).plain(
                match step {
                    "nothing-found" => "inline-button-none",
                    _ => "inline-button-private",
                },
                &[],
            ),
            kind: InlineQueryResultsButtonKind::StartParameter(payload(text)),
        };
        self.sender.answer_inline(AnswerInlineQuery {
            cache_time: Some(CACHE_SECONDS),
            // The answer depends on the person's language.
            is_personal: Some(true),
            button: Some(button),
            ..AnswerInlineQuery::new(query.id.clone(), results)
        });
        step
    }

    fn inline_results(&self, text: &str, lang: Lang) -> Vec<InlineQueryResult> {
        if text.is_empty() {
            return vec![self.how_to_ask(lang)];
        }
        let Ok(rules) = self.presenter.data.rule_set(None, self.today()) else {
            return Vec::new();
        };
        let card = Context {
            presenter: &self.presenter,
            rules,
            localizer: self.localizer(lang),
        };
        let begun = Instant::now();
        let found = self.presenter.data.find(text, rules, None, MAX_RESULTS);
        self.metrics
            .matched([found.outcome.tag()], begun.elapsed().as_secs_f64());
        found
            .candidates
            .iter()
            .map(|candidate| self.inline_card(card, candidate.noc))
            .collect()
    }

    fn inline_card(&self, card: Context<'_>, noc: NocCode) -> InlineQueryResult {
        let localizer = card.localizer;
        let teer = noc.teer().level();
        let teer = localizer.plain("card-teer", &[("teer", teer.into())]);
        let listed = card.rules.categories_listing(noc).next().is_some();
        let listing = if listed {
            card.names(card.rules.categories_listing(noc)).into_plain()
        } else {
            localizer.plain("inline-not-listed", &[])
        };
        let label = localizer.plain("quick-button-private", &[]);
        let link = MessageButton::open(label, self.deep_link(&format!("n{noc}")));
        let title = format!("{noc} {}", card.title(noc));
        InlineQueryResult::Article(
            InlineQueryResultArticle::new(noc.as_str(), title, content(occupation_card(card, noc)))
                .description(format!("{teer} · {listing}"))
                .reply_markup(keyboard(&[vec![link]])),
        )
    }

    fn how_to_ask(&self, lang: Lang) -> InlineQueryResult {
        let localizer = self.localizer(lang);
        let name = self.me.username.as_deref().unwrap_or_default();
        let args = [("bot", name.into())];
        InlineQueryResult::Article(
            InlineQueryResultArticle::new(
                "how",
                localizer.plain("inline-how-title", &[]),
                content(localizer.format("inline-how-text", &args)),
            )
            .description(localizer.plain("inline-how-description", &args)),
        )
    }
}

fn content(text: Rich) -> InputMessageContent {
    InputMessageContent::Text(
        InputMessageContentText::new(text.plain())
            .entities(entities(&text))
            .link_preview_options(no_preview()),
    )
}

/// The deep link's payload that asks for a job; of the letters a payload may hold.
fn payload(text: &str) -> String {
    let job: String = fold::key(text)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .take(LONGEST_QUESTION)
        .collect();
    let job = job.trim_matches('_');
    if job.is_empty() {
        "inline".to_owned()
    } else {
        format!("q_{job}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_is_what_telegram_takes() {
        for (text, expected) in [
            ("", "inline"),
            ("🙏", "inline"),
            ("Night-shift nurse", "q_night_shift_nurse"),
            ("éducatrice", "q_educatrice"),
        ] {
            assert_eq!(payload(text), expected);
        }
        assert!(payload(&"long word ".repeat(20)).len() <= 64);
    }
}
