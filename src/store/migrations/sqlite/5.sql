-- A conversation belongs to its user. All that were ever kept are of private chats, whose number is the user's.
CREATE TABLE conversations_of_users (
    user INTEGER PRIMARY KEY,
    saved INTEGER NOT NULL, -- milliseconds since 1970
    record BLOB NOT NULL
) STRICT;

INSERT INTO conversations_of_users SELECT user, saved, record FROM conversations WHERE chat = user;
DROP TABLE conversations;
ALTER TABLE conversations_of_users RENAME TO conversations;
CREATE INDEX conversations_by_age ON conversations (saved);

DELETE FROM reminders WHERE chat <> user;
ALTER TABLE reminders DROP COLUMN chat;

-- Who blocks the bot has no reminders left, and nobody is written to otherwise.
ALTER TABLE users DROP COLUMN blocked;
