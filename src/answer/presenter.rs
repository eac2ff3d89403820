use std::sync::Arc;

use super::{Links, Pictures, ShortNames, Texts};
use crate::AppData;
use crate::noc::{DataError, DataFiles};

/// Everything an answer is made from: the data, and the texts, links and pictures it is put into.
pub struct Presenter {
    /// The opened data.
    pub data: AppData,
    /// Every sentence that is said.
    pub texts: Texts,
    /// The official pages that people are sent to.
    pub links: Links,
    /// Short names of the unit groups.
    pub short_names: ShortNames,
    /// What draws pictures.
    pub pictures: Arc<Pictures>,
}

impl Presenter {
    /// Opens every data file.
    ///
    /// # Errors
    /// The first file that is missing or wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let data = AppData::open(files)?;
        Ok(Presenter {
            texts: Texts::open(files, &data.languages)?,
            short_names: ShortNames::open(files, &data.versions)?,
            data,
            links: Links::open(files)?,
            pictures: Arc::new(Pictures::open(files)?),
        })
    }

    /// Opens every data file and makes the checks that only a replaced data folder needs.
    ///
    /// # Errors
    /// The first file that is missing or wrong.
    pub fn check(files: &DataFiles) -> Result<Self, DataError> {
        let presenter = Self::open(files)?;
        for noc in presenter.data.versions.all() {
            noc.check_titles(files)?;
        }
        Ok(presenter)
    }
}
