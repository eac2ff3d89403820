//! Calls that carry a file, as `multipart/form-data`.

use hyper::header::HeaderValue;

/// A form that is being filled in.
pub struct Form {
    boundary: String,
    body: Vec<u8>,
}

impl Form {
    /// An empty one.
    pub fn new() -> Self {
        Form {
            // Found in no file, since nobody knows it before.
            boundary: format!("{:032x}", fastrand::u128(..)),
            body: Vec::new(),
        }
    }

    /// The form with a field more.
    pub fn text(mut self, name: &str, value: &str) -> Self {
        self.part(&format!("name=\"{name}\""), value.as_bytes());
        self
    }

    /// The form with a file more.
    pub fn file(mut self, name: &str, file: &str, content: &[u8]) -> Self {
        // As browsers write them.
        let file = file.replace('"', "%22").replace('\r', "%0D");
        let file = file.replace('\n', "%0A");
        self.part(&format!("name=\"{name}\"; filename=\"{file}\""), content);
        self
    }

    fn part(&mut self, names: &str, content: &[u8]) {
        let head = format!(
            "--{}\r\nContent-Disposition: form-data; {names}\r\n\r\n",
            self.boundary
        );
        self.body.reserve(head.len() + content.len() + 64);
        self.body.extend(head.as_bytes());
        self.body.extend(content);
        self.body.extend(b"\r\n");
    }

    /// What kind of content it is, and the content; none of the first where that cannot be told.
    pub fn written(mut self) -> (Option<HeaderValue>, Vec<u8>) {
        self.body
            .extend(format!("--{}--\r\n", self.boundary).as_bytes());
        let kind = format!("multipart/form-data; boundary={}", self.boundary);
        (HeaderValue::from_str(&kind).ok(), self.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_written_as_browsers_write_it() {
        let form = Form::new()
            .text("chat_id", "7")
            .file("file", "a\"b.png", b"\x89");
        let boundary = form.boundary.clone();
        let (kind, body) = form.written();
        let kind = kind.unwrap();
        let expected = format!("multipart/form-data; boundary={boundary}");
        assert_eq!(kind.as_bytes(), expected.as_bytes());
        let expected = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n\
             --{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22b.png\"\r\n\r\n"
        );
        let end = format!("\r\n--{boundary}--\r\n");
        assert_eq!(
            body,
            [expected.as_bytes(), b"\x89", end.as_bytes()].concat()
        );
    }
}
