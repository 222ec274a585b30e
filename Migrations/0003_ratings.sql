-- Ratings: `bucket` is a function of the rater, so that "the latest rating of a rater counts" is a local rule.

create table ratings (
    bucket              smallint         not null,
    id                  uuid             not null,
    experiment          text             not null,
    part                integer          not null,
    rater               text             not null,
    -- accepted: the one that counts; superseded: an earlier one of the same rater; the others are out of every figure.
    status              text             not null,
    revision            integer          not null,
    score               smallint,
    stated_sentiment    text,
    comment             text,
    comment_sentiment   text,
    sentiment           text             not null,
    sentiment_source    text             not null,
    p_negative          double precision not null,
    p_neutral           double precision not null,
    p_positive          double precision not null,
    sentiment_model     text             not null,
    temperature         double precision,
    top_p               double precision,
    top_k               integer,
    repetition_penalty  double precision,
    contrastive         boolean,
    front_end           text,
    submission          uuid,
    receipt_hash        bytea            not null,
    -- Names the kept answer of the request that made it, so that a withdrawal reaches that too.
    idempotency_hash    bytea            not null,
    occurred_at         timestamptz      not null,
    received_at         timestamptz      not null,
    withdrawn_at        timestamptz,
    primary key (bucket, id),
    constraint rating_bucket_range check (bucket between 0 and 255),
    constraint rating_of_known_part foreign key (experiment, part) references parts (experiment, number),
    constraint rating_status_known check (status in ('accepted', 'superseded', 'quarantined', 'rejected', 'withdrawn')),
    constraint rating_score_range check (score between 1 and 5),
    constraint rating_sentiment_known check (sentiment in ('negative', 'neutral', 'positive')),
    constraint rating_sentiment_source_known check (sentiment_source in ('stated', 'comment')),
    constraint rating_says_something
        check (status in ('withdrawn', 'rejected') or coalesce(score::text, stated_sentiment, comment) is not null)
);
create unique index rating_once_per_rater_and_part on ratings (bucket, experiment, part, rater) where status = 'accepted';
create index ratings_by_part on ratings (experiment, part, received_at);

create table rating_aspects (
    bucket     smallint not null,
    rating_id  uuid     not null,
    aspect     text     not null,
    polarity   text     not null,
    source     text     not null,
    primary key (bucket, rating_id, aspect),
    constraint rating_aspect_bucket_range check (bucket between 0 and 255),
    constraint rating_aspect_of_rating foreign key (bucket, rating_id) references ratings (bucket, id),
    constraint rating_aspect_polarity_known check (polarity in ('negative', 'neutral', 'positive')),
    constraint rating_aspect_source_known check (source in ('stated', 'comment'))
);

-- What each change adds to a part's figures (integers, negative when something is taken back), written in the
-- change's own transaction. A read sums totals and deltas; a fold moves deltas into totals, bucket by bucket.
create table part_deltas (
    bucket           smallint    not null,
    id               uuid        not null,
    experiment       text        not null,
    part             integer     not null,
    sentiment_model  text        not null,
    ratings          integer     not null,
    raters           integer     not null,
    comments         integer     not null,
    negative         integer     not null,
    neutral          integer     not null,
    positive         integer     not null,
    score_1          integer     not null,
    score_2          integer     not null,
    score_3          integer     not null,
    score_4          integer     not null,
    score_5          integer     not null,
    primary key (bucket, id),
    constraint part_delta_bucket_range check (bucket between 0 and 255)
);
create index part_deltas_by_part on part_deltas (experiment, part);

create table part_totals (
    bucket           smallint not null,
    experiment       text     not null,
    part             integer  not null,
    sentiment_model  text     not null,
    ratings          bigint   not null,
    raters           bigint   not null,
    comments         bigint   not null,
    negative         bigint   not null,
    neutral          bigint   not null,
    positive         bigint   not null,
    score_1          bigint   not null,
    score_2          bigint   not null,
    score_3          bigint   not null,
    score_4          bigint   not null,
    score_5          bigint   not null,
    primary key (bucket, experiment, part, sentiment_model),
    constraint part_total_bucket_range check (bucket between 0 and 255)
);
