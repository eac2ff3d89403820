//! What the matcher is measured against: other ways to find the titles that a text is like.

mod char_tf_idf;
mod full_text;
mod likeness;
mod texts;

pub use char_tf_idf::CharTfIdf;
pub use full_text::FullText;
pub use likeness::{JaroWinkler, Ratio};
pub use texts::Texts;

use nocbot::noc::GroupId;

/// A way to find the unit groups that a text may mean.
pub trait Rival {
    /// The groups with their scores, best first, each once; at most five.
    fn rank(&self, text: &str) -> Vec<(GroupId, f32)>;
}

/// How many groups are told.
const TOP: usize = 5;

/// The best score of each group, the best five groups first.
fn best(scored: impl Iterator<Item = (GroupId, f32)>) -> Vec<(GroupId, f32)> {
    let mut of_group: Vec<Option<f32>> = Vec::new();
    for (group, score) in scored {
        let at = usize::from(group.0);
        if of_group.len() <= at {
            of_group.resize(at + 1, None);
        }
        let best = of_group[at].map_or(score, |best| best.max(score));
        of_group[at] = Some(best);
    }
    let groups = (0..).map(GroupId).zip(of_group);
    let mut found: Vec<(GroupId, f32)> = groups
        .filter_map(|(group, score)| Some((group, score?)))
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found.truncate(TOP);
    found
}
