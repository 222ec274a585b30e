-- Sessions of browsers: who showed a token once opens pages with a cookie until the session or the token ends.

create table sessions (
    -- SHA-256 of the 256 random bits in the cookie.
    hash        bytea       not null primary key,
    -- No foreign key: singletons of the coordinator stand alone. Who reads a session reads its token with it.
    token_id    uuid        not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);
create index sessions_by_token on sessions (token_id);
create index sessions_by_end on sessions (expires_at);
