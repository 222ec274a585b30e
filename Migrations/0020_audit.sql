-- Who did what, when; written in the transaction of what it tells of. Never a text, name or address of the community.

create table audit (
    -- Of version 7: in the order of time.
    id        uuid        not null primary key,
    at        timestamptz not null,
    -- Id of the token; null for the command line.
    actor_id  uuid,
    -- Name of the token, as it was then.
    actor     text        not null,
    -- Kind of thing and what was done to it, such as `submission.accept`.
    action    text        not null,
    -- Which thing: an id or a name.
    subject   text        not null,
    details   json        not null
);
create index audit_by_actor on audit (actor, id);
create index audit_by_action on audit (action, id);
