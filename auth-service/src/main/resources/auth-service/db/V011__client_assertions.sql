-- Assertions that were used, by the hash of client and jti, until they have expired.
CREATE TABLE client_assertions (
  hash VARCHAR(43) PRIMARY KEY,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX client_assertions_by_end ON client_assertions (expires_at);
