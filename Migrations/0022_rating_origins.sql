-- Where ratings were made that were brought in from elsewhere. The hash outlives a withdrawal: importing the same thing
-- again must not bring it back.

create table rating_origins (
    bucket         smallint    not null,
    rating_id      uuid        not null,
    source         text        not null,
    -- SHA-256 of source and external id.
    external_hash  bytea       not null,
    -- The name that the thing has there; null when the rating was withdrawn.
    external_id    text,
    imported_at    timestamptz not null,
    primary key (bucket, rating_id),
    constraint rating_origin_bucket_range check (bucket between 0 and 255),
    constraint rating_origin_of_rating foreign key (bucket, rating_id) references ratings (bucket, id)
        deferrable initially deferred,
    constraint rating_origin_once unique (bucket, external_hash)
);
