import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Station } from './as2-station.ts';

export const StationsTable = new EntitySchema<Station>({
  name: 'as2-station',
  tableName: 'as2_stations',
  columns: {
    ...nounColumns,
    ourName: { name: 'our_name', type: 'text' },
    theirName: { name: 'their_name', type: 'text' },
    url: { type: 'text', nullable: true },
    sign: { type: 'boolean' },
    encrypt: { type: 'boolean' },
    compress: { type: 'boolean' },
    cipher: { type: 'text' },
    receipt: { type: 'text' },
    certificates: { type: 'jsonb' },
  },
});

export const Stations: Noun<Station> = { name: 'as2-station', table: StationsTable };
