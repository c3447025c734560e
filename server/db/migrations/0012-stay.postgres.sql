CREATE TRIGGER roster_change_stays BEFORE UPDATE OR DELETE ON roster_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER roster_notice_stays BEFORE UPDATE OR DELETE ON roster_notice FOR EACH ROW EXECUTE FUNCTION refuse_change();
