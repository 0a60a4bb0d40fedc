-- kind: platform
-- grants: kontor_keys select, insert
-- Which root key this installation's secrets were made with, by a fingerprint that tells nothing of it.
create table root_key (
  one boolean primary key default true check (one),
  fingerprint text not null
);
