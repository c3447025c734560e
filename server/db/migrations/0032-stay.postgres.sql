CREATE TRIGGER class_closing_stays BEFORE UPDATE OR DELETE ON class_closing FOR EACH ROW EXECUTE FUNCTION refuse_change();
