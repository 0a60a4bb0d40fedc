-- Ending all sessions of a person asks for those that are over already, too (refresh-families.ts), so the indexes must hold them.
drop index refresh_families_of_user;
drop index refresh_families_of_partner;
create index refresh_families_of_user on refresh_families (user_id);
create index refresh_families_of_partner on refresh_families (tenant_id, partner_id);
