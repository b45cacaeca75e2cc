-- Messages that are to be sent later, by their time. It is ISO 8601 in UTC, of one length, so that its text
-- is in the order of time.
CREATE INDEX own_rows_due ON own_rows ((value ->> 'sendAt') COLLATE "C")
  WHERE kind = 'scheduled' AND NOT value ? 'failure';
