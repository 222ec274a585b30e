-- Policies of curation, whose versions never change, and the numbers of episodes that they read instead of texts.

create table policies (
    name        text        not null,
    version     integer     not null,
    -- What it decides, whatever it is called: equal for equal decisions.
    hash        text        not null,
    -- In canonical form; everything is said in it.
    content     json        not null,
    created_at  timestamptz not null,
    primary key (name, version),
    constraint policy_name_form check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    constraint policy_version_positive check (version > 0)
);

-- One row for each episode with text. Those of before are measured when a policy first asks for them.
create table episode_figures (
    bucket      smallint not null,
    episode_id  uuid     not null,
    -- Of every turn that was said, and, where that makes a difference, without turns out of character.
    every_turn  bytea    not null,
    spoken      bytea,
    -- For near duplicates only.
    sketch      bytea    not null,
    primary key (bucket, episode_id),
    constraint episode_figures_bucket_range check (bucket between 0 and 255),
    constraint figures_of_episode foreign key (bucket, episode_id) references episodes (bucket, id)
);
