//! The words of dates in English and French, folded as the tokeniser folds them.

use super::items::{Item, Part};

/// Phrases and words with a meaning; of those that fit the one with most words counts.
pub(super) const PHRASES: &[(&str, Item)] = &[
    ("last year", Item::YearsBack(1)),
    ("past year", Item::YearsBack(1)),
    ("previous year", Item::YearsBack(1)),
    ("annee derniere", Item::YearsBack(1)),
    ("annee passee", Item::YearsBack(1)),
    ("annee precedente", Item::YearsBack(1)),
    ("an dernier", Item::YearsBack(1)),
    ("an passe", Item::YearsBack(1)),
    ("year before last", Item::YearsBack(2)),
    ("this year", Item::YearsBack(0)),
    ("current year", Item::YearsBack(0)),
    ("cette annee", Item::YearsBack(0)),
    ("annee en cours", Item::YearsBack(0)),
    ("next year", Item::YearsBack(-1)),
    ("annee prochaine", Item::YearsBack(-1)),
    ("an prochain", Item::YearsBack(-1)),
    ("last month", Item::MonthsBack(1)),
    ("past month", Item::MonthsBack(1)),
    ("previous month", Item::MonthsBack(1)),
    ("mois dernier", Item::MonthsBack(1)),
    ("dernier mois", Item::MonthsBack(1)),
    ("mois passe", Item::MonthsBack(1)),
    ("month before last", Item::MonthsBack(2)),
    ("this month", Item::MonthsBack(0)),
    ("current month", Item::MonthsBack(0)),
    ("ce mois", Item::MonthsBack(0)),
    ("ce mois ci", Item::MonthsBack(0)),
    ("mois en cours", Item::MonthsBack(0)),
    ("mois courant", Item::MonthsBack(0)),
    ("next month", Item::MonthsBack(-1)),
    ("mois prochain", Item::MonthsBack(-1)),
    ("last week", Item::DaysBack(7)),
    ("past week", Item::DaysBack(7)),
    ("semaine derniere", Item::DaysBack(7)),
    ("semaine passee", Item::DaysBack(7)),
    ("yesterday", Item::DaysBack(1)),
    ("hier", Item::DaysBack(1)),
    ("day before yesterday", Item::DaysBack(2)),
    ("avant hier", Item::DaysBack(2)),
    ("tomorrow", Item::DaysBack(-1)),
    ("demain", Item::DaysBack(-1)),
    ("next week", Item::DaysBack(-7)),
    ("semaine prochaine", Item::DaysBack(-7)),
    ("il y a", Item::Ago),
    ("il ya", Item::Ago),
    ("y a", Item::Ago),
    ("ca fait", Item::Ago),
    ("cela fait", Item::Ago),
    ("plus tot", Item::Ago),
    ("ago today", Item::Ago),
    ("from now", Item::Ahead),
    ("start of", Item::Part(Part::Early)),
    ("beginning of", Item::Part(Part::Early)),
    ("right now", Item::Now),
    ("aujourd hui", Item::Now),
    ("a present", Item::Now),
    ("to date", Item::Still),
    ("till date", Item::Still),
    ("until date", Item::Still),
    ("upto date", Item::Still),
    ("till now", Item::Still),
    ("until now", Item::Still),
    ("upto now", Item::Still),
    ("up to now", Item::Still),
    ("till today", Item::Still),
    ("until today", Item::Still),
    ("to this day", Item::Still),
    ("to the present", Item::Still),
    ("never left", Item::Still),
    ("never ended", Item::Still),
    ("never stopped", Item::Still),
    ("not yet", Item::Still),
    ("not ended", Item::Still),
    ("not finished", Item::Still),
    ("no end", Item::Still),
    ("no end date", Item::Still),
    ("a ce jour", Item::Still),
    ("a date", Item::Still),
    ("en cours", Item::Still),
    ("en poste", Item::Still),
    ("pas encore", Item::Still),
    ("pas fini", Item::Still),
    ("pas termine", Item::Still),
    ("jusqu a ce jour", Item::Still),
    ("jusqu a present", Item::Still),
    ("jusqu a maintenant", Item::Still),
    ("jusqu a aujourd hui", Item::Still),
    ("jusqu aujourd hui", Item::Still),
    ("jusque la", Item::To),
    ("up to", Item::To),
    ("plus de", Item::Filler),
    ("plus d", Item::Filler),
    ("plus ou moins", Item::Filler),
    ("more or less", Item::Filler),
    ("au plus tard", Item::Block),
    ("may be", Item::Filler),
    ("may have", Item::Unknown),
    ("i may", Item::Unknown),
];

/// Words with a meaning, by meaning.
pub(super) const WORDS: &[(&str, Item)] = &[
    ("ago back earlier auparavant voila", Item::Ago),
    ("before avant", Item::Before),
    ("later", Item::Ahead),
    (
        "last past previous dernier derniere passe passee",
        Item::Last,
    ),
    ("next coming prochain prochaine", Item::Next),
    ("early beginning debut", Item::Part(Part::Early)),
    ("mid middle mi milieu", Item::Part(Part::Mid)),
    ("late end fin", Item::Part(Part::Late)),
    ("now today nowadays maintenant", Item::Now),
    (
        "still present presently current currently ongoing continue continues continuing \
         toujours encore actuel actuelle actuellement",
        Item::Still,
    ),
    (
        "to till til until upto through thru jusque jusqu au",
        Item::To,
    ),
    ("or ou", Item::Or),
    (
        "not dont don doesn didn isn wasn haven never longer anymore after except less \
         ne pas plus jamais apres sauf moins",
        Item::Block,
    ),
];

/// Words that say nothing about a date.
pub(super) const FILLERS: &str = "\
    i we my me im m s ve d t it its was were am is are be been have had has do did the of this that a an \
    in on at from since for start started starting starts begin began begun join joined joining work worked \
    working works job role position there here with as about around approx approximately roughly circa ca \
    maybe probably think guess ended ending ends finish finished left leave quit stop stopped date day \
    days month year years over more than almost nearly exactly only just when yes yeah ok no nope well so then \
    and by company they them him her one first please hi hello hired employed \
    monday tuesday wednesday thursday friday saturday sunday \
    je j il elle ai suis on nous mon ma mes c est etait ce cette le la les l un une des du de en dans depuis des \
    partir commence commencer commencee embauche embauchee travaille travaillais travail travailler emploi \
    poste bas y vers autour environ peu pres presque mois annee annees an ans jour jours oui non ouais fini finie \
    termine terminee quitte arrete qui que et alors donc ete etais eu courant ici meme bonjour merci arrivee entree \
    lundi mardi mercredi jeudi vendredi samedi dimanche";

/// The names of each month and their short forms, in both languages.
pub(super) const MONTHS: [&str; 12] = [
    "january janvier jan janv",
    "february fevrier feb febr fev fevr",
    "march mars mar",
    "april avril apr avr",
    "may mai",
    "june juin jun",
    "july juillet jul juil juill jully",
    "august aout aug",
    "september septembre sep sept",
    "october octobre oct",
    "november novembre nov",
    "december decembre dec",
];

/// Words for the first days of a month, from the first on.
pub(super) const ORDINALS: [&str; 10] = [
    "first premier",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
];

/// Real words one letter away from a month.
pub(super) const NOT_MONTHS: &str = "marche match avail larch";
