-- Results of examinations that no page showed, every attempt; how = imported, entered; evidence = hash of the file it rests on. pass = 1 or 0.
-- Never changed: what was wrong is withdrawn by a row of its own (exam_withdrawal) and entered again.
CREATE TABLE exam_result (id TEXT PRIMARY KEY, seat TEXT NOT NULL REFERENCES seat (id), part TEXT NOT NULL, course TEXT NOT NULL, value TEXT, max TEXT, pass INTEGER NOT NULL, day TEXT NOT NULL, how TEXT NOT NULL, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX exam_result_seat ON exam_result (seat, day, at);
CREATE TABLE certificate (id TEXT PRIMARY KEY, seat TEXT NOT NULL REFERENCES seat (id), organisation TEXT NOT NULL, number TEXT NOT NULL, day TEXT NOT NULL, issuer TEXT NOT NULL, how TEXT NOT NULL, evidence BLOB, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX certificate_seat ON certificate (seat, day, at);
CREATE INDEX certificate_number ON certificate (organisation, number);
-- subject = a result or a certificate.
CREATE TABLE exam_withdrawal (subject TEXT PRIMARY KEY, reason TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- A question bank as it was imported; another file is another bank. questions = JSON (shared/exam/bank.ts), sha256 = of the file.
CREATE TABLE question_bank (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, title TEXT NOT NULL, questions TEXT NOT NULL, single INTEGER NOT NULL, multiple INTEGER NOT NULL, judge INTEGER NOT NULL, sha256 BLOB NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX question_bank_organisation ON question_bank (organisation, at);
-- course = key of the plan's course, '' = of the whole class. terms = JSON (shared/exam/terms.ts).
CREATE TABLE class_test (id TEXT PRIMARY KEY, class TEXT NOT NULL REFERENCES class (id), bank TEXT NOT NULL, course TEXT NOT NULL, title TEXT NOT NULL, terms TEXT NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX class_test_class ON class_test (class, at);
CREATE TABLE class_test_end (test TEXT PRIMARY KEY, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
-- A paper as it was drawn for one attempt, with the right answers; due_at = when it is taken away.
CREATE TABLE test_paper (id TEXT PRIMARY KEY, test TEXT NOT NULL, seat TEXT NOT NULL REFERENCES seat (id), attempt INTEGER NOT NULL, questions TEXT NOT NULL, begun_at INTEGER NOT NULL, due_at INTEGER NOT NULL, UNIQUE (test, seat, attempt)) STRICT;
CREATE INDEX test_paper_seat ON test_paper (seat, begun_at);
-- What is chosen so far, until it is handed in: the one row of these that changes.
CREATE TABLE test_draft (paper TEXT PRIMARY KEY, answers TEXT NOT NULL, saved_at INTEGER NOT NULL) STRICT;
-- What was handed in, or stood there when the time was up (how), with its grade; entry = hash of the score entry it stands behind. value in points.
CREATE TABLE test_sheet (paper TEXT PRIMARY KEY, answers TEXT NOT NULL, how TEXT NOT NULL, value INTEGER NOT NULL, max INTEGER NOT NULL, pass INTEGER NOT NULL, entry BLOB NOT NULL, at INTEGER NOT NULL) STRICT;
-- 常见问题: an answered question that the class may read, without who asked; the newest row of a question holds. shown = 1 or 0.
CREATE TABLE question_shown (id TEXT PRIMARY KEY, question TEXT NOT NULL REFERENCES question (id), shown INTEGER NOT NULL, by_member TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX question_shown_question ON question_shown (question, at);
-- 满意度: that somebody gave an answer, and the answers, in two tables that nothing joins: neither seat nor time stands beside an answer, and its place on the disk is that of its random id.
CREATE TABLE satisfaction_given (seat TEXT PRIMARY KEY REFERENCES seat (id), day TEXT NOT NULL) STRICT;
CREATE TABLE satisfaction_answer (id TEXT PRIMARY KEY, class TEXT NOT NULL, sheet TEXT NOT NULL, answers TEXT NOT NULL, remark TEXT NOT NULL) WITHOUT ROWID, STRICT;
CREATE INDEX satisfaction_answer_class ON satisfaction_answer (class, id);
