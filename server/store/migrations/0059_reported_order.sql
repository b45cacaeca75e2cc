-- When a reported message was written: so that reported messages are listed in their order without all of them being looked up.
ALTER TABLE reports ADD COLUMN posted_at timestamptz;

UPDATE reports p SET posted_at = m.created_at
FROM messages m WHERE m.room_id = p.room_id AND m.number = p.number;

CREATE INDEX reports_in_order ON reports (posted_at, room_id, number);

-- Filled in here, since nodes of before name no time.
CREATE FUNCTION set_reported_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT created_at INTO NEW.posted_at FROM messages
  WHERE room_id = NEW.room_id AND number = NEW.number;
  RETURN NEW;
END $$;

CREATE TRIGGER reports_posted_at BEFORE INSERT ON reports
  FOR EACH ROW EXECUTE FUNCTION set_reported_time();
