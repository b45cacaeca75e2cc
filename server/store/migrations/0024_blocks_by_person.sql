-- All blocks that stand, in one order: to be gone through again and again.
CREATE INDEX own_rows_blocks ON own_rows (user_id, key) WHERE kind = 'block' AND value IS NOT NULL;
