CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE conversations (
    user INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    saved INTEGER NOT NULL, -- milliseconds since 1970
    record BLOB NOT NULL,
    PRIMARY KEY (user, chat)
) STRICT;

CREATE INDEX conversations_by_chat ON conversations (chat);
CREATE INDEX conversations_by_age ON conversations (saved);

CREATE TABLE users (
    user INTEGER PRIMARY KEY,
    lang TEXT,
    blocked INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL -- milliseconds since 1970
) STRICT;
