-- Mails that are to be sent, and those that were given up, for whoever runs the server. Links that let
-- somebody in are not in them: each is made when its mail is sent.
CREATE TABLE mails (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mail jsonb NOT NULL,
  language text NOT NULL,
  created_at timestamptz NOT NULL,
  -- When it is tried next; while it is being sent, when others may take it for left behind.
  due_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  given_up_at timestamptz,
  failure text
);

CREATE INDEX mails_due ON mails (due_at) WHERE given_up_at IS NULL;
