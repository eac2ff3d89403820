//! What `build.rs` made of the built-in data when the program was built.

/// Bytes that begin where numbers may.
#[repr(C, align(16))]
struct Aligned<B: ?Sized>(B);

static MATCHERS: &Aligned<[u8]> =
    &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/matchers.bin")));

static FILES: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/files.bin")));

/// The data files, packed.
pub(crate) fn files() -> &'static [u8] {
    &FILES.0
}

static PHRASES: &Aligned<[u8]> =
    &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/phrases.bin")));

/// The index of the phrases of every language.
pub(crate) fn phrases() -> &'static [u8] {
    &PHRASES.0
}

/// The index of every version of the classification.
pub(crate) fn matchers() -> &'static [u8] {
    &MATCHERS.0
}
