-- Of a direct of two: who of them has blocked the other. So that who writes need not look for it elsewhere.
ALTER TABLE rooms ADD COLUMN blocked_by uuid[];
