-- Who follows the feed, and how far each has come. Singletons of the coordinator: no foreign keys in or out.

create table consumers (
    name        text        not null primary key,
    -- The cursor that it told last, in its parts: which feed, the last position that it holds, the chain's link there.
    epoch       uuid        not null,
    position    bigint      not null,
    link        bytea       not null,
    -- What it pulls, as it said.
    experiment  text,
    policy      text,
    format      text        not null,
    consent     text,
    updated_at  timestamptz not null,
    constraint consumer_name_form check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    constraint consumer_position_range check (position >= 0)
);

-- How many withdrawals a consumer has not pulled is counted here, not in the feed.
create index feed_removals on feed (position) where kind in ('episode.withdrawn', 'episode.rejected');

-- The rewards of a page's rows ask for the ratings of its submissions.
create index ratings_by_submission on ratings (submission) where submission is not null;
