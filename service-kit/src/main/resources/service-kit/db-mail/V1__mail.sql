-- Mail that waits to be sent; the text is sealed. due_at: when a sender may take it, which is the end of the lease while
-- one has it; none once it has been given up, and reply is then the SMTP server's last code, 0 when it gave none.
CREATE TABLE mail (
  id UUID NOT NULL PRIMARY KEY,
  sealed VARCHAR(100000) NOT NULL,
  attempts BIGINT DEFAULT 0 NOT NULL,
  reply BIGINT,
  due_at TIMESTAMP(6) WITH TIME ZONE,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT mail_due_until_given_up CHECK ((due_at IS NULL) = (reply IS NOT NULL))
);

CREATE INDEX mail_due_at ON mail (due_at);
