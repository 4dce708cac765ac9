-- Work that was taken on and is done behind the caller's back, until it expires. The digest of the task's id is its key.
-- slot: one of the few places of its principal for tasks that have not ended. due_at: when a worker may take it, which is
-- the end of the lease while one has it; none while it waits for answers and after its end.
CREATE TABLE task (
  digest VARCHAR(64) NOT NULL PRIMARY KEY,
  principal VARCHAR(300) NOT NULL,
  slot BIGINT,
  work VARCHAR(200) NOT NULL,
  description VARCHAR NOT NULL,
  answers VARCHAR NOT NULL,
  status VARCHAR(20) NOT NULL,
  detail VARCHAR,
  status_message VARCHAR(500),
  cancel_requested BOOLEAN DEFAULT FALSE NOT NULL,
  attempts BIGINT DEFAULT 0 NOT NULL,
  lease UUID,
  due_at TIMESTAMP(6) WITH TIME ZONE,
  version BIGINT DEFAULT 1 NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT task_slot UNIQUE (principal, slot),
  CONSTRAINT task_slot_until_end CHECK ((slot IS NULL) = (status IN ('completed', 'failed', 'cancelled'))),
  CONSTRAINT task_due_while_working CHECK ((due_at IS NULL) = (status <> 'working'))
);

CREATE INDEX task_due_at ON task (due_at);
CREATE INDEX task_expires_at ON task (expires_at);
