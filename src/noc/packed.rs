//! A long text of the program's data in compressed blocks of whole lines, each opened when something in it is first asked for.

use std::sync::OnceLock;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::tables::{TableReader, TableWriter};

/// A block ends with the line that reaches so many bytes: few enough to be opened in no time.
const BLOCK: usize = 1 << 15;
/// How hard it is tried to make a block small, of ten.
const EFFORT: u8 = 9;

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

/// The first column of a line.
fn first_column(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}

impl PackedText {
    /// The text in blocks, as bytes.
    pub(super) fn pack(text: &str) -> Vec<u8> {
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

    /// The text that [`PackedText::pack`] gave; what is wrong is left out.
    pub(super) fn read(bytes: &'static [u8]) -> Self {
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
