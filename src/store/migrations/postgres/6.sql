CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);

CREATE TABLE conversations (
    "user" BIGINT PRIMARY KEY,
    saved BIGINT NOT NULL, -- milliseconds since 1970
    record BYTEA NOT NULL
);

CREATE TABLE users (
    "user" BIGINT PRIMARY KEY,
    lang TEXT,
    changed BIGINT NOT NULL, -- milliseconds since 1970
    utc_offset BIGINT, -- seconds east
    zone TEXT -- of the IANA Time Zone Database; where none, utc_offset holds
);

-- Official pages as they were last fetched: nothing personal.
CREATE TABLE pages (
    name TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    body BYTEA NOT NULL, -- a page may hold a zero, which a text here may not
    etag TEXT,
    last_modified TEXT,
    checked BIGINT NOT NULL, -- milliseconds since 1970
    differs_since TEXT -- a day such as 2026-11-22
);

CREATE TABLE reminders (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "user" BIGINT NOT NULL,
    due BIGINT, -- milliseconds since 1970, 'Due::News' as the last there are, or 'Due::Tried' as null
    version BIGINT NOT NULL DEFAULT 0, -- counts its changes
    changed BIGINT NOT NULL, -- milliseconds since 1970
    record BYTEA NOT NULL
);

CREATE INDEX reminders_by_user ON reminders ("user");
CREATE INDEX reminders_by_due ON reminders (due);

-- Updates that were taken and are not done yet.
CREATE TABLE inbox (
    chat BIGINT NOT NULL,
    "user" BIGINT NOT NULL,
    id BIGINT NOT NULL, -- Telegram's update_id
    taken BIGINT NOT NULL, -- milliseconds since 1970
    attempts BIGINT NOT NULL DEFAULT 0, -- how often handling it failed or was cut short
    is_aside BIGINT NOT NULL DEFAULT 0, -- could not be handled, and is not tried again
    record BYTEA NOT NULL,
    PRIMARY KEY (chat, "user", id)
);

-- Updates that were taken in the last days, whatever became of them.
CREATE TABLE seen_updates (
    id BIGINT PRIMARY KEY,
    taken BIGINT NOT NULL -- milliseconds since 1970
);

-- Messages to be sent.
CREATE TABLE outbox (
    chat BIGINT NOT NULL,
    id BIGINT NOT NULL, -- in the order of the chat
    "user" BIGINT NOT NULL, -- whom it answers
    made BIGINT NOT NULL, -- milliseconds since 1970
    record BYTEA NOT NULL,
    PRIMARY KEY (chat, id)
);

-- Which process does what only one may do at a time: the sending to a chat, the fetching of updates, the reading of pages.
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    until BIGINT NOT NULL -- milliseconds since 1970
);
