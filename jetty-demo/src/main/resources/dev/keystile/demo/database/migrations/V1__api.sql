-- Identifiers are compared byte by byte, so that their order is that of their making under any collation.

CREATE TABLE demo_organization (
    id             VARCHAR(64) ${bytewise}  NOT NULL PRIMARY KEY,
    environment_id VARCHAR(31)              NOT NULL REFERENCES keystile_environment (id),
    name           VARCHAR(255)             NOT NULL,
    allow_outside  BOOLEAN                  NOT NULL,
    metadata       VARCHAR(262144)          NOT NULL,
    external_id    VARCHAR(255),
    created_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at     TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX demo_organization_environment ON demo_organization (environment_id, id);

CREATE TABLE demo_organization_domain (
    id              VARCHAR(64) ${bytewise}  NOT NULL PRIMARY KEY,
    organization_id VARCHAR(64) ${bytewise}  NOT NULL REFERENCES demo_organization (id) ON DELETE CASCADE,
    place           INTEGER                  NOT NULL,
    domain          VARCHAR(253)             NOT NULL,
    state           VARCHAR(8)               NOT NULL,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    UNIQUE (organization_id, domain)
);

CREATE INDEX demo_organization_domain_name ON demo_organization_domain (domain);

CREATE TABLE demo_connection (
    id              VARCHAR(64) ${bytewise}  NOT NULL PRIMARY KEY,
    environment_id  VARCHAR(31)              NOT NULL REFERENCES keystile_environment (id),
    organization_id VARCHAR(64),
    name            VARCHAR(255)             NOT NULL,
    connection_type VARCHAR(32)              NOT NULL,
    domain_id       VARCHAR(64),
    domain          VARCHAR(253),
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at      TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX demo_connection_environment ON demo_connection (environment_id, id);

CREATE TABLE demo_redirect_uri (
    environment_id VARCHAR(31)   NOT NULL REFERENCES keystile_environment (id),
    uri            VARCHAR(2000) NOT NULL,
    PRIMARY KEY (environment_id, uri)
);

CREATE TABLE demo_sso_code (
    digest          BYTEA                    NOT NULL PRIMARY KEY,
    environment_id  VARCHAR(31)              NOT NULL REFERENCES keystile_environment (id),
    redirect_uri    VARCHAR(2000)            NOT NULL,
    code_challenge  VARCHAR(43),
    connection_id   VARCHAR(64)              NOT NULL,
    organization_id VARCHAR(64),
    user_id         VARCHAR(64)              NOT NULL,
    expires_at      TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX demo_sso_code_expires_at ON demo_sso_code (expires_at);

CREATE TABLE demo_signing_key (
    name VARCHAR(32)   NOT NULL PRIMARY KEY,
    jwk  VARCHAR(2048) NOT NULL
);
