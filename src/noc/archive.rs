//! The data files as `build.rs` packs them into the program: long texts in compressed blocks of whole lines, each of which is
//! opened when something in it is first asked for, and everything else as it is.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::packed::PackedText;
use super::text::FileText;
use crate::tables::{TableReader, TableWriter};

/// Texts of at least so many bytes are packed.
const LONG: usize = 1 << 11;
/// The data files in the program, by their paths inside the data folder.
#[derive(Debug, Default)]
pub struct Archive(BTreeMap<&'static str, Content>);

#[derive(Debug)]
enum Content {
    Plain(&'static [u8]),
    Packed(PackedText),
}

impl Archive {
    /// The archive of the files of a folder and of its folders, those whose path `is_wanted` accepts, as bytes.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn pack(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> io::Result<Vec<u8>> {
        let mut out = TableWriter::default();
        add(folder, "", &is_wanted, &mut out)?;
        Ok(out.into_bytes())
    }

    /// The archive that [`Archive::pack`] gave; what is wrong is left out.
    pub(crate) fn read(bytes: &'static [u8]) -> Self {
        let mut tables = TableReader::new(bytes);
        let file = || {
            let path = tables.text()?;
            let blocks = tables.rows()?;
            let content = if blocks.is_empty() {
                Content::Plain(tables.rows()?)
            } else {
                Content::Packed(PackedText::read(blocks))
            };
            Some((path, content))
        };
        Archive(std::iter::from_fn(file).collect())
    }

    /// The file at a path.
    pub(crate) fn get(&'static self, path: &str) -> Option<FileText> {
        Some(match self.0.get(path)? {
            Content::Plain(bytes) => FileText::Whole(bytes),
            Content::Packed(text) => FileText::Packed(text),
        })
    }

    /// The paths of all files, sorted.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

/// Adds the files of a folder, sorted; `prefix` stands before their names.
fn add(
    folder: &Path,
    prefix: &str,
    is_wanted: &dyn Fn(&str) -> bool,
    out: &mut TableWriter,
) -> io::Result<()> {
    let entries = std::fs::read_dir(folder)?;
    let mut paths: Vec<_> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            add(&path, &format!("{name}/"), is_wanted, out)?;
            continue;
        }
        if !is_wanted(&name) {
            continue;
        }
        let bytes = std::fs::read(&path)?;
        out.add(name.as_bytes());
        match std::str::from_utf8(&bytes) {
            Ok(text) if bytes.len() >= LONG => {
                out.add(&PackedText::pack(text));
            }
            _ => {
                out.add::<u8>(&[]);
                out.add(&bytes);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(text: &str) -> FileText {
        let bytes: &'static [u8] = PackedText::pack(text).leak();
        FileText::Packed(Box::leak(Box::new(PackedText::read(bytes))))
    }

    #[test]
    fn a_packed_text_is_read_in_parts_and_as_a_whole() {
        let line = |at: usize| format!("{:05}\tjob number {at}\tanother form of {at}\n", at / 3);
        let lines: Vec<String> = (0..5_000).map(line).collect();
        let text = format!("code\ttitle\n{}", lines.concat());
        let (whole, parts) = (
            FileText::Whole(text.clone().leak().as_bytes()),
            packed(&text),
        );
        for file in [whole, parts] {
            assert_eq!(file.len(), text.len());
            let own = file.lines_of("00700");
            assert_eq!(own.len(), 3);
            assert_eq!(own[2], lines[2102].trim_end());
            assert!(file.lines_of("70000").is_empty());
            for at in [0, 11, text.len() / 2, text.len() - 3] {
                let at = text[..at].rfind('\t').map_or(0, |tab| tab + 1);
                let column = text[at..].split(['\t', '\n']).next();
                assert_eq!(file.column_at(at), column);
            }
            assert_eq!(file.column_at(text.len() + 9), None);
            assert_eq!(file.whole(), text.as_bytes());
            assert_eq!(file.column_at(5), Some("title"));
        }
    }
}
