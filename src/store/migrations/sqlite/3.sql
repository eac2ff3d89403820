ALTER TABLE users ADD COLUMN utc_offset INTEGER; -- seconds east

CREATE TABLE reminders (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice
    user INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    due INTEGER, -- milliseconds since 1970, 'Due::News' as the last there are, or 'Due::Tried' as null
    version INTEGER NOT NULL DEFAULT 0, -- counts its changes
    changed INTEGER NOT NULL, -- milliseconds since 1970
    record BLOB NOT NULL
) STRICT;

CREATE INDEX reminders_by_user ON reminders (user);
CREATE INDEX reminders_by_due ON reminders (due);
