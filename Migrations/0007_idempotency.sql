-- One row per Idempotency-Key, written in the transaction of the change it names: a retry finds the answer.
-- `body` never holds a receipt: it is derived again from the server key when the answer is replayed.

create table idempotency (
    bucket       smallint    not null,
    key_hash     bytea       not null,
    fingerprint  bytea       not null,
    status       smallint,
    resource     uuid,
    body         json,
    created_at   timestamptz not null,
    primary key (bucket, key_hash),
    constraint idempotency_bucket_range check (bucket between 0 and 255)
);
create index idempotency_by_age on idempotency (created_at);
