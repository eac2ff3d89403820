//! The values of a job, and where each of them lies within its bounds.

/// A value of a job, in the order in which it is best asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What the job was.
    Occupation,
    /// The first day.
    Start,
    /// The last day, if it is over.
    End,
    /// The weekly hours.
    Hours,
    /// Where it was.
    Country,
    /// Whether it was paid, and by whom.
    Kind,
    /// The days of the time away.
    Away,
}

impl Field {
    /// Every value of a job.
    pub const ALL: [Field; 7] = [
        Field::Occupation,
        Field::Start,
        Field::End,
        Field::Hours,
        Field::Country,
        Field::Kind,
        Field::Away,
    ];

    /// The axes along which the value moves.
    pub(super) fn axes(self) -> &'static [Axis] {
        match self {
            Field::Occupation => &[Axis::Occupation],
            Field::Start => &[Axis::Start],
            Field::End => &[Axis::End],
            Field::Hours => &[Axis::Hours],
            Field::Country => &[Axis::Country],
            Field::Kind => &[Axis::Kind],
            Field::Away => &[Axis::AwayStart, Axis::AwayEnd],
        }
    }
}

/// Something of a job that can lie anywhere between its least and its most, whatever the others are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    /// Whether the job is in the occupation looked at, where it may be in another.
    Occupation,
    Start,
    End,
    Hours,
    Country,
    Kind,
    /// When time away began; of time away without dates, how long it was.
    AwayStart,
    /// When it ended; of time away without dates, where it was.
    AwayEnd,
}

impl Axis {
    pub const ALL: [Axis; 8] = [
        Axis::Occupation,
        Axis::Start,
        Axis::End,
        Axis::Hours,
        Axis::Country,
        Axis::Kind,
        Axis::AwayStart,
        Axis::AwayEnd,
    ];

    /// Whether there are only a few values.
    pub fn is_choice(self) -> bool {
        matches!(self, Axis::Occupation | Axis::Country | Axis::Kind)
    }
}

/// Where between its least (0) and its most (1) everything of a job lies. What has only a few values changes half-way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Position([f64; Axis::ALL.len()]);

impl Position {
    /// Everything at the same part of the way.
    pub const fn all(part: f64) -> Self {
        Position([part; Axis::ALL.len()])
    }

    /// How far along an axis.
    pub fn at(&self, axis: Axis) -> f64 {
        self.0[axis as usize]
    }

    /// Whether the greater of two values is meant.
    pub fn is_most(&self, axis: Axis) -> bool {
        self.at(axis) >= 0.5
    }

    /// Moves to a place on an axis.
    pub fn put(&mut self, axis: Axis, part: f64) {
        self.0[axis as usize] = part;
    }
}

/// The whole number that lies at `part` of the way from one to another.
pub(super) fn between(from: i64, to: i64, part: f64) -> i64 {
    from + ((to - from) as f64 * part).round() as i64
}
