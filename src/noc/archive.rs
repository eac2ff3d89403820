//! The data files as `build.rs` packs them into the program: long texts in compressed blocks of whole lines, each of which is
//! opened when something in it is first asked for, and everything else as it is.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::text::FileText;
use crate::tables::{TableReader, TableWriter};

/// Texts of at least so many bytes are packed.
const LONG: usize = 1 << 14;
/// A block ends with the line that reaches so many bytes: few enough to be opened in no time.
const BLOCK: usize = 1 << 14;
/// How hard it is tried to make a block small, of ten.
const EFFORT: u8 = 9;

/// The data files in the program, by their paths inside the data folder.
#[derive(Debug, Default)]
pub struct Archive(BTreeMap<&'static str, Content>);

#[derive(Debug)]
enum Content {
    Plain(&'static [u8]),
    Packed(PackedText),
}

/// A text in blocks of whole lines.
#[derive(Debug)]
pub struct PackedText {
    blocks: Vec<Block>,
    length: usize,
    whole: OnceLock<Vec<u8>>,
}

#[derive(Debug)]
struct Block {
    /// Where it begins in the text, and how many bytes it has there.
    start: usize,
    length: usize,
    /// The least and the greatest first column of its lines.
    columns: [&'static str; 2],
    packed: &'static [u8],
    opened: OnceLock<Vec<u8>>,
}

impl Archive {
    /// The archive of the files of a folder and of its folders, as bytes.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn pack(folder: &Path) -> io::Result<Vec<u8>> {
        let mut out = TableWriter::default();
        add(folder, "", &mut out)?;
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
fn add(folder: &Path, prefix: &str, out: &mut TableWriter) -> io::Result<()> {
    let entries = std::fs::read_dir(folder)?;
    let mut paths: Vec<_> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            add(&path, &format!("{name}/"), out)?;
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

/// The first column of a line.
fn first_column(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}

impl PackedText {
    fn pack(text: &str) -> Vec<u8> {
        let mut out = TableWriter::default();
        let mut block = String::with_capacity(2 * BLOCK);
        for line in text.split_inclusive('\n') {
            block.push_str(line);
            if block.len() >= BLOCK {
                Block::pack(&block, &mut out);
                block.clear();
            }
        }
        if !block.is_empty() {
            Block::pack(&block, &mut out);
        }
        out.into_bytes()
    }

    fn read(bytes: &'static [u8]) -> Self {
        let mut tables = TableReader::new(bytes);
        let mut start = 0;
        let block = || {
            let block = Block::read(&mut tables, start)?;
            start += block.length;
            Some(block)
        };
        let blocks: Vec<Block> = std::iter::from_fn(block).collect();
        PackedText {
            length: blocks.iter().map(|block| block.length).sum(),
            blocks,
            whole: OnceLock::new(),
        }
    }

    /// How many bytes the text has.
    pub fn len(&self) -> usize {
        self.length
    }

    /// The whole text, opened once.
    pub fn whole(&self) -> &[u8] {
        self.whole.get_or_init(|| {
            let mut whole = Vec::with_capacity(self.length);
            for block in &self.blocks {
                match block.opened.get() {
                    Some(opened) => whole.extend_from_slice(opened),
                    None => whole.extend(block.unpacked()),
                }
            }
            whole
        })
    }

    /// The text from a place to the end of its block, which ends with a line.
    pub fn from(&self, place: usize) -> Option<&[u8]> {
        if let Some(whole) = self.whole.get() {
            return whole.get(place..);
        }
        let behind = self.blocks.partition_point(|block| block.start <= place);
        let block = self.blocks.get(behind.checked_sub(1)?)?;
        block.text().get(place - block.start..)
    }

    /// The blocks that may have lines whose first column is this.
    pub fn with_first(&self, column: &str) -> impl Iterator<Item = &[u8]> {
        let holds = move |block: &&Block| {
            let [least, greatest] = block.columns;
            (least..=greatest).contains(&column)
        };
        self.blocks.iter().filter(holds).map(Block::text)
    }
}

impl Block {
    fn pack(text: &str, out: &mut TableWriter) {
        let columns = || text.lines().map(first_column);
        out.add(&(text.len() as u32).to_le_bytes());
        out.add(columns().min().unwrap_or_default().as_bytes());
        out.add(columns().max().unwrap_or_default().as_bytes());
        out.add(&compress_to_vec(text.as_bytes(), EFFORT));
    }

    fn read(tables: &mut TableReader, start: usize) -> Option<Self> {
        Some(Block {
            start,
            length: u32::from_le_bytes(tables.one()?) as usize,
            columns: [tables.text()?, tables.text()?],
            packed: tables.rows()?,
            opened: OnceLock::new(),
        })
    }

    fn text(&self) -> &[u8] {
        self.opened.get_or_init(|| self.unpacked())
    }

    /// The text; only zeros where the program was damaged.
    fn unpacked(&self) -> Vec<u8> {
        let text = decompress_to_vec_with_limit(self.packed, self.length);
        let text = text.ok().filter(|text| text.len() == self.length);
        text.unwrap_or_else(|| vec![0; self.length])
    }
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
