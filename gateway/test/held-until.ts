/** Holds something until a condition is true, and says so when that never comes. */
export const heldUntil = (holding: string, condition: string): string => `
  do $$ begin
    ${holding};
    for attempt in 1..1000 loop
      if (${condition}) then return; end if;
      perform pg_sleep(0.01);
    end loop;
    raise exception 'it never came to: ${condition.replaceAll("'", "''")}';
  end $$`;
