-- Letters that the sandbox's mail catcher has taken in the place of a mail server. A doubled letter is two rows.

-- kind: platform
-- grants: kontor_platform select, insert
create table caught_letters (
  id bigint generated always as identity primary key,
  sender text not null,
  -- The addresses of the envelope, in lower case.
  recipients text[] not null,
  message_id text,
  subject text not null,
  plain text not null,
  received_at timestamptz not null
);
create index caught_letters_to on caught_letters using gin (recipients);
