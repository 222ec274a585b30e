-- Figures are counters with names now: a new one is no column. Everything is counted again from the ratings.

-- In the order in which ratings are written: who is about to write figures ends first.
lock table ratings, rating_aspects in share row exclusive mode;
drop table part_deltas;
drop table part_totals;

-- What each change adds to the counters of a part (negative when something is taken back), written in the change's own
-- transaction. A read sums totals and deltas; a fold moves deltas into totals.
create table part_deltas (
    bucket           smallint not null,
    id               uuid     not null,
    experiment       text     not null,
    part             integer  not null,
    sentiment_model  text     not null,
    counters         text[]   not null,
    counts           bigint[] not null,
    primary key (bucket, id),
    constraint part_delta_bucket_range check (bucket between 0 and 255),
    constraint part_delta_count_for_each_counter check (cardinality(counters) = cardinality(counts))
);
create index part_deltas_by_part on part_deltas (experiment, part);

-- One table for all buckets, beside the feed: a read touches a row for each counter, however many raters there are.
-- There is room in each page for new counts, so that a fold need not touch the index.
create table part_totals (
    experiment       text    not null,
    part             integer not null,
    sentiment_model  text    not null,
    counter          text    not null,
    count            bigint  not null,
    primary key (experiment, part, sentiment_model, counter)
) with (fillfactor = 50);

-- The same rule as before, in an order that finds all ratings of a rater: each of them bears on the figures of the others.
drop index rating_once_per_rater_and_part;
create unique index rating_once_per_rater_and_part on ratings (bucket, experiment, rater, part)
    where status = 'accepted';
create index ratings_superseded on ratings (bucket, experiment, rater, part) where status = 'superseded';

-- What a maintainer decided last about a rating shows in its status; this is why, and when.
alter table ratings add column decision_reason text, add column decided_at timestamptz;

with counted as materialized (
    select r.*, coalesce(r.front_end, '') as front_end_told
    from ratings as r where r.status = 'accepted'
), found as (
    select experiment, part, sentiment_model, 'ratings' as counter
    from ratings where status in ('accepted', 'superseded')
    union all
    select experiment, part, sentiment_model, own.counter
    from counted, unnest(array[
        'raters',
        'sentiment:' || sentiment,
        'score:' || score,
        case when comment is not null then 'comments' end,
        case when sentiment_source = 'stated' and comment_sentiment is not null then 'stated_and_read' end,
        case when sentiment_source = 'stated' and comment_sentiment <> sentiment then 'differing' end,
        'front_end:' || sentiment || ':' || case
            when front_end_told in (
                '', 'agnai', 'api', 'backyard', 'character.ai', 'chub', 'discord', 'faraday', 'gradio', 'janitorai',
                'koboldai', 'kobold lite', 'koboldcpp', 'llama.cpp', 'lm studio', 'ollama', 'oobabooga', 'risuai',
                'sillytavern', 'tavernai', 'text-generation-webui') then front_end_told
            else 'other' end,
        'sampling:temperature:' || case
            when temperature > 1 then 'over 1' when temperature > 0.7 then '0.7-1'
            when temperature > 0.5 then '0.5-0.7' when temperature is not null then 'to 0.5' end || ':' || sentiment,
        'sampling:top_p:' || case
            when top_p > 0.999 then 'disabled' when top_p > 0.9 then '0.9-1'
            when top_p > 0.5 then '0.5-0.9' when top_p is not null then 'to 0.5' end || ':' || sentiment,
        'sampling:top_k:' || case
            when top_k > 100 then 'over 100' when top_k > 40 then '41-100'
            when top_k > 0 then '1-40' when top_k is not null then 'disabled' end || ':' || sentiment,
        'sampling:repetition_penalty:' || case
            when repetition_penalty > 1.2 then 'over 1.2' when repetition_penalty > 1.1 then '1.1-1.2'
            when repetition_penalty > 1 then '1-1.1' when repetition_penalty is not null then 'disabled' end
            || ':' || sentiment,
        'sampling:contrastive:' || case contrastive when true then 'on' when false then 'off' end || ':' || sentiment
    ]) as own(counter)
    union all
    -- What a rater states of an aspect wins over what the comment says of it.
    select c.experiment, c.part, c.sentiment_model, 'aspect:' || a.aspect || ':' || a.polarity
    from counted as c join rating_aspects as a on a.bucket = c.bucket and a.rating_id = c.id
    where a.source = 'stated' or not exists (
        select from rating_aspects as stated
        where stated.bucket = a.bucket and stated.rating_id = a.rating_id and stated.aspect = a.aspect
            and stated.source = 'stated')
    union all
    select c.experiment, c.part, c.sentiment_model, 'detail:' || a.aspect || ':' || a.detail || ':' || a.polarity
    from counted as c join rating_aspects as a on a.bucket = c.bucket and a.rating_id = c.id
    where a.source = 'comment' and a.detail is not null and not exists (
        select from rating_aspects as stated
        where stated.bucket = a.bucket and stated.rating_id = a.rating_id and stated.aspect = a.aspect
            and stated.source = 'stated' and stated.polarity <> a.polarity)
    union all
    -- Raters of two parts, counted with the later one.
    select l.experiment, l.part, l.sentiment_model, both_parts.counter
    from counted as l
    join counted as e on e.bucket = l.bucket and e.experiment = l.experiment and e.rater = l.rater and e.part < l.part,
    unnest(array[
        'sentiments:' || e.part || ':' || e.sentiment || ':' || l.sentiment,
        'scores:' || e.part || ':' || e.score || ':' || l.score
    ]) as both_parts(counter)
)
insert into part_totals (experiment, part, sentiment_model, counter, count)
select experiment, part, sentiment_model, counter, count(*) from found
where counter is not null group by experiment, part, sentiment_model, counter;
