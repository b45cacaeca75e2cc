-- What people report. The text is as it stood then: an edit does not undo what was reported.
CREATE TABLE reports (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  reporter_id uuid NOT NULL,
  room_id uuid NOT NULL,
  number bigint NOT NULL,
  author_id uuid NOT NULL,
  body text NOT NULL,
  reason text NOT NULL,
  note text,
  resolved_at timestamptz,
  -- Null for who runs commands on the server.
  resolved_by uuid,
  resolution text
);

-- Somebody has one open report of a message.
CREATE UNIQUE INDEX reports_open_once ON reports (reporter_id, room_id, number) WHERE resolved_at IS NULL;
CREATE INDEX reports_of_message ON reports (room_id, number);
CREATE INDEX reports_open ON reports (at, id) WHERE resolved_at IS NULL;
CREATE INDEX reports_resolved ON reports (at, id) WHERE resolved_at IS NOT NULL;
