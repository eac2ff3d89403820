//! Uploaded files: what Telegram takes as a photo or a document, and what it tells of one.

use serde_json::{Value, json};

use super::http::Upload;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const MAX_BYTES: usize = 10 * 1024 * 1024;
const MAX_PIXELS: u32 = 10_000;
const MAX_RATIO: u32 = 20;
const MAX_DOCUMENT_BYTES: usize = 50 * 1024 * 1024;

/// The description that stands for the file uploaded for a parameter from now on.
pub fn take(parameter: &str, file: &Upload) -> Result<String, String> {
    match parameter {
        "photo" => take_photo(file),
        "document" => take_document(file),
        _ => Err(format!("the stand-in takes no file for {parameter}")),
    }
}

/// `NAME` and, on the lines that follow, the text in it; the bot sends no other documents.
fn take_document(file: &Upload) -> Result<String, String> {
    let name = &file.file_name;
    if file.bytes.is_empty() || file.bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(format!("a document of {} bytes", file.bytes.len()));
    }
    let text = std::str::from_utf8(&file.bytes);
    let text = text.map_err(|error| format!("{name} is no text: {error}"))?;
    Ok(format!("{name}\n{text}"))
}

/// What a message tells of a document, and its text; none where nothing was uploaded.
pub fn document(described: &str) -> Option<(Value, &str)> {
    let (name, text) = described.split_once('\n')?;
    let document = json!({
        "file_id": name, "file_unique_id": name, "file_name": name, "file_size": text.len(),
    });
    Some((document, text))
}

/// `NAME WIDTHxHEIGHT BYTES`.
fn take_photo(file: &Upload) -> Result<String, String> {
    let bytes = &file.bytes;
    if !bytes.starts_with(SIGNATURE) || !bytes.windows(4).any(|chunk| chunk == b"IEND") {
        return Err(format!("{} is no whole PNG", file.file_name));
    }
    let number = |at: usize| {
        let field = bytes
            .get(at..at + 4)
            .and_then(|field| field.try_into().ok());
        field.map_or(0, u32::from_be_bytes)
    };
    let (width, height) = (number(16), number(20));
    let (shorter, longer) = (width.min(height), width.max(height));
    if shorter == 0 || width + height > MAX_PIXELS || longer > MAX_RATIO * shorter {
        return Err(format!("PHOTO_INVALID_DIMENSIONS {width}x{height}"));
    }
    if bytes.len() > MAX_BYTES {
        return Err(format!("a photo of {} bytes", bytes.len()));
    }
    let name = &file.file_name;
    Ok(format!("{name} {width}x{height} {}", bytes.len()))
}

/// The sizes that a message tells of a photo; none where nothing was uploaded.
pub fn sizes(described: &str) -> Option<Value> {
    let mut parts = described.rsplitn(3, ' ');
    let bytes: u64 = parts.next()?.parse().ok()?;
    let (width, height) = parts.next()?.split_once('x')?;
    let (width, height): (u32, u32) = (width.parse().ok()?, height.parse().ok()?);
    let name = parts.next()?;
    Some(json!([{
        "file_id": name, "file_unique_id": name, "file_size": bytes, "width": width, "height": height,
    }]))
}
