-- Ratings that look as if one group had made them: what tells it, and that it was found.

alter table ratings
    -- That ratings of an experiment came from one network, and not which (Core/Ratings/RatingNetwork); kept for a day.
    add column network              bigint,
    -- The same for comments that were copied.
    add column comment_fingerprint  bigint,
    -- Found to belong to a group. It is counted, and shown apart.
    add column is_clustered         boolean not null default false,
    add constraint rating_withdrawn_leaves_no_trace
        check (status <> 'withdrawn' or (network is null and comment_fingerprint is null));
alter table ratings alter column is_clustered drop default;

create index ratings_by_comment_fingerprint on ratings (experiment, part, comment_fingerprint)
    where comment_fingerprint is not null;
create index ratings_with_network on ratings (received_at) where network is not null;
