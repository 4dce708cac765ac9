ALTER TABLE grants ADD COLUMN last_used_at TIMESTAMP WITH TIME ZONE;
CREATE INDEX grants_of_organisation ON grants (organisation_id, created_at, id);
