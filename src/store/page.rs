use jiff::Timestamp;
use jiff::civil::Date;

/// An official page as it was last fetched. Pages are public: they are kept in clear, and stay when people go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CachedPage {
    /// Where it was fetched.
    pub address: String,
    /// The page.
    pub body: String,
    /// By what its server tells that it did not change.
    pub etag: Option<String>,
    /// Its `Last-Modified` header.
    pub last_modified: Option<String>,
    /// When its server last confirmed it, to the millisecond.
    pub checked: Timestamp,
    /// The day from which on it was seen to differ from our data.
    pub differs_since: Option<Date>,
}
