CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch BEGIN SELECT RAISE(ABORT, 'batches are never updated'); END;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch BEGIN SELECT RAISE(ABORT, 'batches are never deleted'); END;
-- Where a receipt stands in the log is noted later; what it says never changes.
CREATE TRIGGER receipt_no_update BEFORE UPDATE OF chain, branch, to_seq, from_seq, at, head, hash, key, signature ON receipt BEGIN SELECT RAISE(ABORT, 'receipts are never updated'); END;
CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'receipts are never deleted'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoints are never updated'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoints are never deleted'); END;
CREATE TRIGGER log_opening_no_update BEFORE UPDATE ON log_opening BEGIN SELECT RAISE(ABORT, 'openings are never updated'); END;
CREATE TRIGGER log_opening_no_delete BEFORE DELETE ON log_opening BEGIN SELECT RAISE(ABORT, 'openings are never deleted'); END;
CREATE TRIGGER cosignature_no_update BEFORE UPDATE ON cosignature BEGIN SELECT RAISE(ABORT, 'cosignatures are never updated'); END;
CREATE TRIGGER cosignature_no_delete BEFORE DELETE ON cosignature BEGIN SELECT RAISE(ABORT, 'cosignatures are never deleted'); END;
CREATE TRIGGER timestamp_token_no_update BEFORE UPDATE ON timestamp_token BEGIN SELECT RAISE(ABORT, 'tokens are never updated'); END;
CREATE TRIGGER timestamp_token_no_delete BEFORE DELETE ON timestamp_token BEGIN SELECT RAISE(ABORT, 'tokens are never deleted'); END;
