-- Access tokens by scope: only the SHA-256 of a random 256-bit secret is kept.

create table tokens (
    id          uuid        not null primary key,
    name        text        not null,
    scopes      text[]      not null,
    hash        bytea       not null,
    created_at  timestamptz not null,
    expires_at  timestamptz,
    revoked_at  timestamptz,
    constraint token_hash_once unique (hash),
    constraint token_scopes_known
        check (cardinality(scopes) > 0 and scopes <@ array['maintain', 'curate', 'import'])
);
