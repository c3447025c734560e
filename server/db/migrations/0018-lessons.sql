-- Lessons that are held at a time: live classes and lessons in a room. A row is one version of one lesson; the newest version holds. form = live,
-- offline; from_at, to_at = as planned; hours = 课时, a decimal; makes_up = the lesson it is held again for (补课); recording = where it can be
-- seen again; cancelled = why it was not held. Never changed.
CREATE TABLE held_lesson (id TEXT NOT NULL, version INTEGER NOT NULL, class TEXT NOT NULL REFERENCES class (id), form TEXT NOT NULL, practice INTEGER NOT NULL, course TEXT NOT NULL, content TEXT NOT NULL, teacher TEXT NOT NULL, place TEXT NOT NULL, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL, hours TEXT NOT NULL, makes_up TEXT, timetable TEXT, recording TEXT NOT NULL, remark TEXT NOT NULL, cancelled TEXT, by_member TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (id, version)) STRICT;
CREATE INDEX held_lesson_class ON held_lesson (class, id, version);
-- Who was at a lesson: each row is one statement. how = code (entry = hash of the entry in the seat's own chain), sheet (evidence = the scanned
-- 签到表) or roll (called by the teacher). act = in, out (code, at_time = when), present (at_time to until_time), absent. Of the statements of one
-- how the newest holds. Never changed.
CREATE TABLE lesson_mark (id TEXT PRIMARY KEY, lesson TEXT NOT NULL, seat TEXT NOT NULL REFERENCES seat (id), how TEXT NOT NULL, act TEXT NOT NULL, at_time INTEGER, until_time INTEGER, entry BLOB, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX lesson_mark_lesson ON lesson_mark (lesson, seat, at);
CREATE INDEX lesson_mark_seat ON lesson_mark (seat, at);
-- 请假 and 补学, by lesson: kind = leave, made-up, or withdrawn of either; body_cipher = the reason, encrypted. Never changed.
CREATE TABLE lesson_absence (id TEXT PRIMARY KEY, lesson TEXT NOT NULL, seat TEXT NOT NULL REFERENCES seat (id), kind TEXT NOT NULL, body_cipher TEXT NOT NULL, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX lesson_absence_lesson ON lesson_absence (lesson, seat, at);
