-- Counts up with every change that the API shows, so that nobody overwrites what they have not seen.
ALTER TABLE users ADD COLUMN version BIGINT DEFAULT 1 NOT NULL;
ALTER TABLE organisations ADD COLUMN version BIGINT DEFAULT 1 NOT NULL;
ALTER TABLE memberships ADD COLUMN version BIGINT DEFAULT 1 NOT NULL;
