//! nocbot: from a job title as people type it to the Express Entry categories it qualifies for.

pub mod eligibility;
pub mod front;
pub mod matching;
pub mod noc;
