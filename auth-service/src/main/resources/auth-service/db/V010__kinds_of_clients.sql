-- A client id can be the https address of the client's own description.
ALTER TABLE grants ALTER COLUMN client_id SET DATA TYPE VARCHAR(512);
ALTER TABLE clients ALTER COLUMN id SET DATA TYPE VARCHAR(512);
-- Of the metadata, for registrations that equal ones share.
ALTER TABLE clients ALTER COLUMN fingerprint DROP NOT NULL;
ALTER TABLE clients ADD COLUMN kind VARCHAR(10) DEFAULT 'dynamic' NOT NULL
  CHECK (kind IN ('dynamic', 'document', 'registered'));
-- JSON array of texts.
ALTER TABLE clients ADD COLUMN post_logout_redirect_uris VARCHAR(24000) DEFAULT '[]' NOT NULL;
ALTER TABLE clients ADD COLUMN auth_method VARCHAR(20) DEFAULT 'none' NOT NULL
  CHECK (auth_method IN ('none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'));
ALTER TABLE clients ADD COLUMN secret_hash VARCHAR(43);
-- A JSON Web Key Set, or where to find it.
ALTER TABLE clients ADD COLUMN jwks VARCHAR(16000);
ALTER TABLE clients ADD COLUMN jwks_uri VARCHAR(2048);
-- Space-separated.
ALTER TABLE clients ADD COLUMN grant_types VARCHAR(400) DEFAULT 'authorization_code refresh_token' NOT NULL;
-- What a client of an organisation may do in its own name, space-separated, and as what.
ALTER TABLE clients ADD COLUMN organisation_id UUID REFERENCES organisations (id);
ALTER TABLE clients ADD COLUMN scope VARCHAR(4000) DEFAULT '' NOT NULL;
ALTER TABLE clients ADD COLUMN role VARCHAR(10) DEFAULT 'member' NOT NULL CHECK (role IN ('member', 'admin'));
ALTER TABLE clients ADD COLUMN version BIGINT DEFAULT 1 NOT NULL;
-- Until when a fetched description counts as fresh.
ALTER TABLE clients ADD COLUMN fresh_until TIMESTAMP WITH TIME ZONE;
-- Last registered again, described again or shown to a person.
ALTER TABLE clients ADD COLUMN seen_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE clients ADD COLUMN last_authorised_at TIMESTAMP WITH TIME ZONE;
UPDATE clients SET seen_at = created_at;
ALTER TABLE clients ALTER COLUMN seen_at SET NOT NULL;
ALTER TABLE clients ADD CONSTRAINT clients_owner CHECK ((kind = 'registered') = (organisation_id IS NOT NULL));
ALTER TABLE clients ADD CONSTRAINT clients_proof CHECK (
  (secret_hash IS NOT NULL) = (auth_method IN ('client_secret_basic', 'client_secret_post'))
  AND (auth_method <> 'private_key_jwt' OR jwks IS NOT NULL OR jwks_uri IS NOT NULL)
  AND (jwks IS NULL OR jwks_uri IS NULL));
ALTER TABLE clients ADD CONSTRAINT clients_freshness CHECK ((kind = 'document') = (fresh_until IS NOT NULL));
CREATE INDEX clients_of_organisation ON clients (organisation_id, id);
CREATE INDEX clients_never_authorised ON clients (seen_at);
