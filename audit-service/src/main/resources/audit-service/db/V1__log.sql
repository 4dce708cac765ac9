-- One hash chain per organisation; index counts from 0 without gaps.
CREATE TABLE entry (
    organisation_id uuid NOT NULL,
    index bigint NOT NULL CHECK (index >= 0),
    event_id uuid NOT NULL,
    actor_subject varchar(200) NOT NULL,
    event varchar NOT NULL,
    previous_hash varchar(64) NOT NULL CHECK (char_length(previous_hash) = 64),
    hash varchar(64) NOT NULL CHECK (char_length(hash) = 64),
    recorded_at timestamp with time zone NOT NULL,
    PRIMARY KEY (organisation_id, index),
    CONSTRAINT entry_event_id UNIQUE (event_id)
);

CREATE INDEX entry_by_actor ON entry (organisation_id, actor_subject, index);

CREATE TABLE chain_head (
    organisation_id uuid PRIMARY KEY,
    size bigint NOT NULL CHECK (size >= 0),
    hash varchar(64) NOT NULL CHECK (char_length(hash) = 64)
);
