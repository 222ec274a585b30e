-- Chats are compressed where they lie. lz4 takes far less time than PostgreSQL's own method: the feed comes a third faster. A
-- server that was built without it keeps its own method, and what is stored already stays as it is.
do $$
begin
    alter table documents alter column bytes set compression lz4;
    alter table episodes alter column content set compression lz4, alter column prefix_sha256 set compression lz4;
    alter table episode_originals alter column content set compression lz4;
    alter table episode_figures
        alter column every_turn set compression lz4, alter column spoken set compression lz4,
        alter column sketch set compression lz4;
    alter table idempotency alter column body set compression lz4;
exception when feature_not_supported then
    raise notice 'This PostgreSQL has no lz4: texts are compressed with its own method.';
end
$$;
