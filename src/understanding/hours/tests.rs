use proptest::prelude::*;

use super::*;
use crate::language::spoken;

fn shown(result: &Result<HoursReading, HoursProblem>) -> String {
    match result {
        Ok(HoursReading::Hours(hours)) => hours.to_string(),
        Ok(HoursReading::FullTime) => "full".to_owned(),
        Ok(HoursReading::PartTime) => "part".to_owned(),
        Ok(HoursReading::Between(low, high)) => format!("{low} to {high}"),
        Err(HoursProblem::NotANumber) => "no number".to_owned(),
        Err(HoursProblem::NotPositive(hours)) => format!("not positive: {hours}"),
        Err(HoursProblem::TooMany(hours)) => format!("too many: {hours}"),
        Err(HoursProblem::DaysMissing { hours_a_day }) => format!("{hours_a_day} a day"),
        Err(HoursProblem::PerMonth { hours_a_month }) => format!("{hours_a_month} a month"),
    }
}

fn check(table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let found = shown(&read_hours(text, spoken()));
        if found != *expected {
            wrong.push(format!("{text:?}: {found}, expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn hours_a_week() {
    check(&[
        ("40", "40"),
        (" 40 ", "40"),
        ("４０", "40"),
        ("40.", "40"),
        ("40!", "40"),
        ("37.5", "37.5"),
        ("37,5", "37.5"),
        ("37½", "37.5"),
        ("37h30", "37.5"),
        ("37:30", "37.5"),
        ("37 h 30", "37.5"),
        ("37 heures 30", "37.5"),
        ("37 hours and 30 minutes", "37.5"),
        ("37h30 par semaine", "37.5"),
        ("40h", "40"),
        ("40hrs", "40"),
        ("40 hours", "40"),
        ("40 hrs per week", "40"),
        ("40 hours a week", "40"),
        ("40 hours each week", "40"),
        ("40 per week", "40"),
        ("40 a week", "40"),
        ("40 weekly", "40"),
        ("20h/week", "20"),
        ("20/week", "20"),
        ("20 h par semaine", "20"),
        ("20h/sem", "20"),
        ("35 heures", "35"),
        ("35 heures la semaine", "35"),
        ("35 heures hebdomadaires", "35"),
        ("forty", "40"),
        ("forty hours", "40"),
        ("thirty seven", "37"),
        ("thirty-seven and a half", "37.5"),
        ("quarante", "40"),
        ("trente-cinq", "35"),
        ("trente-cinq heures par semaine", "35"),
        ("trente-sept et demie", "37.5"),
        ("about 40", "40"),
        ("around 40 hours", "40"),
        ("environ 35", "35"),
        ("40+", "40"),
        ("40 or more", "40"),
        ("at least 30", "30"),
        ("more than 30 hours", "30"),
        ("plus de 30 heures", "30"),
        ("I work 40 hours usually", "40"),
        ("je travaille 35 heures par semaine", "35"),
        ("full time, 40 hours", "40"),
        ("part time 20h", "20"),
        ("full-time (37.5)", "37.5"),
        ("a 40 hour week", "40"),
        ("168", "168"),
        ("0.5", "0.5"),
        ("75 hours biweekly", "37.5"),
        ("75 hours every 2 weeks", "37.5"),
        ("75 hours bi-weekly", "37.5"),
        ("trente-sept heures et demie", "37.5"),
        ("37 hours and a half a week", "37.5"),
        ("75 heures aux deux semaines", "37.5"),
    ]);
}

#[test]
fn days_times_hours() {
    check(&[
        ("3 days of 8 hours", "24"),
        ("3 jours de 8 heures", "24"),
        ("5 days x 8h", "40"),
        ("5 days × 8", "40"),
        ("5 days of 8", "40"),
        ("8h x 5", "40"),
        ("5x8", "40"),
        ("8*5", "40"),
        ("8 hours a day 5 days a week", "40"),
        ("8 hours per day, 5 days per week", "40"),
        ("8 hrs/day, 5 days/week", "40"),
        ("5 days a week 8 hours a day", "40"),
        ("5 days a week, 8 hours", "40"),
        ("8h 5 days", "40"),
        ("8h par jour, 5 jours", "40"),
        ("8h/jour, 5j/7", "40"),
        ("8 heures par jour 5 jours sur 7", "40"),
        ("7h30 par jour, 5 jours", "37.5"),
        ("8 hours a day, monday to friday", "40"),
        ("du lundi au vendredi, 7 heures par jour", "35"),
        ("3 12-hour shifts", "36"),
        ("3 shifts of 12 hours", "36"),
        ("trois nuits de 12 heures", "36"),
        ("12 hours, 3 days a week", "36"),
        ("12h shifts, 3 per week", "36"),
        ("7h/jour x 5", "35"),
        ("8 hours 5 times a week", "40"),
        ("7-8 hours a day, 5 days", "35 to 40"),
        ("40 hours, 5 days", "40"),
        ("8 hours a day, 40 hours a week", "40"),
    ]);
}

#[test]
fn readings_without_one_number() {
    check(&[
        ("full time", "full"),
        ("full-time", "full"),
        ("Fulltime", "full"),
        ("ft", "full"),
        ("temps plein", "full"),
        ("à temps plein", "full"),
        ("plein temps", "full"),
        ("plein-temps", "full"),
        ("tps plein", "full"),
        ("à temps complet", "full"),
        ("100%", "full"),
        ("part time", "part"),
        ("part-time", "part"),
        ("temps partiel", "part"),
        ("mi-temps", "part"),
        ("à mi-temps", "part"),
        ("80%", "part"),
        ("less than 30 hours", "part"),
        ("moins de 20", "part"),
        ("20-25", "20 to 25"),
        ("20 – 25 hours", "20 to 25"),
        ("20 to 25", "20 to 25"),
        ("20h to 25h", "20 to 25"),
        ("20 or 25", "20 to 25"),
        ("20/25", "20 to 25"),
        ("between 20 and 25", "20 to 25"),
        ("between 20 and 25 hours a week", "20 to 25"),
        ("entre 20 et 25", "20 to 25"),
        ("entre vingt et trente heures", "20 to 30"),
        ("de 20 à 25 heures", "20 to 25"),
        ("20 ou 25", "20 to 25"),
        ("35-35", "35"),
    ]);
}

#[test]
fn answers_that_give_no_week() {
    check(&[
        ("", "no number"),
        ("nurse", "no number"),
        ("hours", "no number"),
        ("je ne sais pas", "no number"),
        ("9 to 5", "no number"),
        ("9am to 5pm", "no number"),
        ("9:00-17:00", "no number"),
        ("full time or part time", "no number"),
        ("20 hours at one job, 30 at another", "no number"),
        ("5 days", "no number"),
        ("5 days a week", "no number"),
        ("2 years", "no number"),
        ("up to 40", "no number"),
        ("2 full time jobs", "no number"),
        ("1 2 3", "no number"),
        ("99999999999999999999", "no number"),
        ("0", "not positive: 0"),
        ("-5", "not positive: -5"),
        ("zéro", "not positive: 0"),
        ("200", "too many: 200"),
        ("169 hours", "too many: 169"),
        ("1,950", "too many: 1950"),
        ("100-200", "too many: 200"),
        ("8 hours a day", "8 a day"),
        ("8h/day", "8 a day"),
        ("8 heures par jour", "8 a day"),
        ("7h30 par jour", "7.5 a day"),
        ("8 hours daily", "8 a day"),
        ("160 hours a month", "160 a month"),
        ("160h par mois", "160 a month"),
        ("160 hours monthly", "160 a month"),
        ("1950 hours a year", "162.5 a month"),
    ]);
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        let _ = read_hours(&text, spoken());
    }

    #[test]
    fn no_mix_of_pieces_panics(picks in prop::collection::vec(any::<prop::sample::Index>(), 0..9)) {
        const PIECES: &str = "8 40 37.5 h : 30 / - x % a per par day jours week mois two weeks to et \
            between full time mi quatre vingt dix cent 7 half minutes -5 1/2 99999999999 moins de";
        let pieces: Vec<&str> = PIECES.split_whitespace().collect();
        for separator in ["", " "] {
            let text: Vec<&str> = picks.iter().map(|pick| pieces[pick.index(pieces.len())]).collect();
            let _ = read_hours(&text.join(separator), spoken());
        }
    }

    #[test]
    fn hours_that_are_written_read_back(quarters in 1u32..=672) {
        let hours = f64::from(quarters) / 4.0;
        let expected = Ok(HoursReading::Hours(WeeklyHours::new(hours).unwrap()));
        let comma = hours.to_string().replace('.', ",");
        let clock = format!("{}h{:02}", quarters / 4, quarters % 4 * 15);
        for text in [hours.to_string(), comma.clone(), format!("{hours} hours a week"),
            format!("{comma} heures par semaine"), clock] {
            prop_assert_eq!(read_hours(&text, spoken()), expected.clone(), "{}", text);
        }
    }
}
