-- What is wrong with a part's donated logs is set beside what raters complain about: the flags of an episode's
-- responses, each once, and the way from a part to its submissions.

alter table episodes add column turn_flags text[] not null default '{}';
update episodes set turn_flags = (
    select coalesce(array_agg(distinct flag order by flag), '{}')
    from json_array_elements(content -> 'turns') as turn, json_array_elements_text(turn -> 'flags') as flag
    where turn ->> 'role' = 'model')
where content is not null;
alter table episodes alter column turn_flags drop default;

create index submissions_by_part on submissions (experiment, part) where part is not null;
