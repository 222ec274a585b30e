-- Experiments and their parts: small reference tables with keys given by the service.

create table experiments (
    slug             text        not null primary key,
    title            text        not null,
    model            text        not null,
    parts_planned    integer     not null,
    hyperparameters  json        not null,
    description      text        not null,
    previous         text,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    constraint experiment_slug_form check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    constraint experiment_parts_planned_range check (parts_planned between 1 and 1000)
);

create table parts (
    experiment      text        not null,
    number          integer     not null,
    checkpoint      json        not null,
    released_at     timestamptz,
    changed         text        not null,
    training_notes  text        not null,
    testing_notes   text        not null,
    policy          text,
    snapshot        text,
    metrics         json        not null,
    gates           json        not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (experiment, number),
    constraint part_of_known_experiment foreign key (experiment) references experiments (slug),
    constraint part_number_range check (number between 1 and 1000),
    constraint part_changed_known check (changed in ('nothing', 'data', 'hyperparameters', 'both'))
);
