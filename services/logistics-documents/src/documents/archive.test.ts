import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Archive, archiveFrom, sha256Of } from './archive.ts';

const pdf = Buffer.from('%PDF-1.7 an invoice');
const document = { id: 'doc-1', tenant: 'eastbridge' };

describe('the archive', () => {
  let folder: string;
  let archive: Archive;
  let damaged: string[];
  const path = (name: string): string => join(folder, 'documents', 'eastbridge', name);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'archive-'));
    damaged = [];
    archive = archiveFrom({ ARCHIVE_DIR: folder }, (id) => damaged.push(id));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps a daily and an encrypted copy, readable by its owner alone, and nothing half done', async () => {
    const sha256 = await archive.keep(document, pdf);
    expect(sha256).toBe(sha256Of(pdf));
    expect(await readdir(path('.'))).toEqual(['doc-1.pdf', 'doc-1.pdf.sealed']);
    expect((await stat(path('doc-1.pdf'))).mode & 0o777).toBe(0o600);
    expect((await readFile(path('doc-1.pdf.sealed'))).includes('an invoice')).toBe(false);
  });

  it('opens the archived copy to the very PDF', async () => {
    const sha256 = await archive.keep(document, pdf);
    expect((await archive.open(document)).equals(pdf)).toBe(true);
    expect((await archive.read({ ...document, sha256 })).equals(pdf)).toBe(true);
  });

  it.each([
    ['damaged', () => writeFile(path('doc-1.pdf'), '%PDF-1.7 another invoice')],
    ['gone', () => rm(path('doc-1.pdf'))],
  ])('reports a daily copy that is %s and answers the archived one', async (_, spoil) => {
    const sha256 = await archive.keep(document, pdf);
    await spoil();
    expect((await archive.read({ ...document, sha256 })).equals(pdf)).toBe(true);
    expect(damaged).toEqual(['doc-1']);
  });

  it('refuses when neither copy has the recorded hash', async () => {
    await archive.keep(document, pdf);
    await expect(archive.read({ ...document, sha256: sha256Of(Buffer.from('other')) })).rejects.toThrow(
      expect.objectContaining({ code: 'logistics.document.damaged' }),
    );
  });

  it('does not open with the key of another tenant', async () => {
    await archive.keep(document, pdf);
    await archive.keep({ id: 'doc-2', tenant: 'other-trader' }, pdf);
    const keys = join(folder, 'keys');
    await writeFile(join(keys, 'eastbridge.key'), await readFile(join(keys, 'other-trader.key')));
    await expect(archive.open(document)).rejects.toThrow(/tenant key/);
  });

  it('never draws a new key while documents of the lost one exist', async () => {
    await archive.keep(document, pdf);
    await rm(join(folder, 'keys', 'eastbridge.key'));
    await expect(archive.keep({ ...document, id: 'doc-2' }, pdf)).rejects.toThrow(/key .* is missing/);
  });

  it('takes back what did not come about', async () => {
    await archive.keep(document, pdf);
    await archive.discard(document);
    expect(await readdir(path('.'))).toEqual([]);
  });

  it('does not start without its folder', () => {
    expect(() => archiveFrom({}, () => undefined)).toThrow(/ARCHIVE_DIR/);
  });
});
