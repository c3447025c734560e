-- Lecture videos (server/media). A file being uploaded: received = bytes that are safe on disk; sha256 once whole; file = what it became; refused = why not.
CREATE TABLE media_upload (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, class TEXT NOT NULL, course TEXT NOT NULL, lesson TEXT, lesson_title TEXT, name TEXT NOT NULL, size INTEGER NOT NULL, received INTEGER NOT NULL, sha256 BLOB, file TEXT, refused TEXT, by_member TEXT NOT NULL, at INTEGER NOT NULL, touched_at INTEGER NOT NULL) STRICT;
CREATE INDEX media_upload_class ON media_upload (class, at);
-- One content of one organisation, for ever: its row stays when its bytes were disposed of. length = of its playing, ms.
CREATE TABLE media_file (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, sha256 BLOB NOT NULL, bytes INTEGER NOT NULL, name TEXT NOT NULL, format TEXT NOT NULL, length INTEGER NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, UNIQUE (organisation, sha256)) STRICT;
CREATE INDEX media_file_organisation ON media_file (organisation, at);
-- Where its bytes are: folder, s3, or gone. state of the last check: ok, missing, differs.
CREATE TABLE media_place (file TEXT PRIMARY KEY, place TEXT NOT NULL, state TEXT NOT NULL, checked_at INTEGER NOT NULL) STRICT;
-- How the duty to keep the video is met for a lesson, or for a whole course (lesson absent): how = file, undertaking, waiver.
-- reference = JSON { id, url, seconds } of what stands for the video; evidence = the paper behind it.
CREATE TABLE lesson_video (id TEXT PRIMARY KEY, class TEXT NOT NULL, course TEXT NOT NULL, lesson TEXT, lesson_title TEXT, how TEXT NOT NULL, file TEXT, evidence BLOB, reference TEXT, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX lesson_video_class ON lesson_video (class, at);
CREATE INDEX lesson_video_file ON lesson_video (file);
CREATE TABLE lesson_video_end (video TEXT PRIMARY KEY, reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- An organisation's own, longer rules.
CREATE TABLE retention_rule (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL, from_day TEXT NOT NULL, years INTEGER NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX retention_rule_organisation ON retention_rule (organisation, at);
-- The day on which everything a class asks for was paid or finally refused; the newest row of a class counts. how = settled, open.
CREATE TABLE media_settled (id TEXT PRIMARY KEY, class TEXT NOT NULL, how TEXT NOT NULL, day TEXT NOT NULL, note TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX media_settled_class ON media_settled (class, at);
-- Legal holds, of one class or (class absent) of the whole organisation.
CREATE TABLE media_hold (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, class TEXT, reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX media_hold_organisation ON media_hold (organisation, at);
CREATE TABLE media_hold_end (hold TEXT PRIMARY KEY, reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- Disposal: asked for by one, confirmed or withdrawn by another (step), done when the bytes are gone.
CREATE TABLE media_disposal (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX media_disposal_organisation ON media_disposal (organisation, at);
CREATE TABLE media_disposal_file (disposal TEXT NOT NULL, file TEXT NOT NULL, PRIMARY KEY (disposal, file)) STRICT;
CREATE INDEX media_disposal_file_file ON media_disposal_file (file);
CREATE TABLE media_disposal_step (disposal TEXT NOT NULL, step TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (disposal, step)) STRICT;
