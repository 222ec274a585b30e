-- Comments of a part are read newest first, page by page: ids begin with the time.
create index ratings_with_comment on ratings (experiment, part, id)
    where status = 'accepted' and comment is not null;
