-- Contacts that are in no chat with others (StartChatContact) have no source and no destination.
alter table contact_view alter column source_id drop not null;
alter table contact_view alter column destination_id drop not null;

-- deadlines  what will happen to the contact by itself, as its events have it so far; null where only its duration counts
-- due_at     the first of that; null after the end
alter table contact_view add column customer_reference text;
alter table contact_view add column related_contact_id text;
alter table contact_view add column deadlines jsonb;
alter table contact_view add column due_at timestamptz;

update contact_view set due_at = expires_at where ended_at is null;

drop index contact_view_due;
create index contact_view_due on contact_view (due_at, contact_id) where ended_at is null;
