CREATE TRIGGER bureau_inspection_stays BEFORE UPDATE OR DELETE ON bureau_inspection FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_rectified_stays BEFORE UPDATE OR DELETE ON bureau_rectified FOR EACH ROW EXECUTE FUNCTION refuse_change();
