import type { Actor } from '@tradeloom/chassis';
import { finance } from '@tradeloom/contracts';
import { bootService, type Stage } from '@tradeloom/testing';
import { FinanceModule } from './finance.module.ts';
import { migrations } from './migrations/all.ts';

const person = (login: string, organisation: string, kind: Actor['kind'], role: Actor['role']): Actor => ({
  login,
  organisation,
  kind,
  role,
});
const clerk = person('wu.bin', 'jingsu', 'supplier', 'supplier-clerk');
const owner = person('jing.su', 'jingsu', 'supplier', 'owner');
const payer = person('ding.lan', 'hengda', 'factory', 'finance-manager');
const system = person('jingsu', 'jingsu', 'supplier', 'system');
const stranger = person('yu.hong', 'jinfeng', 'supplier', 'owner');

interface View {
  id: string;
  status: string;
  accountNumber: string;
  proposedBy: string;
  decidedBy: string | null;
}

const first = '6222021001116245702';
const later = '6228480402564890018';

describe('bank data of a company', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(FinanceModule, { service: 'finance', migrations });
  });
  afterAll(() => stage.close());

  const propose = (by: Actor, accountNumber = first, more: object = {}) =>
    stage.as(by).post<View>('/bank-account-changes', {
      currency: 'CNY',
      holder: 'Jingsu Plastics',
      accountNumber,
      bank: 'ICBC Ningbo',
      sharedWith: ['hengda'],
      reason: 'as agreed',
      ...more,
    });
  const decide = (by: Actor, id: string, how: 'approval' | 'rejection' = 'approval') =>
    stage.as(by).post<View>(`/bank-account-changes/${id}/${how}`, how === 'rejection' ? { reason: 'not ours' } : {});
  const accountsSeenBy = async (by: Actor): Promise<View[]> =>
    (await stage.as(by).get<{ items: View[] }>('/bank-accounts?organisation=jingsu')).body.items;

  it('is set by two people: the first alone changes nothing, and nobody approves his own', async () => {
    const { status, body } = await propose(clerk);
    expect([status, body.status]).toEqual([201, 'proposed']);
    expect(await accountsSeenBy(owner)).toEqual([]);
    expect((await decide({ ...owner, login: clerk.login }, body.id)).body).toMatchObject({
      code: 'finance.bank-account-change.four-eyes',
    });
    expect((await decide(clerk, body.id)).status).toBe(403);
    expect(await accountsSeenBy(owner)).toEqual([]);
    expect((await decide(owner, body.id)).body).toMatchObject({ status: 'approved', decidedBy: 'jing.su' });
    expect(await accountsSeenBy(owner)).toMatchObject([{ accountNumber: first }]);
    await expect(stage.published(finance.BankAccountChangedSchema)).resolves.toMatchObject({
      organisation: 'jingsu',
      maskedNumber: '•••• 5702',
      proposedBy: 'wu.bin',
      approvedBy: 'jing.su',
    });
  });

  it('is seen whole by its own finance people, masked by who pays, by its systems, and not at all by others', async () => {
    expect(await accountsSeenBy(clerk)).toMatchObject([{ accountNumber: first }]);
    expect(await accountsSeenBy(payer)).toMatchObject([{ accountNumber: '•••• 5702' }]);
    expect(await accountsSeenBy(system)).toMatchObject([{ accountNumber: '•••• 5702' }]);
    expect(await accountsSeenBy(stranger)).toEqual([]);
    expect((await stage.as(payer).get<{ items: View[] }>('/bank-account-changes')).body.items).toEqual([]);
  });

  it('is changed by nobody else: no system, no stranger, not the payer', async () => {
    expect((await propose(system)).status).toBe(403);
    const { id } = (await propose(clerk, later)).body;
    for (const other of [stranger, payer]) expect((await decide(other, id)).status).toBe(404);
    expect((await propose(owner, later)).body).toMatchObject({ code: 'finance.bank-account-change.open' });
    expect((await decide(clerk, id, 'rejection')).body).toMatchObject({ status: 'rejected' });
    expect((await decide(owner, id)).body).toMatchObject({ code: 'finance.bank-account-change.decided' });
    expect(await accountsSeenBy(owner)).toMatchObject([{ accountNumber: first }]);
  });

  it('changes once when two approve at the same time, and keeps its history', async () => {
    const { id } = (await propose(clerk, later)).body;
    const manager = person('cai.wu', 'jingsu', 'supplier', 'finance-manager');
    const answers = await Promise.all([decide(owner, id), decide(manager, id)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    expect(await accountsSeenBy(owner)).toMatchObject([{ accountNumber: later }]);
    const history = (await stage.as(owner).get<{ items: View[] }>('/bank-account-changes')).body.items;
    expect(history.map(({ status, accountNumber }) => [status, accountNumber])).toEqual([
      ['approved', later],
      ['rejected', later],
      ['approved', first],
    ]);
  });

  it('cannot be approved by its proposer even past the service: the database refuses', async () => {
    const { id } = (await propose(clerk)).body;
    await expect(
      stage.rows(
        `update finance.bank_account_changes set status = 'approved', decided_by = proposed_by where id = $1`,
        [id],
      ),
    ).rejects.toThrow('check constraint');
  });
});
