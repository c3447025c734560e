CREATE TRIGGER bureau_package_no_update BEFORE UPDATE ON bureau_package BEGIN SELECT RAISE(ABORT, 'bureau_package rows are never updated'); END;
CREATE TRIGGER bureau_package_no_delete BEFORE DELETE ON bureau_package BEGIN SELECT RAISE(ABORT, 'bureau_package rows are never deleted'); END;
CREATE TRIGGER bureau_person_no_update BEFORE UPDATE ON bureau_person BEGIN SELECT RAISE(ABORT, 'bureau_person rows are never updated'); END;
CREATE TRIGGER bureau_person_no_delete BEFORE DELETE ON bureau_person BEGIN SELECT RAISE(ABORT, 'bureau_person rows are never deleted'); END;
CREATE TRIGGER bureau_event_no_update BEFORE UPDATE ON bureau_event BEGIN SELECT RAISE(ABORT, 'bureau_event rows are never updated'); END;
CREATE TRIGGER bureau_event_no_delete BEFORE DELETE ON bureau_event BEGIN SELECT RAISE(ABORT, 'bureau_event rows are never deleted'); END;
