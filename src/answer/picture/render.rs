use crate::noc::{DataError, DataFiles};
use std::sync::Arc;
use thiserror::Error;
#[derive(Debug, Error)]
#[error("no picture")]
pub struct PictureError;
pub struct Pictures;
impl Pictures {
    pub fn open(_: &DataFiles) -> Result<Self, DataError> {
        Ok(Pictures)
    }
    pub fn png(&self, svg: &str) -> Result<Arc<[u8]>, PictureError> {
        Ok(svg.as_bytes().into())
    }
}
