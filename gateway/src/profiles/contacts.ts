import type { Contact } from './profile.ts';

/**
 * Whom to turn to about something at a partner's, in SQL over a row with a column `partner`; for the counterparty's own
 * people, whose organisation stands at `$by`. Null where nobody is named.
 */
export const contactsSql = (about: Contact['about'], partner: string, by: `$${number}`): string => `(
  select jsonb_agg(contact order by contact ->> 'about' = 'everything')
    from profile_versions v
    join partners p on p.id = v.partner and p.counterparty = ${by}
    cross join jsonb_array_elements(v.fields -> 'contacts') contact
   where v.partner = ${partner} and v.status = 'active' and contact ->> 'about' in ('${about}', 'everything'))`;
