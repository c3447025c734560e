CREATE TRIGGER batch_stays BEFORE UPDATE OR DELETE ON batch FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- Where a receipt stands in the log is noted later; what it says never changes.
CREATE TRIGGER receipt_stays BEFORE UPDATE OF chain, branch, to_seq, from_seq, at, head, hash, key, signature OR DELETE ON receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoint_stays BEFORE UPDATE OR DELETE ON checkpoint FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_opening_stays BEFORE UPDATE OR DELETE ON log_opening FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cosignature_stays BEFORE UPDATE OR DELETE ON cosignature FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER timestamp_token_stays BEFORE UPDATE OR DELETE ON timestamp_token FOR EACH ROW EXECUTE FUNCTION refuse_change();
