-- Updates that were taken and are not done yet.
CREATE TABLE inbox (
    chat INTEGER NOT NULL,
    user INTEGER NOT NULL,
    id INTEGER NOT NULL, -- Telegram's update_id
    taken INTEGER NOT NULL, -- milliseconds since 1970
    attempts INTEGER NOT NULL DEFAULT 0, -- how often handling it failed or was cut short
    is_aside INTEGER NOT NULL DEFAULT 0, -- could not be handled, and is not tried again
    record BLOB NOT NULL,
    PRIMARY KEY (chat, user, id)
) STRICT, WITHOUT ROWID;

-- Updates that were taken in the last days, whatever became of them.
CREATE TABLE seen_updates (
    id INTEGER PRIMARY KEY,
    taken INTEGER NOT NULL -- milliseconds since 1970
) STRICT;

-- Messages to be sent.
CREATE TABLE outbox (
    chat INTEGER NOT NULL,
    id INTEGER NOT NULL, -- in the order of the chat
    user INTEGER NOT NULL, -- whom it answers
    made INTEGER NOT NULL, -- milliseconds since 1970
    record BLOB NOT NULL,
    PRIMARY KEY (chat, id)
) STRICT, WITHOUT ROWID;

-- Read once an hour and written with every message.
DROP INDEX conversations_by_age;
