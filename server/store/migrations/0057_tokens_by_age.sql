-- All API tokens of the server are listed by when they were made, and by when they were used last.
CREATE INDEX api_tokens_by_age ON api_tokens (created_at, id);
CREATE INDEX api_tokens_by_use ON api_tokens (coalesce(used_at, '-infinity'::timestamptz), id);
