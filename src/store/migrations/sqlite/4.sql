ALTER TABLE users ADD COLUMN zone TEXT; -- of the IANA Time Zone Database; where none, utc_offset holds
