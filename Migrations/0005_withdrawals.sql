-- Ids that were withdrawn: nothing but the id, so that the list can outlive a restore and be applied again.

create table withdrawals (
    bucket        smallint    not null,
    id            uuid        not null,
    subject       text        not null,
    withdrawn_at  timestamptz not null,
    primary key (bucket, id),
    constraint withdrawal_bucket_range check (bucket between 0 and 255),
    constraint withdrawal_subject_known check (subject in ('submission', 'rating'))
);
