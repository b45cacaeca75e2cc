-- Where a position went back: the ranges of numbers between it and set_at that its person wrote, which are not
-- unread to them.
ALTER TABLE places ADD COLUMN own_numbers jsonb;
