CREATE TRIGGER plan_filing_stays BEFORE UPDATE OR DELETE ON plan_filing FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER plan_decision_stays BEFORE UPDATE OR DELETE ON plan_decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER plan_deadline_stays BEFORE UPDATE OR DELETE ON plan_deadline FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER calendar_year_stays BEFORE UPDATE OR DELETE ON calendar_year FOR EACH ROW EXECUTE FUNCTION refuse_change();
