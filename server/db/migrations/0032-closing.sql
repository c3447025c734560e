-- 结班 and 恢复开班: kind = close, reopen; points = what was still open when it was closed (JSON, codes and counts). Rows are never changed.
CREATE TABLE class_closing (
  id TEXT PRIMARY KEY,
  class TEXT NOT NULL REFERENCES class (id),
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  points TEXT NOT NULL,
  by_member TEXT NOT NULL REFERENCES member (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX class_closing_class ON class_closing (class, at);
