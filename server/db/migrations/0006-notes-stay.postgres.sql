CREATE TRIGGER finding_note_stays BEFORE UPDATE OR DELETE ON finding_note FOR EACH ROW EXECUTE FUNCTION refuse_change();
