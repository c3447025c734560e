CREATE TRIGGER import_batch_stays BEFORE UPDATE OR DELETE ON import_batch FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_withdrawal_stays BEFORE UPDATE OR DELETE ON import_withdrawal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_file_stays BEFORE UPDATE OR DELETE ON import_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
