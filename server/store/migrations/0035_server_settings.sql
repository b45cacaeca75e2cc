-- What is said of this server beside its environment. A setting without a row is as protocol and server have it.
CREATE TABLE server_settings (
  name text PRIMARY KEY,
  value jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);

-- The rooms that everybody is taken into were marked in their rows, which nodes of before still read.
INSERT INTO server_settings (name, value)
  SELECT 'welcomeRooms', jsonb_agg(id ORDER BY created_at, id) FROM rooms WHERE auto_join
  HAVING count(*) > 0;

-- A server that has people already takes no first steps.
INSERT INTO server_settings (name, value)
  SELECT 'isSetUp', 'true'::jsonb WHERE EXISTS (SELECT FROM users);
