CREATE TABLE api_tokens (
  id UUID PRIMARY KEY,
  secret_hash VARCHAR(43) NOT NULL UNIQUE,
  -- Of the form that asked for it, so that a form sent twice makes one token.
  form_hash VARCHAR(43) NOT NULL UNIQUE,
  user_id UUID NOT NULL,
  organisation_id UUID NOT NULL,
  name VARCHAR(80) NOT NULL CHECK (name <> ''),
  -- Space-separated, as in tokens.
  scope VARCHAR(4000) NOT NULL CHECK (scope <> ''),
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  last_used_at TIMESTAMP WITH TIME ZONE,
  CHECK (expires_at > created_at AND expires_at <= created_at + INTERVAL '8760' HOUR),
  FOREIGN KEY (organisation_id, user_id) REFERENCES memberships (organisation_id, user_id) ON DELETE CASCADE
);
CREATE INDEX api_tokens_of_person ON api_tokens (organisation_id, user_id);
CREATE INDEX api_tokens_of_user ON api_tokens (user_id);
CREATE INDEX api_tokens_by_end ON api_tokens (expires_at);
