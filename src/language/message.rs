use serde::Deserialize;

use super::subject::{Merged, Subject};
use super::words::Words;

/// Declares a subject that holds nothing but lists of words, each of which a language may be without.
macro_rules! word_lists {
    ($(#[$about:meta])* $name:ident in $file:literal { $($(#[$doc:meta])* $list:ident,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            $($(#[$doc])* pub $list: Words,)*
        }

        impl Subject for $name {
            const FILE: &'static str = $file;
        }

        impl Merged for $name {
            const MAY_LACK: bool = true;

            fn add(&mut self, other: Self) {
                $(self.$list.add(other.$list);)*
            }
        }
    };
}

word_lists! {
    /// The small words by which a message is taken apart: what they link, open or end. Words with a meaning of their own
    /// stand in the files of `understanding/`.
    MessageWords in "message.toml" {
        /// A full stop after one of these ends no sentence: "dr", "approx".
        short_forms,
        /// "and".
        and,
        /// "the", where it stands between a preposition and a name.
        the,
        /// "of".
        of,
        /// "a" as the number one before a unit of time.
        one_as_article,
        /// "one" where it may be an article too.
        one_as_number,
        /// "between" two numbers.
        between,
        /// "but": another statement follows.
        but,
        /// "because", "while": another statement follows if something begins one.
        turns,
        /// Words that tell an order of jobs and yet begin no other job, such as "currently".
        no_next_job,
        /// Words for "and" that link no two statements, such as "plus".
        adds_only,
        /// What may stand before the first word of a statement, such as "also".
        before_statement,
        /// What stands right before a place.
        before_place,
        /// Before a name they say that it is an employer's: "chez Carrefour".
        before_employer,
        /// Before a name they hold its article: "au" for "à Le".
        with_article,
        /// The articles that they hold.
        held_articles,
        /// What stands between the narrower and the wider name of a place.
        between_places,
        /// What stands between "not" and a place.
        after_not,
        /// A "no" that answers, and denies nothing that follows.
        plain_no,
        /// The words of "I meant" behind "I": what follows is meant instead of what was told.
        meant,
        /// Behind a "not" they make it deny nothing: "not only".
        not_only,
        /// Before an employer's country they tell where the person was, not where the employer is.
        at_employer,
        /// "for": on whose behalf.
        on_behalf,
        /// Right before a place they tell where the person works from: "depuis".
        from_place,
        /// The same, where the work is done away from the employer: "from".
        from_place_remote,
        /// "saint": a name of a place, or of a hospital or school.
        saints,
        /// "is", "was": what somebody is follows.
        copulas,
        /// "are", "were": what several are.
        copulas_of_many,
        /// Between a word for hours and their number: "my hours are now 20".
        links_amount,
        /// Right behind a job's name and before a place they tell where its person comes from: "a nurse from India".
        before_origin,
        /// Always an elided word and another, typed in one: "jai".
        elided_in_one,
        /// What somebody is who owns a business, beside its name: "bakery owner".
        owner_of,
        /// Nouns for what somebody may own and work in.
        businesses,
        /// Nouns for a position, which one has and is not: "I have an assistantship".
        positions,
        /// "is", "based": they tell where an employer is.
        is_located,
        /// Codes of countries that count wherever they are written in capitals.
        shouted_countries,
        /// "as".
        as_,
        /// What follows "as" where no job does: "as well".
        after_as,
        /// What joins the parts of a title and begins no circumstance.
        in_title,
        /// Nouns for somebody who studied: what stands before is a field of study.
        graduates,
        /// What follows "student" where that is no part of a title: "a student who works".
        after_student,
        /// Words that end a job's phrase elsewhere and may be part of one.
        in_job_too,
        /// The same, if another word follows.
        in_job_before_word,
        /// Two words, written together here, that are one where a title begins: "day care".
        pairs_in_job,
        /// The endings of ordinal numbers: "15th".
        ordinals,
        /// What may stand inside a date.
        in_date,
        /// Names of months that are other words too.
        doubtful_months,
        /// What may stand between a count and its unit: "2 full years".
        before_unit,
        /// What stands between "since" and what the writer did then.
        links_event,
        /// What stands before "a week" or "a day" where that is a length of time: "for a week".
        before_one_unit,
        /// Before a date they say that something held until then.
        before_date,
        /// Before a leave they say that something held from its end on.
        after_leave,
        /// Where anybody may work; words of no job of their own.
        workplaces,
        /// What joins two parts of a length of time.
        joins_lengths,
        /// "24 hours out of 24".
        out_of,
        /// What stands between shifts and their hours: "3 nights of 12 hours".
        before_shift_hours,
        /// What stands between the hours of a week and the days they are spread over: "24 hours over 3 days".
        over_days,
        /// What stands between an amount of hours and what it is told over.
        before_per,
        /// A subject that may be nobody.
        impersonal_subjects,
        /// What follows such a subject where it is nobody.
        impersonal_verbs,
        /// Before a relative they say that somebody else is the subject.
        before_relative,
        /// The ending of an owner, behind an apostrophe.
        owner_ending,
        /// What a relative owns: the job is not the relative's.
        owned,
    }
}
