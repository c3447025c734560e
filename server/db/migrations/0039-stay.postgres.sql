CREATE TRIGGER bureau_draw_plan_stays BEFORE UPDATE OR DELETE ON bureau_draw_plan FOR EACH ROW EXECUTE FUNCTION refuse_change();
