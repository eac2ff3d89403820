-- Official pages as they were last fetched: nothing personal.
CREATE TABLE pages (
    name TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    body TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    checked INTEGER NOT NULL, -- milliseconds since 1970
    differs_since TEXT -- a day such as 2026-11-22
) STRICT, WITHOUT ROWID;
