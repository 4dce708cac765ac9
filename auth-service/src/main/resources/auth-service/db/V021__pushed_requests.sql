CREATE TABLE pushed_requests (
  secret_hash VARCHAR(43) PRIMARY KEY,
  client_id VARCHAR(512) NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  -- As in the query of an authorization request.
  parameters VARCHAR(8000) NOT NULL,
  -- When a browser first came with it; from then on the person's time counts.
  opened_at TIMESTAMP WITH TIME ZONE,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX pushed_requests_of_client ON pushed_requests (client_id);
CREATE INDEX pushed_requests_by_end ON pushed_requests (expires_at);
