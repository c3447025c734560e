CREATE TRIGGER held_lesson_stays BEFORE UPDATE OR DELETE ON held_lesson FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lesson_mark_stays BEFORE UPDATE OR DELETE ON lesson_mark FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lesson_absence_stays BEFORE UPDATE OR DELETE ON lesson_absence FOR EACH ROW EXECUTE FUNCTION refuse_change();
