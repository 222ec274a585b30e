-- Decisions about submissions, groups of ratings that can be decided about at once, and the way back from either.

alter table submissions
    -- The last decision of a maintainer; null where there was none, or where it was undone.
    add column decision         text,
    add column decision_reason  text,
    add column decided_at       timestamptz,
    -- The entry of the audit that it can be undone by. No foreign key: the audit is the coordinator's.
    add column decision_entry   uuid,
    add constraint submission_decision_known check (decision in ('accept', 'reject', 'quarantine')),
    add constraint submission_decision_has_moment check ((decision is null) = (decided_at is null)),
    add constraint submission_withdrawn_says_nothing check (status <> 'withdrawn' or decision_reason is null);
-- What is rejected is deleted after a while.
create index submissions_rejected on submissions (decided_at) where decision = 'reject';

-- Why the reader held an episode back, whatever was decided since.
alter table episodes add column held_for text[] not null default '{}';
update episodes set held_for = reasons where status = 'quarantined';
alter table episodes alter column held_for drop default;
create index episodes_held on episodes (bucket, submission_id) where status = 'quarantined';

-- A group of ratings of one part that was found. All groups of an experiment lie in its bucket.
create table rating_clusters (
    bucket      smallint    not null,
    id          uuid        not null,
    experiment  text        not null,
    part        integer     not null,
    -- Every sign that was seen of it.
    signs       text[]      not null,
    found_at    timestamptz not null,
    primary key (bucket, id),
    constraint rating_cluster_bucket_range check (bucket between 0 and 255),
    constraint rating_cluster_of_known_part foreign key (experiment, part) references parts (experiment, number),
    constraint rating_cluster_sign_known check (signs <@ array['comment', 'network', 'burst'])
);

alter table ratings
    -- The group that it was found in, whatever was decided since. No foreign key: it lies in another bucket.
    add column cluster_id      uuid,
    add column decision_entry  uuid;
create index ratings_of_cluster on ratings (cluster_id) where cluster_id is not null;
-- What waits for a maintainer.
create index ratings_held on ratings (id)
    where status = 'quarantined' or (is_clustered and status in ('accepted', 'superseded'));
