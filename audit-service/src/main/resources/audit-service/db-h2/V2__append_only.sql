-- The class name is stored in the database file: never rename the class.
CREATE TRIGGER entry_append_only BEFORE UPDATE, DELETE ON entry
    FOR EACH ROW CALL 'org.watchbill.audit.log.AppendOnlyTrigger';
