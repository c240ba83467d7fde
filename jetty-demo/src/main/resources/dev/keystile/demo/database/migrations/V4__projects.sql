-- Each row belongs to a project. What was there belongs to the account 'default', the only one that there was.
CREATE TABLE demo_project (
    id VARCHAR(128) NOT NULL PRIMARY KEY REFERENCES keystile_project (id)
);

-- These have had their first content.
INSERT INTO demo_project (id)
SELECT p.id FROM keystile_project p
WHERE p.account_id = 'default' AND p.environment_id IN (SELECT environment_id FROM demo_connection);

ALTER TABLE demo_organization ADD COLUMN project_id VARCHAR(128);
UPDATE demo_organization SET project_id = (SELECT p.id FROM keystile_project p WHERE p.account_id = 'default'
                                           AND p.environment_id = demo_organization.environment_id);
ALTER TABLE demo_organization ALTER COLUMN project_id SET NOT NULL;
ALTER TABLE demo_organization ADD CONSTRAINT demo_organization_of_project
    FOREIGN KEY (project_id) REFERENCES keystile_project (id);
CREATE INDEX demo_organization_project ON demo_organization (project_id, id);
DROP INDEX demo_organization_environment;
ALTER TABLE demo_organization DROP COLUMN environment_id;

ALTER TABLE demo_connection ADD COLUMN project_id VARCHAR(128);
UPDATE demo_connection SET project_id = (SELECT p.id FROM keystile_project p WHERE p.account_id = 'default'
                                         AND p.environment_id = demo_connection.environment_id);
ALTER TABLE demo_connection ALTER COLUMN project_id SET NOT NULL;
ALTER TABLE demo_connection ADD CONSTRAINT demo_connection_of_project
    FOREIGN KEY (project_id) REFERENCES keystile_project (id);
CREATE INDEX demo_connection_project ON demo_connection (project_id, id);
DROP INDEX demo_connection_environment;
ALTER TABLE demo_connection DROP COLUMN environment_id;

-- The environment was a part of the primary key.
ALTER TABLE demo_redirect_uri RENAME TO demo_earlier_redirect_uri;
CREATE TABLE demo_redirect_uri (
    project_id VARCHAR(128)  NOT NULL REFERENCES keystile_project (id),
    uri        VARCHAR(2000) NOT NULL,
    CONSTRAINT demo_redirect_uri_once PRIMARY KEY (project_id, uri)
);
INSERT INTO demo_redirect_uri (project_id, uri)
SELECT p.id, u.uri FROM demo_earlier_redirect_uri u
JOIN keystile_project p ON p.account_id = 'default' AND p.environment_id = u.environment_id;
DROP TABLE demo_earlier_redirect_uri;

ALTER TABLE demo_sso_code ADD COLUMN project_id VARCHAR(128);
UPDATE demo_sso_code SET project_id = (SELECT p.id FROM keystile_project p WHERE p.account_id = 'default'
                                       AND p.environment_id = demo_sso_code.environment_id);
ALTER TABLE demo_sso_code ALTER COLUMN project_id SET NOT NULL;
ALTER TABLE demo_sso_code ADD CONSTRAINT demo_sso_code_of_project
    FOREIGN KEY (project_id) REFERENCES keystile_project (id);
ALTER TABLE demo_sso_code DROP COLUMN environment_id;
