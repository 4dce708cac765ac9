CREATE TABLE service_accounts (
  id UUID PRIMARY KEY,
  organisation_id UUID NOT NULL REFERENCES organisations (id),
  name VARCHAR(80) NOT NULL CHECK (name <> ''),
  role VARCHAR(10) NOT NULL CHECK (role IN ('member', 'admin')),
  version BIGINT NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  disabled_at TIMESTAMP WITH TIME ZONE,
  UNIQUE (organisation_id, id),
  UNIQUE (organisation_id, name)
);

-- A token is of a person or of a service account.
ALTER TABLE api_tokens ALTER COLUMN user_id DROP NOT NULL;
ALTER TABLE api_tokens ADD COLUMN service_account_id UUID;
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_have_one_holder
  CHECK ((user_id IS NULL) <> (service_account_id IS NULL));
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_of_service_accounts
  FOREIGN KEY (organisation_id, service_account_id) REFERENCES service_accounts (organisation_id, id) ON DELETE CASCADE;
CREATE INDEX api_tokens_of_service_account ON api_tokens (organisation_id, service_account_id);
CREATE INDEX api_tokens_in_organisation ON api_tokens (organisation_id, created_at, id);
