/** How a message of ours stands with the partner it went to. */
export const standings = ['overdue', 'rejected', 'refused', 'waiting', 'acknowledged', 'none-due'] as const;
export type Standing = (typeof standings)[number];

/** How it stands now; in SQL, over a row of `interchanges`. */
export const standingSql = `case
  when status in ('acknowledged', 'rejected', 'refused') then status
  when acknowledgement_due is null then 'none-due'
  when acknowledgement_due <= now() then 'overdue'
  else 'waiting' end`;
