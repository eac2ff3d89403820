use std::sync::Arc;

use super::{Links, Pictures, ShortNames, Texts};
use crate::AppData;
use crate::noc::{DataError, DataFiles, OnDemand};

/// Everything an answer is made from: the data, and the texts, links and pictures it is put into.
pub struct Presenter {
    /// The opened data.
    pub data: Arc<AppData>,
    /// Every sentence that is said.
    pub texts: OnDemand<Texts>,
    /// The official pages that people are sent to.
    pub links: OnDemand<Links>,
    /// Short names of the unit groups.
    pub short_names: OnDemand<ShortNames>,
    /// What draws pictures.
    pub pictures: OnDemand<Arc<Pictures>>,
}

impl Presenter {
    /// Opens every data file of a folder; of the built-in files those that everything needs, and the others when they are first
    /// used.
    ///
    /// # Errors
    /// The first file that is missing or wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let data = Arc::new(AppData::open(files)?);
        let (spoken, versions) = (data.languages.clone(), Arc::clone(&data.versions));
        Ok(Presenter {
            texts: OnDemand::new(files, move |files| Texts::open(files, &spoken))?,
            short_names: OnDemand::new(files, move |files| ShortNames::open(files, &versions))?,
            data,
            links: OnDemand::new(files, Links::open)?,
            pictures: OnDemand::new(files, |files| Pictures::open(files).map(Arc::new))?,
        })
    }

    /// Opens every data file and makes the checks that only a replaced data folder needs.
    ///
    /// # Errors
    /// The first file that is missing or wrong.
    pub fn check(files: &DataFiles) -> Result<Self, DataError> {
        let presenter = Self::open(files)?;
        presenter.data.check()?;
        presenter.texts.opened()?;
        presenter.short_names.opened()?;
        presenter.links.opened()?;
        presenter.pictures.opened()?;
        for noc in presenter.data.versions.all() {
            noc.check_titles(files)?;
        }
        Ok(presenter)
    }
}
