import { randomInt } from 'node:crypto';
import { type Stage, until } from '@tradeloom/testing';

/**
 * Has somebody take something in a transaction of his own and hold it until a condition is true: for 30 s at most, more
 * than whoever waits for that. Resolves once it is held.
 * @param taking a statement of PL/pgSQL @param condition an expression of SQL
 * @returns over: it is let go; rejects when the condition never came true
 */
export const heldUntil = async (
  stage: Stage,
  taking: string,
  condition: string,
): Promise<{ over: Promise<unknown> }> => {
  // Taken behind the other, and seen from elsewhere: whoever has this one has both.
  const sign = randomInt(2 ** 31);
  const over = stage.rows(`
    do $$ begin
      ${taking};
      perform pg_advisory_xact_lock(${sign});
      for attempt in 1..3000 loop
        if (${condition}) then return; end if;
        perform pg_sleep(0.01);
      end loop;
      raise exception 'it never came to: ${condition.replaceAll("'", "''")}';
    end $$`);
  const isHeld = async () =>
    (
      await stage.rows(
        `select 1 from pg_locks where locktype = 'advisory' and granted and classid = 0 and objid = ${sign}`,
      )
    ).length > 0;
  const never = over.then(() => {
    throw new Error(`nobody had to wait: ${condition}`);
  });
  await Promise.race([until(`it is held: ${taking}`, isHeld), never]);
  return { over };
};
