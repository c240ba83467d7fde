-- A key belongs to a project, and a project is an account in one environment. What was there becomes the account
-- 'default'. Nothing is dropped before everything is copied. Metadata is a JSON object of texts: {"region": "eu"}.
CREATE TABLE keystile_account (
    id         VARCHAR(128)   NOT NULL PRIMARY KEY,
    name       VARCHAR(255)   NOT NULL,
    state      VARCHAR(9)     NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'closed')),
    plan       VARCHAR(64)    NOT NULL DEFAULT '',
    metadata   VARCHAR(32768) NOT NULL DEFAULT '{}',
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP
);

-- Nobody knows when the first account was made.
INSERT INTO keystile_account (id, name, created_at) VALUES ('default', 'default', NULL);

CREATE TABLE keystile_project (
    id             VARCHAR(128) NOT NULL PRIMARY KEY,
    account_id     VARCHAR(128) NOT NULL REFERENCES keystile_account (id),
    environment_id VARCHAR(31)  NOT NULL REFERENCES keystile_environment (id),
    UNIQUE (account_id, environment_id)
);

CREATE INDEX keystile_project_environment ON keystile_project (environment_id);

-- Two environments could have the same Project ID: the older one keeps it.
INSERT INTO keystile_project (id, account_id, environment_id)
SELECT CASE WHEN EXISTS (SELECT 1 FROM keystile_environment o WHERE o.project_id = e.project_id
                         AND (o.created_at < e.created_at OR (o.created_at = e.created_at AND o.id < e.id)))
            THEN SUBSTRING(e.project_id FROM 1 FOR 96) || '_' || e.id ELSE e.project_id END,
       'default', e.id
FROM keystile_environment e;

ALTER TABLE keystile_key ADD COLUMN project_id VARCHAR(128);
ALTER TABLE keystile_key ADD COLUMN metadata VARCHAR(32768) DEFAULT '{}' NOT NULL;
UPDATE keystile_key SET project_id = (SELECT p.id FROM keystile_project p
                                      WHERE p.account_id = 'default' AND p.environment_id = keystile_key.environment_id);
ALTER TABLE keystile_key ALTER COLUMN project_id SET NOT NULL;
ALTER TABLE keystile_key ADD CONSTRAINT keystile_key_project FOREIGN KEY (project_id) REFERENCES keystile_project (id);
CREATE INDEX keystile_key_project_made ON keystile_key (project_id, created_at, id);

ALTER TABLE keystile_audit ADD COLUMN account_id VARCHAR(128);
ALTER TABLE keystile_audit ALTER COLUMN environment_id DROP NOT NULL;
CREATE INDEX keystile_audit_account ON keystile_audit (account_id);

DROP INDEX keystile_key_environment_made;
ALTER TABLE keystile_key DROP COLUMN environment_id;
ALTER TABLE keystile_environment DROP COLUMN project_id;
