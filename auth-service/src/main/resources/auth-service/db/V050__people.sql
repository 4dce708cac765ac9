-- When the person has shown that mail to the address reaches them; none before.
ALTER TABLE users ADD COLUMN email_verified_at TIMESTAMP WITH TIME ZONE;

CREATE TABLE invitations (
  id UUID PRIMARY KEY,
  organisation_id UUID NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
  email VARCHAR(254) NOT NULL CHECK (email = LOWER(email)),
  -- What to call the person until they say it themselves; may be empty.
  name VARCHAR(200) NOT NULL,
  role VARCHAR(10) NOT NULL CHECK (role IN ('member', 'admin')),
  -- The subject of the administrator.
  invited_by VARCHAR(200) NOT NULL,
  secret_hash VARCHAR(43) NOT NULL UNIQUE,
  -- Whether the secret went to the address by mail, so that whoever has it proves the address.
  mailed BOOLEAN NOT NULL,
  sent_at TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  UNIQUE (organisation_id, email),
  CHECK (expires_at > sent_at AND expires_at <= sent_at + INTERVAL '720' HOUR)
);
CREATE INDEX invitations_by_end ON invitations (expires_at);

CREATE TABLE password_resets (
  secret_hash VARCHAR(43) PRIMARY KEY,
  user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- Whether the secret went to the account's address by mail.
  mailed BOOLEAN NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX password_resets_of_user ON password_resets (user_id);

-- At most one address a person wants to show to be theirs; the secret went to it by mail.
CREATE TABLE email_verifications (
  user_id UUID PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  secret_hash VARCHAR(43) NOT NULL UNIQUE,
  email VARCHAR(254) NOT NULL CHECK (email = LOWER(email)),
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);
