CREATE TRIGGER bureau_intake_stays BEFORE UPDATE OR DELETE ON bureau_intake FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_received_stays BEFORE UPDATE OR DELETE ON bureau_received FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bureau_stage_stays BEFORE UPDATE OR DELETE ON bureau_stage FOR EACH ROW EXECUTE FUNCTION refuse_change();
