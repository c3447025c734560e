CREATE TRIGGER bureau_draw_plan_no_update BEFORE UPDATE ON bureau_draw_plan BEGIN SELECT RAISE(ABORT, 'bureau_draw_plan rows are never updated'); END;
CREATE TRIGGER bureau_draw_plan_no_delete BEFORE DELETE ON bureau_draw_plan BEGIN SELECT RAISE(ABORT, 'bureau_draw_plan rows are never deleted'); END;
