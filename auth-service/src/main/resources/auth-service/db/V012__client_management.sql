-- Of the token with which a client that registered itself alone is managed.
ALTER TABLE clients ADD COLUMN management_hash VARCHAR(43);
