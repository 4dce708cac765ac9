-- By what the person had proved who they are, space-separated.
ALTER TABLE grants ADD COLUMN sign_in_methods VARCHAR(200) DEFAULT '' NOT NULL;
