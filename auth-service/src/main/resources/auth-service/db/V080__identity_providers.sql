-- The OpenID provider by which an organisation lets its people in.
CREATE TABLE identity_providers (
  id UUID PRIMARY KEY,
  organisation_id UUID NOT NULL UNIQUE REFERENCES organisations (id),
  name VARCHAR(80) NOT NULL CHECK (name <> ''),
  issuer VARCHAR(2000) NOT NULL CHECK (issuer <> ''),
  client_id VARCHAR(500) NOT NULL CHECK (client_id <> ''),
  sealed_secret VARCHAR(2000) NOT NULL,
  version BIGINT NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Who is who there: a subject of the provider and a user stand for each other, one for one.
CREATE TABLE external_identities (
  provider_id UUID NOT NULL REFERENCES identity_providers (id) ON DELETE CASCADE,
  subject VARCHAR(255) NOT NULL,
  user_id UUID NOT NULL REFERENCES users (id),
  linked_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (provider_id, subject),
  UNIQUE (provider_id, user_id)
);
CREATE INDEX external_identities_of_user ON external_identities (user_id);

-- Sign-ins on their way through a provider.
CREATE TABLE provider_sign_ins (
  state_hash VARCHAR(43) PRIMARY KEY,
  -- Of the browser that began, the only one that can finish.
  visit_hash VARCHAR(43) NOT NULL,
  provider_id UUID NOT NULL REFERENCES identity_providers (id) ON DELETE CASCADE,
  nonce VARCHAR(43) NOT NULL,
  -- PKCE's code verifier, readable only with the state.
  sealed_verifier VARCHAR(400) NOT NULL,
  continue_to VARCHAR(8192) NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX provider_sign_ins_by_end ON provider_sign_ins (expires_at);
