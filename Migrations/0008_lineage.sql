-- Backups of one chat begin alike: of one submitter's versions only the longest is handed out.

alter table episodes
    -- Equal for episodes of one named submitter, with the same consent and part, that begin with the same two turns.
    add column lineage        bytea,
    -- Rolling hashes, one for each turn: A is a beginning of B when A's last is among B's.
    add column prefix_sha256  bytea[],
    -- The longer version that took this one's place. No foreign key: it may lie in another bucket.
    add column superseded_by  uuid,
    add constraint episode_superseded_is_rejected check (superseded_by is null or status in ('rejected', 'withdrawn'));
create index episodes_by_lineage on episodes (lineage) where lineage is not null;
create index episodes_by_successor on episodes (superseded_by) where superseded_by is not null;
