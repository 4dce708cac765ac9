CREATE TABLE passkeys (
  id UUID PRIMARY KEY,
  user_id UUID NOT NULL REFERENCES users (id),
  -- Base64url, of at most 1023 bytes.
  credential_id VARCHAR(1400) NOT NULL UNIQUE,
  -- The attested credential data with the public key (WebAuthn, section 6.5.1), in base64url.
  credential VARCHAR(8000) NOT NULL,
  name VARCHAR(80) NOT NULL CHECK (name <> ''),
  sign_count BIGINT NOT NULL,
  backup_eligible BOOLEAN NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  last_used_at TIMESTAMP WITH TIME ZONE
);
CREATE INDEX passkeys_of_user ON passkeys (user_id);

CREATE TABLE used_challenges (
  challenge_hash VARCHAR(43) PRIMARY KEY,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);
