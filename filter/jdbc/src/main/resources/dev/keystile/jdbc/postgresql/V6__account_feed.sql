-- A change of an account is told on the channel keystile_key as account:<id>. A statement that changes more than 100
-- accounts is told once, as *. New accounts and new projects have no keys yet, and are not told.

CREATE OR REPLACE FUNCTION keystile_key_changed() RETURNS TRIGGER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    digests BYTEA[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        digests := ARRAY(SELECT digest FROM after LIMIT 101);
    ELSIF TG_OP = 'DELETE' THEN
        digests := ARRAY(SELECT digest FROM before LIMIT 101);
    ELSE
        -- A key that is only used is not changed.
        digests := ARRAY(
            SELECT digest FROM (
                (SELECT digest, id, project_id, type, name, scopes, allowed_origins, allowed_networks, metadata,
                        expires_at, revoked_at FROM before
                 EXCEPT
                 SELECT digest, id, project_id, type, name, scopes, allowed_origins, allowed_networks, metadata,
                        expires_at, revoked_at FROM after)
                UNION ALL
                (SELECT digest, id, project_id, type, name, scopes, allowed_origins, allowed_networks, metadata,
                        expires_at, revoked_at FROM after
                 EXCEPT
                 SELECT digest, id, project_id, type, name, scopes, allowed_origins, allowed_networks, metadata,
                        expires_at, revoked_at FROM before)
            ) AS changed
            GROUP BY digest LIMIT 101);
    END IF;
    IF cardinality(digests) > 100 THEN
        PERFORM pg_notify('keystile_key', '*');
    ELSE
        PERFORM pg_notify('keystile_key', encode(digest, 'hex')) FROM unnest(digests) AS digest;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION keystile_account_changed() RETURNS TRIGGER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    accounts VARCHAR[];
BEGIN
    IF TG_TABLE_NAME = 'keystile_project' THEN
        IF TG_OP = 'DELETE' THEN
            accounts := ARRAY(SELECT DISTINCT account_id FROM before LIMIT 101);
        ELSE
            accounts := ARRAY(
                SELECT account_id FROM (
                    (SELECT id, account_id, environment_id FROM before
                     EXCEPT SELECT id, account_id, environment_id FROM after)
                    UNION ALL
                    (SELECT id, account_id, environment_id FROM after
                     EXCEPT SELECT id, account_id, environment_id FROM before)
                ) AS changed
                GROUP BY account_id LIMIT 101);
        END IF;
    ELSIF TG_OP = 'DELETE' THEN
        accounts := ARRAY(SELECT id FROM before LIMIT 101);
    ELSE
        accounts := ARRAY(
            SELECT id FROM (
                (SELECT id, name, state, plan, metadata FROM before
                 EXCEPT SELECT id, name, state, plan, metadata FROM after)
                UNION ALL
                (SELECT id, name, state, plan, metadata FROM after
                 EXCEPT SELECT id, name, state, plan, metadata FROM before)
            ) AS changed
            GROUP BY id LIMIT 101);
    END IF;
    IF cardinality(accounts) > 100 THEN
        PERFORM pg_notify('keystile_key', '*');
    ELSE
        PERFORM pg_notify('keystile_key', 'account:' || account) FROM unnest(accounts) AS account;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER keystile_account_updated AFTER UPDATE ON keystile_account
    REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION keystile_account_changed();
CREATE TRIGGER keystile_account_deleted AFTER DELETE ON keystile_account
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION keystile_account_changed();
CREATE TRIGGER keystile_account_truncated AFTER TRUNCATE ON keystile_account
    FOR EACH STATEMENT EXECUTE FUNCTION keystile_anything_changed();
CREATE TRIGGER keystile_project_updated AFTER UPDATE ON keystile_project
    REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION keystile_account_changed();
CREATE TRIGGER keystile_project_deleted AFTER DELETE ON keystile_project
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION keystile_account_changed();
CREATE TRIGGER keystile_project_truncated AFTER TRUNCATE ON keystile_project
    FOR EACH STATEMENT EXECUTE FUNCTION keystile_anything_changed();

-- An edit by hand that is no JSON is refused at once.
ALTER TABLE keystile_account ADD CONSTRAINT keystile_account_metadata CHECK (json_typeof(metadata::json) = 'object');
ALTER TABLE keystile_key ADD CONSTRAINT keystile_key_metadata CHECK (json_typeof(metadata::json) = 'object');

-- A search is for what an id or a name begins with, in any letter case.
CREATE INDEX keystile_account_id ON keystile_account (LOWER(id) text_pattern_ops);
CREATE INDEX keystile_account_name ON keystile_account (LOWER(name) text_pattern_ops);

-- Lists of accounts come in the order of the ids as in ASCII, in whatever language the database is.
CREATE INDEX keystile_account_listed ON keystile_account (id COLLATE "C");
CREATE INDEX keystile_account_state ON keystile_account (state, id COLLATE "C");

-- An account with many keys has few that are revoked or that expire: those are found without reading the others.
CREATE INDEX keystile_key_project_revoked ON keystile_key (project_id, created_at, id) WHERE revoked_at IS NOT NULL;
CREATE INDEX keystile_key_project_ending ON keystile_key (project_id, created_at, id)
    WHERE revoked_at IS NULL AND expires_at IS NOT NULL;
