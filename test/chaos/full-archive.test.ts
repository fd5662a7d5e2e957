import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemOf } from '@tradeloom/chassis';
import { type Archive, archiveFrom } from '../../services/logistics-documents/src/documents/archive.ts';
import { SmallDisk } from './nemesis/small-disk.ts';

const folder = mkdtempSync(join(tmpdir(), 'archive-'));
const disk = SmallDisk.mountedAt(folder);
/** Only root can mount a disk, and not everywhere. */
const onDisk = disk ? it : it.skip;
const document = (id: string) => ({ id, tenant: 'eastbridge' });
const pdf = randomBytes(300_000);

describe('the archive on a disk that is full', () => {
  let archive: Archive;
  const kept = (): string[] => readdirSync(join(folder, 'documents', 'eastbridge')).toSorted();
  beforeAll(() => {
    archive = archiveFrom({ ARCHIVE_DIR: folder }, () => undefined);
  });
  afterAll(() => {
    if (disk) SmallDisk.unmount(folder);
    rmSync(folder, { recursive: true, force: true });
  });

  onDisk('refuses with 503, keeps nothing half, opens what it has, and goes on when there is room', async () => {
    await archive.keep(document('before'), pdf);
    // so much that one copy of a document would still fit, and not both
    const beside = join(folder, 'beside');
    writeFileSync(beside, Buffer.alloc(pdf.length * 1.5));
    disk?.fill();
    rmSync(beside);
    const refusal: unknown = await archive.keep(document('beyond'), pdf).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'ENOSPC' });
    expect(problemOf(refusal)).toMatchObject({ status: 503, retryable: true });
    expect(kept()).toEqual(['before.pdf', 'before.pdf.sealed']);
    expect((await archive.open(document('before'))).equals(pdf)).toBe(true);
    disk?.free();
    await archive.keep(document('beyond'), pdf);
    expect((await archive.open(document('beyond'))).equals(pdf)).toBe(true);
  });
});
