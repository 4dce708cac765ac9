CREATE TABLE totp_factors (
  user_id UUID PRIMARY KEY REFERENCES users (id),
  sealed_secret VARCHAR(200) NOT NULL,
  -- The latest time step of which a code was used; none of it or of an earlier one is taken again.
  last_step BIGINT NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  last_used_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE recovery_codes (
  user_id UUID NOT NULL REFERENCES users (id),
  secret_hash VARCHAR(43) NOT NULL,
  used_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (user_id, secret_hash)
);

-- Somebody whose first factor is proven and whose second is not.
CREATE TABLE sign_in_steps (
  secret_hash VARCHAR(43) PRIMARY KEY,
  user_id UUID NOT NULL REFERENCES users (id),
  method VARCHAR(20) NOT NULL,
  continue_to VARCHAR(8192) NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX sign_in_steps_by_end ON sign_in_steps (expires_at);

CREATE TABLE sign_ins (
  id UUID PRIMARY KEY,
  -- Absent when there is no such account: what is written for those takes as long.
  user_id UUID REFERENCES users (id),
  happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  outcome VARCHAR(20) NOT NULL CHECK (outcome IN ('signed_in', 'wrong_password', 'wrong_second_factor')),
  methods VARCHAR(100) NOT NULL,
  address VARCHAR(64) NOT NULL,
  browser VARCHAR(80) NOT NULL
);
CREATE INDEX sign_ins_of_user ON sign_ins (user_id, happened_at, id);
CREATE INDEX sign_ins_by_time ON sign_ins (happened_at);
