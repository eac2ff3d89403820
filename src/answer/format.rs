//! Dates, hours and lists as people of each language write them.

use jiff::civil::Date;

use super::texts::Localizer;
use crate::eligibility::StatedDate;
use crate::text::Rich;

impl Localizer<'_> {
    /// "8 January 2024", "1er janvier 2024".
    pub fn day(&self, day: Date) -> String {
        let number = match (day.day(), &self.conventions().first_day) {
            (1, Some(first)) => first.clone(),
            (number, _) => number.to_string(),
        };
        format!("{number} {}", self.month(day))
    }

    /// "January 2024", "janvier 2024".
    pub fn month(&self, day: Date) -> String {
        format!(
            "{} {}",
            self.plain(&format!("month-{}", day.month()), &[]),
            day.year()
        )
    }

    /// A stated date as it was stated: a month stays a month.
    pub fn stated(&self, date: StatedDate) -> String {
        match date {
            StatedDate::Day(day) => self.day(day),
            StatedDate::Month(first) => self.month(first),
            StatedDate::Year(year) => year.to_string(),
        }
    }

    /// A number with at most one decimal and the language's separators: "1,733.6", "1 733,6".
    pub fn number(&self, value: f64) -> String {
        let tenths = (value * 10.0).round() as i64;
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let format = self.conventions();
        let digits = whole.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(&format.thousands);
            }
            out.push(digit);
        }
        if tenth != 0 {
            out.push_str(&format.decimal);
            out.push_str(&tenth.to_string());
        }
        out
    }

    /// "a, b and c".
    pub fn list<T: Into<Rich>>(&self, items: impl IntoIterator<Item = T>) -> Rich {
        let mut items: Vec<Rich> = items.into_iter().map(T::into).collect();
        match items.pop() {
            None => Rich::default(),
            Some(only) if items.is_empty() => only,
            Some(last) => {
                let first = Rich::join(items, &self.conventions().list);
                self.format("list", &[("first", first.into()), ("last", last.into())])
            }
        }
    }
}
