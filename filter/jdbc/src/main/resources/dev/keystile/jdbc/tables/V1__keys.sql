CREATE TABLE keystile_environment (
    id         VARCHAR(31)              NOT NULL PRIMARY KEY,
    name       VARCHAR(255)             NOT NULL,
    project_id VARCHAR(128)             NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE keystile_key (
    id               VARCHAR(128)             NOT NULL PRIMARY KEY,
    environment_id   VARCHAR(31)              NOT NULL REFERENCES keystile_environment (id),
    type             VARCHAR(11)              NOT NULL CHECK (type IN ('publishable', 'secret')),
    name             VARCHAR(255)             NOT NULL DEFAULT '',
    digest           BYTEA                    NOT NULL UNIQUE CHECK (OCTET_LENGTH(digest) = 32),
    last_four        VARCHAR(4),
    scopes           VARCHAR(255) ARRAY,
    allowed_origins  VARCHAR(512) ARRAY,
    allowed_networks VARCHAR(64) ARRAY,
    created_at       TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at       TIMESTAMP WITH TIME ZONE,
    revoked_at       TIMESTAMP WITH TIME ZONE,
    last_used_at     TIMESTAMP WITH TIME ZONE
);

CREATE INDEX keystile_key_environment ON keystile_key (environment_id);

CREATE TABLE keystile_audit (
    id             BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at             TIMESTAMP WITH TIME ZONE NOT NULL,
    actor          VARCHAR(255)             NOT NULL,
    origin         VARCHAR(255)             NOT NULL,
    action         VARCHAR(32)              NOT NULL,
    environment_id VARCHAR(31)              NOT NULL,
    key_id         VARCHAR(128),
    detail         VARCHAR(4096)            NOT NULL DEFAULT ''
);

CREATE INDEX keystile_audit_key ON keystile_audit (key_id);
