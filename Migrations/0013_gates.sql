-- Decision gates: frozen with the release of their part, and a log of every look at them.

alter table parts add column gates_frozen_at timestamptz;
-- A part that is out already: its gates last changed no later than it did.
update parts set gates_frozen_at = greatest(released_at, updated_at) where released_at is not null;

-- One row for each gate of a part and each change of the part's figures, written in the change's own transaction and never
-- changed. All looks of a part lie in the part's bucket: they are one sequence.
create table gate_looks (
    bucket      smallint    not null,
    experiment  text        not null,
    part        integer     not null,
    look        integer     not null,
    -- Index in the part's gates, which cannot change any more.
    gate        smallint    not null,
    -- Whoever has a value, and the sum of the values: mean and bounds follow from the two.
    raters      bigint      not null,
    sum         bigint      not null,
    outcome     text        not null,
    cause       text        not null,
    -- Null where many ratings changed at once. No foreign key: it may lie in another bucket.
    rating_id   uuid,
    looked_at   timestamptz not null,
    primary key (bucket, experiment, part, look, gate),
    constraint gate_look_bucket_range check (bucket between 0 and 255),
    constraint gate_look_of_known_part foreign key (experiment, part) references parts (experiment, number),
    constraint gate_look_outcome_known check (outcome in ('open', 'met', 'failed')),
    constraint gate_look_cause_known
        check (cause in ('rating', 'correction', 'withdrawal', 'moderation', 'rescore'))
);
create index gate_looks_that_decide on gate_looks (bucket, experiment, part, gate, look) where outcome <> 'open';
