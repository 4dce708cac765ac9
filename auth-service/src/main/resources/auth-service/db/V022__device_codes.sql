CREATE TABLE device_codes (
  secret_hash VARCHAR(43) PRIMARY KEY,
  user_code_hash VARCHAR(43) NOT NULL UNIQUE,
  client_id VARCHAR(512) NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  -- Space-separated, as asked for.
  scope VARCHAR(4000) NOT NULL,
  resource VARCHAR(2000) NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  pause_seconds BIGINT NOT NULL,
  polled_at TIMESTAMP WITH TIME ZONE,
  grant_id UUID REFERENCES grants (id) ON DELETE CASCADE,
  denied_at TIMESTAMP WITH TIME ZONE,
  used_at TIMESTAMP WITH TIME ZONE,
  CHECK (grant_id IS NULL OR denied_at IS NULL),
  CHECK (used_at IS NULL OR grant_id IS NOT NULL)
);
CREATE INDEX device_codes_of_client ON device_codes (client_id);
CREATE INDEX device_codes_of_grant ON device_codes (grant_id);
CREATE INDEX device_codes_by_end ON device_codes (expires_at);
