-- Sessions of before say nothing of how they began; their people sign in again.
DELETE FROM sessions;
ALTER TABLE sessions ADD COLUMN id UUID NOT NULL;
-- Space-separated, such as password totp.
ALTER TABLE sessions ADD COLUMN methods VARCHAR(100) NOT NULL;
ALTER TABLE sessions ADD COLUMN address VARCHAR(64) NOT NULL;
ALTER TABLE sessions ADD COLUMN browser VARCHAR(80) NOT NULL;
CREATE UNIQUE INDEX sessions_by_id ON sessions (id);
CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_by_end ON sessions (expires_at);
