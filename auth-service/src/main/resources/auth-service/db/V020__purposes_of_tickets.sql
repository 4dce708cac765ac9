-- Requests of several kinds wait for a person's decision; those that wait now are asked again.
DELETE FROM consent_tickets;
ALTER TABLE consent_tickets ADD COLUMN purpose VARCHAR(10) DEFAULT 'redirect' NOT NULL;
CREATE INDEX grants_of_connection ON grants (user_id, client_id, resource);
