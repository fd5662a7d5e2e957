import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { SftpConnection } from './connection.rules.ts';

export const ConnectionsTable = new EntitySchema<SftpConnection>({
  name: 'sftp-connection',
  tableName: 'sftp_connections',
  columns: {
    ...nounColumns,
    host: { type: 'text' },
    port: { type: 'int' },
    login: { type: 'text' },
    hostKey: { name: 'host_key', type: 'text' },
    keyNumber: { name: 'key_number', type: 'int' },
    fetchFrom: { name: 'fetch_from', type: 'text', nullable: true },
    moveTo: { name: 'move_to', type: 'text', nullable: true },
    putInto: { name: 'put_into', type: 'text', nullable: true },
    pattern: { type: 'text' },
    doneSuffix: { name: 'done_suffix', type: 'text', nullable: true },
    pollSeconds: { name: 'poll_seconds', type: 'int' },
    quiet: { type: 'jsonb', nullable: true },
    enabled: { type: 'boolean' },
    refusedKey: { name: 'refused_key', type: 'text', nullable: true },
  },
});

export const Connections: Noun<SftpConnection> = { name: 'sftp-connection', table: ConnectionsTable };
