-- The feed: an outbox row is written with each change; one sequencer moves it to a gapless position with a hash chain.

create table outbox (
    bucket       smallint    not null,
    id           uuid        not null,
    kind         text        not null,
    episode_id   uuid        not null,
    revision     integer     not null,
    occurred_at  timestamptz not null,
    primary key (bucket, id),
    constraint outbox_bucket_range check (bucket between 0 and 255),
    constraint outbox_kind_known
        check (kind in ('episode.accepted', 'episode.revised', 'episode.withdrawn', 'episode.rejected'))
);

-- Singletons of the coordinator: no foreign keys in or out.
create table feed (
    position      bigint      not null primary key,
    kind          text        not null,
    bucket        smallint    not null,
    episode_id    uuid        not null,
    revision      integer     not null,
    sequenced_at  timestamptz not null,
    chain         bytea       not null,
    constraint feed_change_once unique (episode_id, revision)
);

create table feed_head (
    singleton  boolean not null primary key,
    epoch      uuid    not null,
    position   bigint  not null,
    chain      bytea   not null,
    constraint feed_head_is_one check (singleton)
);
insert into feed_head
select true, epoch, 0, sha256(uuid_send(epoch)) from (select gen_random_uuid() as epoch) as fresh;
