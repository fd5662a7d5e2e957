/**
 * What all schemas share, run once per database by the owner before the services' migrations:
 * the business clock, and row-level security by party.
 */
export const platformSql = `
create schema if not exists platform;

create table if not exists platform.business_clock (
  one           boolean primary key default true check (one),
  business_date date
);
insert into platform.business_clock (business_date) values (null) on conflict do nothing;

-- Whoever waits for a date hears that days have passed.
create or replace function platform.tell_business_date() returns trigger language plpgsql as $$
begin
  perform pg_notify('business_clock', new.business_date::text);
  return null;
end $$;
create or replace trigger told after update on platform.business_clock
  for each row execute function platform.tell_business_date();

-- The organisations the transaction runs for. A query without them is a mistake, not an empty answer.
create or replace function platform.current_organisations() returns text[] language plpgsql stable as $$
declare
  organisations text := current_setting('app.organisations', true);
begin
  if coalesce(organisations, '') = '' then
    raise exception 'no organisation: queries run inside a transaction that names whom it runs for'
      using errcode = 'insufficient_privilege';
  end if;
  return string_to_array(organisations, ',');
end $$;

-- Puts a table under row-level security by party, for its owner too.
create or replace function platform.protect(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy party on %I for all
                    using (parties && (select platform.current_organisations()))
                    with check (parties && (select platform.current_organisations()))', name);
  execute format('create index %I on %I using gin (parties)', name || '_parties', name);
end $$;
`;
