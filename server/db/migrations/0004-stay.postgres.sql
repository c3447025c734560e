CREATE TRIGGER correction_stays BEFORE UPDATE OR DELETE ON correction FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER device_decision_stays BEFORE UPDATE OR DELETE ON device_decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
