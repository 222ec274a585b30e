-- Submissions, their documents (raw bytes) and the episodes read from them.
-- `bucket` leads every key: it is a function of the idempotency key and the last byte of every id, so that one
-- submission with all its rows lives in one shard when the tables are distributed.

create table submissions (
    bucket            smallint    not null,
    id                uuid        not null,
    status            text        not null,
    receipt_hash      bytea       not null,
    consent_training  boolean     not null,
    consent_public    boolean     not null,
    experiment        text,
    part              integer,
    front_end         text,
    submitter         text,
    user_name         text,
    speaker_user      text,
    notes             text,
    received_at       timestamptz not null,
    withdrawn_at      timestamptz,
    primary key (bucket, id),
    constraint submission_bucket_range check (bucket between 0 and 255),
    constraint submission_status_known check (status in ('accepted', 'quarantined', 'rejected', 'withdrawn')),
    constraint submission_training_consent check (consent_training),
    constraint submission_part_needs_experiment check (part is null or experiment is not null),
    constraint submission_of_known_experiment foreign key (experiment) references experiments (slug),
    constraint submission_of_known_part foreign key (experiment, part) references parts (experiment, number)
);

-- The uploaded file itself, restricted: no page and no pull ever reads `bytes` or `filename`.
create table documents (
    bucket         smallint not null,
    submission_id  uuid     not null,
    index          integer  not null,
    filename       text,
    format         text,
    variant        text,
    status         text     not null,
    reasons        json     not null,
    sha256         bytea    not null,
    byte_count     bigint   not null,
    bytes          bytea,
    primary key (bucket, submission_id, index),
    constraint document_bucket_range check (bucket between 0 and 255),
    constraint document_of_submission foreign key (bucket, submission_id) references submissions (bucket, id)
);

create table episodes (
    bucket              smallint         not null,
    id                  uuid             not null,
    submission_id       uuid             not null,
    document_index      integer          not null,
    session_index       integer          not null,
    revision            integer          not null,
    status              text             not null,
    reasons             text[]           not null,
    flags               text[]           not null,
    format              text             not null,
    turns               integer          not null,
    user_turns          integer          not null,
    model_turns         integer          not null,
    model_words_median  double precision not null,
    dialogue_sha256     bytea,
    -- Canonical episode/1 as handed out; `json`, not `jsonb`: the feed streams these bytes unchanged.
    content             json,
    created_at          timestamptz      not null,
    updated_at          timestamptz      not null,
    primary key (bucket, id),
    constraint episode_bucket_range check (bucket between 0 and 255),
    constraint episode_status_known check (status in ('accepted', 'quarantined', 'rejected', 'withdrawn')),
    constraint episode_content_while_held check (content is not null or status in ('rejected', 'withdrawn')),
    constraint episode_of_document foreign key (bucket, submission_id, document_index)
        references documents (bucket, submission_id, index)
);
create index episodes_by_submission on episodes (bucket, submission_id);
create index episodes_by_dialogue on episodes (dialogue_sha256);

-- Raw turn texts and real names, kept apart from what is handed out, deleted on withdrawal.
create table episode_originals (
    bucket      smallint not null,
    episode_id  uuid     not null,
    content     json     not null,
    primary key (bucket, episode_id),
    constraint episode_original_bucket_range check (bucket between 0 and 255),
    constraint original_of_episode foreign key (bucket, episode_id) references episodes (bucket, id)
);
