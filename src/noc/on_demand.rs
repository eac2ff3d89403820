//! Parts of the data that are read when they are first asked for.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::{DataError, DataFiles};

/// How a part is read.
type Open<T> = dyn Fn() -> Result<T, DataError> + Send + Sync;

/// A part of the data: of a folder it is read at once, so that what is wrong there is said before anything starts; of the
/// built-in files, which the tests check, not before it is first used.
pub struct OnDemand<T> {
    part: OnceLock<T>,
    open: Box<Open<T>>,
}

impl<T> OnDemand<T> {
    /// The part that `open` reads from `files`.
    ///
    /// # Errors
    /// What `open` says of a folder's files.
    pub fn new(
        files: &DataFiles,
        open: impl Fn(&DataFiles) -> Result<T, DataError> + Send + Sync + 'static,
    ) -> Result<Self, DataError> {
        let own = files.clone();
        let part = OnDemand {
            part: OnceLock::new(),
            open: Box::new(move || open(&own)),
        };
        if *files != DataFiles::BuiltIn {
            part.opened()?;
        }
        Ok(part)
    }

    /// The part, read now if it was not yet.
    ///
    /// # Errors
    /// A file is missing or wrong.
    pub fn opened(&self) -> Result<&T, DataError> {
        match self.part.get() {
            Some(part) => Ok(part),
            None => {
                let part = (self.open)()?;
                Ok(self.part.get_or_init(|| part))
            }
        }
    }
}

impl<T> Deref for OnDemand<T> {
    type Target = T;

    /// The part, read now if it was not yet.
    ///
    /// # Panics
    /// A built-in file is wrong, which `nocbot data check` names.
    fn deref(&self) -> &T {
        self.opened()
            .unwrap_or_else(|error| panic!("the built-in data: {error}"))
    }
}

impl<T: fmt::Debug> fmt::Debug for OnDemand<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OnDemand").field(&self.part.get()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_built_in_part_is_read_once_and_only_where_it_is_used() {
        let reads = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&reads);
        let part = OnDemand::new(&DataFiles::BuiltIn, move |files| {
            counted.fetch_add(1, Ordering::Relaxed);
            files.read("README.md")
        });
        let part = part.unwrap();
        assert_eq!(reads.load(Ordering::Relaxed), 0);
        assert!(part.contains("data") && !part.is_empty());
        assert_eq!(reads.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_part_of_a_folder_is_read_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let files = DataFiles::Folder(folder.path().to_owned());
        let error = OnDemand::new(&files, |files| files.read("zones.tsv")).unwrap_err();
        assert!(error.to_string().contains("zones.tsv"), "{error}");
    }
}
