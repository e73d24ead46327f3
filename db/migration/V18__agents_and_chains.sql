-- Who handles a contact: the queue, the agent, and what its agent and bots have said (null if nothing). As elsewhere no
-- index has a column that a message changes.
alter table contact_view
    add column queue_id           text,
    add column enqueued_at        timestamptz,
    add column agent_id           text,
    add column agent_connected_at timestamptz,
    add column agent_messages     jsonb,
    add column bot_messages       jsonb;

create index contact_view_by_agent on contact_view (agent_id) where agent_id is not null;
create index contact_view_by_queue on contact_view (queue_id) where queue_id is not null;
