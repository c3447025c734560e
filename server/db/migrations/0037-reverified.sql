-- outcome may be differs, too: the file is as it came, and the verifier's verdict is another one. was, now = the verdicts then and at this reading.
ALTER TABLE bureau_reverified ADD COLUMN was TEXT;
ALTER TABLE bureau_reverified ADD COLUMN now TEXT;
