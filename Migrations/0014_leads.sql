-- Leads: rare concrete reports, pinned until a part closes them. All leads of an experiment lie in its bucket.

create table leads (
    bucket          smallint    not null,
    id              uuid        not null,
    experiment      text        not null,
    title           text        not null,
    aspect          text,
    detail          text,
    -- In which it was first seen.
    part            integer     not null,
    closed_by_part  integer,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (bucket, id),
    constraint lead_bucket_range check (bucket between 0 and 255),
    constraint lead_of_known_part foreign key (experiment, part) references parts (experiment, number),
    constraint lead_closed_by_known_part foreign key (experiment, closed_by_part) references parts (experiment, number),
    constraint lead_closed_by_later_part check (closed_by_part > part)
);
create index leads_by_experiment on leads (experiment, created_at);

-- Who saw it too, each person once: a rater by one of their ratings, a maintainer by a token.
create table lead_confirmations (
    bucket        smallint    not null,
    lead_id       uuid        not null,
    -- SHA-256 of who it is, so that it counts once and names nobody.
    who           bytea       not null,
    -- The rating that says so; null for a maintainer. No foreign key: it may lie in another bucket.
    rating_id     uuid,
    confirmed_at  timestamptz not null,
    primary key (bucket, lead_id, who),
    constraint lead_confirmation_bucket_range check (bucket between 0 and 255),
    constraint lead_confirmation_of_lead foreign key (bucket, lead_id) references leads (bucket, id)
);
create index lead_confirmations_by_rating on lead_confirmations (rating_id) where rating_id is not null;
