CREATE TRIGGER bureau_delivery_no_update BEFORE UPDATE ON bureau_delivery BEGIN SELECT RAISE(ABORT, 'bureau_delivery rows are never updated'); END;
CREATE TRIGGER bureau_delivery_no_delete BEFORE DELETE ON bureau_delivery BEGIN SELECT RAISE(ABORT, 'bureau_delivery rows are never deleted'); END;
CREATE TRIGGER bureau_delivery_end_no_update BEFORE UPDATE ON bureau_delivery_end BEGIN SELECT RAISE(ABORT, 'bureau_delivery_end rows are never updated'); END;
CREATE TRIGGER bureau_delivery_end_no_delete BEFORE DELETE ON bureau_delivery_end BEGIN SELECT RAISE(ABORT, 'bureau_delivery_end rows are never deleted'); END;
