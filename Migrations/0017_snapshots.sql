-- Snapshots: training rows under a name that never change. Those of the coordinator: no foreign keys in or out.

create table snapshots (
    name             text             not null primary key,
    status           text             not null,
    format           text             not null,
    is_public        boolean          not null,
    -- What it is made of, in canonical form: policy, seed, split.
    request          json             not null,
    ancestor         text,
    progress         double precision not null,
    -- Why it could not be made.
    failure          json,
    position         bigint,
    manifest_sha256  bytea,
    episodes         bigint,
    rows             bigint,
    bytes            bigint,
    created_at       timestamptz      not null,
    ready_at         timestamptz,
    constraint snapshot_name_form check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    constraint snapshot_status_known check (status in ('building', 'ready', 'failed')),
    constraint snapshot_ready_with_manifest
        check (status <> 'ready' or (manifest_sha256 is not null and position is not null and ready_at is not null))
);
create index snapshots_by_ancestor on snapshots (ancestor) where ancestor is not null;

-- Files of a ready snapshot. `withdrawn_at`: an episode of it was taken back, and its bytes are gone.
create table snapshot_files (
    snapshot        text     not null,
    -- Files of rows from 0; negative for the manifest and the card.
    number          integer  not null,
    path            text     not null,
    bytes           bigint   not null,
    sha256          bytea    not null,
    withdrawn_at    timestamptz,
    primary key (snapshot, number),
    constraint snapshot_file_path_once unique (snapshot, path)
);

-- The bytes of files, in pieces; those of a snapshot that is being made are here already.
create table snapshot_pieces (
    snapshot  text     not null,
    file      integer  not null,
    -- Where in the file it begins.
    start     bigint   not null,
    bytes     bytea    not null,
    primary key (snapshot, file, start)
);
-- They are compressed, and read in parts.
alter table snapshot_pieces alter column bytes set storage external;

-- Which episodes a snapshot holds: where a withdrawal is marked, and what a checkpoint saw.
create table snapshot_episodes (
    bucket        smallint not null,
    episode_id    uuid     not null,
    snapshot      text     not null,
    revision      integer  not null,
    sha256        bytea    not null,
    -- Number of the file with its rows.
    file          integer  not null,
    withdrawn_at  timestamptz,
    primary key (bucket, episode_id, snapshot),
    constraint snapshot_episode_bucket_range check (bucket between 0 and 255)
);
create index snapshot_episodes_by_snapshot on snapshot_episodes (snapshot);
create index snapshot_episodes_withdrawn on snapshot_episodes (snapshot) where withdrawn_at is not null;
