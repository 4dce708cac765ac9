-- One row: set when the first organisation is founded, so that it happens once however many replicas race.
CREATE TABLE installation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  founded_at TIMESTAMP WITH TIME ZONE
);
INSERT INTO installation (id) VALUES (1);

CREATE TABLE set_up_links (
  secret_hash VARCHAR(43) PRIMARY KEY,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE users (
  id UUID PRIMARY KEY,
  email VARCHAR(254) NOT NULL UNIQUE CHECK (email = LOWER(email)),
  name VARCHAR(200) NOT NULL,
  password_hash VARCHAR(200) NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  disabled_at TIMESTAMP WITH TIME ZONE
);

CREATE TABLE organisations (
  id UUID PRIMARY KEY,
  slug VARCHAR(40) NOT NULL UNIQUE CHECK (slug = LOWER(slug)),
  name VARCHAR(200) NOT NULL,
  zone VARCHAR(64) NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE memberships (
  organisation_id UUID NOT NULL REFERENCES organisations (id),
  user_id UUID NOT NULL REFERENCES users (id),
  role VARCHAR(10) NOT NULL CHECK (role IN ('member', 'admin')),
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (organisation_id, user_id)
);
CREATE INDEX memberships_of_user ON memberships (user_id);

CREATE TABLE clients (
  id VARCHAR(64) PRIMARY KEY,
  fingerprint VARCHAR(43) NOT NULL UNIQUE,
  name VARCHAR(200) NOT NULL,
  -- JSON array of texts, as registered.
  redirect_uris VARCHAR(24000) NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE sessions (
  secret_hash VARCHAR(43) PRIMARY KEY,
  user_id UUID NOT NULL REFERENCES users (id),
  signed_in_at TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE consent_tickets (
  secret_hash VARCHAR(43) PRIMARY KEY,
  session_hash VARCHAR(43) NOT NULL REFERENCES sessions (secret_hash) ON DELETE CASCADE,
  -- The checked authorization request as JSON.
  request VARCHAR(24000) NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE grants (
  id UUID PRIMARY KEY,
  user_id UUID NOT NULL REFERENCES users (id),
  client_id VARCHAR(64) NOT NULL REFERENCES clients (id),
  organisation_id UUID NOT NULL REFERENCES organisations (id),
  -- Space-separated, as in tokens.
  scope VARCHAR(4000) NOT NULL,
  resource VARCHAR(2000) NOT NULL,
  signed_in_at TIMESTAMP WITH TIME ZONE NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  revoked_at TIMESTAMP WITH TIME ZONE,
  FOREIGN KEY (organisation_id, user_id) REFERENCES memberships (organisation_id, user_id) ON DELETE CASCADE
);
CREATE INDEX grants_of_user ON grants (user_id);

CREATE TABLE codes (
  secret_hash VARCHAR(43) PRIMARY KEY,
  grant_id UUID NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
  redirect_uri VARCHAR(2048) NOT NULL,
  challenge VARCHAR(43) NOT NULL,
  -- Empty when the request had none.
  nonce VARCHAR(1000) NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  used_at TIMESTAMP WITH TIME ZONE
);
CREATE INDEX codes_of_grant ON codes (grant_id);

CREATE TABLE refresh_tokens (
  secret_hash VARCHAR(43) PRIMARY KEY,
  grant_id UUID NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
  issued_at TIMESTAMP WITH TIME ZONE NOT NULL,
  used_at TIMESTAMP WITH TIME ZONE,
  successor_hash VARCHAR(43),
  -- The successor itself, readable only with the token that it replaced.
  successor_sealed VARCHAR(400),
  CHECK ((used_at IS NULL) = (successor_hash IS NULL) AND (used_at IS NULL) = (successor_sealed IS NULL))
);
CREATE INDEX refresh_tokens_of_grant ON refresh_tokens (grant_id);

CREATE TABLE signing_keys (
  id VARCHAR(64) PRIMARY KEY,
  algorithm VARCHAR(10) NOT NULL CHECK (algorithm IN ('ES256', 'RS256')),
  -- Counts up from 1; the constraint lets only one replica make the first.
  generation INTEGER NOT NULL,
  sealed_key VARCHAR(8000) NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  UNIQUE (algorithm, generation)
);
