//! Words that name a level or a role rather than a trade: a supervisor of welders is no welder.

/// Sets of levels and roles, one bit each.
pub type Levels = u16;

/// Those who lead others: the first two of the table.
pub const AUTHORITY: Levels = 0b11;

/// The lemmas of each level, English and French.
const LEVELS: &[&[&str]] = &[
    &[
        "manager",
        "director",
        "head",
        "manage",
        "managing",
        "gestionnaire",
        "directeur",
        "gerant",
        "gere",
        "dirige",
        "superintendent",
        "surintendant",
        "diriger",
        "gerer",
    ],
    &[
        "supervisor",
        "foreman",
        "forewoman",
        "supervise",
        "supervising",
        "superviseur",
        "supervi",
        "contremaitre",
        "chief",
        "supervision",
        "superviser",
        "supervised",
        "supervisory",
    ],
    &[
        "helper",
        "aide",
        "assistant",
        "labourer",
        "laborer",
        "manoeuvre",
        "adjoint",
        "auxiliaire",
    ],
    &[
        "technician",
        "technologist",
        "tech",
        "technicien",
        "technologue",
    ],
    &["engineer", "ingenieur"],
    &[
        "teacher",
        "instructor",
        "trainer",
        "professeur",
        "formateur",
        "enseignant",
        "teach",
        "enseigne",
        "lecturer",
        "instructeur",
        "enseigner",
    ],
    &["inspector", "inspecteur", "inspect", "inspecte"],
    &["clerk", "commi", "commis"],
    &[
        "owner",
        "proprietaire",
        "contractor",
        "entrepreneur",
        "patron",
    ],
    &[
        "salesperson",
        "seller",
        "vendeur",
        "sell",
        "vend",
        "sale",
        "salesman",
        "vente",
        "vendre",
    ],
];

/// The level or role that a lemma names, if any.
pub fn of(lemma: &str) -> Levels {
    LEVELS
        .iter()
        .position(|lemmas| lemmas.contains(&lemma))
        .map_or(0, |at| 1 << at)
}
