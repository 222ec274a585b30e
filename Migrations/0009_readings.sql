-- What the sentiment model reads in comments, kept beside what raters state; and the work of `chorus rescore`.

alter table rating_aspects
    drop constraint rating_aspects_pkey,
    add primary key (bucket, rating_id, aspect, source),
    -- Of length: short or long; of formatting: cut_off, marks or other.
    add column detail text,
    add constraint rating_aspect_detail_known check (detail in ('short', 'long', 'cut_off', 'marks', 'other'));

-- Counted ratings whose sentiment is stated and that have a comment too, and those of them that read otherwise.
alter table part_deltas
    add column stated_and_read integer not null default 0,
    add column differing       integer not null default 0;
alter table part_deltas alter column stated_and_read drop default, alter column differing drop default;
alter table part_totals
    add column stated_and_read bigint not null default 0,
    add column differing       bigint not null default 0;
alter table part_totals alter column stated_and_read drop default, alter column differing drop default;

-- Readings under a new version of the model, until all are there and are swapped in at once. No text is in them.
create table rescored (
    bucket       smallint         not null,
    rating_id    uuid             not null,
    -- Of the rating when it was read: one that changed since is read again.
    revision     integer          not null,
    model        text             not null,
    label        text,
    p_negative   double precision not null,
    p_neutral    double precision not null,
    p_positive   double precision not null,
    aspects      text[]           not null,
    polarities   text[]           not null,
    details      text[]           not null,
    primary key (bucket, rating_id),
    constraint rescored_bucket_range check (bucket between 0 and 255),
    constraint rescored_rating foreign key (bucket, rating_id) references ratings (bucket, id)
);
create index ratings_by_model on ratings (sentiment_model, bucket, id) where status <> 'withdrawn';
