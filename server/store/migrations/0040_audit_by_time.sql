-- Entries of the audit log of some days, among many.
CREATE INDEX audit_by_time ON audit_entries (at, id);
