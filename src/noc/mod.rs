//! The ground floor: NOC codes, unit groups, job titles, and the data files everything is read from.

mod archive;
mod classification;
mod code;
mod crosswalk;
mod files;
mod gender_forms;
mod lang;
mod mentions;
mod on_demand;
mod packed;
mod text;
mod version;
mod versions;

pub use archive::Archive;
pub use classification::{Classification, GroupId, Title, UnitGroup};
pub use code::{InvalidCode, InvalidOldCode, NocCode, OldNocCode, Teer};
pub(crate) use crosswalk::Crosswalk;
pub(crate) use files::tsv_rows;
pub use files::{DataError, DataFiles};
pub use gender_forms::{GenderSuffixes, write_out_titles};
pub use lang::{ByLang, InvalidLang, Lang, Localized, NoEnglish};
pub use mentions::WrittenCode;
pub(crate) use mentions::{CodeMention, CodeWords, codes_in};
pub use on_demand::OnDemand;
pub(crate) use text::FileText;
pub use version::{InvalidVersion, NocVersion};
pub use versions::{NocVersions, Successors};
