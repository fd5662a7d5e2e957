import { type Decision, must, type Outcome } from '@tradeloom/kernel';
import { isZone, type QuietHours } from './quiet-hours.rules.ts';

export interface ConnectionTerms {
  readonly host: string;
  readonly port: number;
  readonly login: string;
  /** The server's key as `ssh-keygen -l` shows it, `SHA256:…`; another one is refused. */
  readonly hostKey: string;
  /** Folder of the partner's server from which we fetch; null: nothing is fetched. */
  readonly fetchFrom: string | null;
  /** Where a file that we have is moved; null: it is deleted. */
  readonly moveTo: string | null;
  /** Folder in which we put our files; null: they are fetched another way. */
  readonly putInto: string | null;
  /** Which names are fetched: `*` and `?`. */
  readonly pattern: string;
  /** `.done`: a file is complete when one of its name and this lies beside it; null: when it has not changed since the last look. */
  readonly doneSuffix: string | null;
  readonly pollSeconds: number;
  readonly quiet: QuietHours | null;
  readonly enabled: boolean;
}

/** A partner's own SFTP server, where we come as a client. Its id is the partner's. */
export interface SftpConnection extends ConnectionTerms {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  /** Which of our keys it is; each is another pair. */
  readonly keyNumber: number;
  /** A key that the server showed instead of its own, and that was told. */
  readonly refusedKey: string | null;
}

const hostName = /^[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/;
const fingerprint = /^SHA256:[A-Za-z0-9+/]{43}$/;
const folder = /^[^\p{Cc}\\]{1,500}$/u;
// Two stars at most: more of them make a name costly to compare.
const pattern = /^[^*/\\[\]{}()!+@|]*(?:\*[^*/\\[\]{}()!+@|]*){0,2}$/;
const suffix = /^\.[A-Za-z0-9]{1,20}$/;
const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const fewestPollSeconds = 5;
const mostPollSeconds = 86_400;
const mostPort = 65_535;

/** @throws DomainError for what can be no server, or nothing to do there */
export const mustBeGood = (terms: ConnectionTerms): void => {
  const { port, pollSeconds, quiet } = terms;
  must(hostName.test(terms.host) && port >= 1 && port <= mostPort, 'gateway.sftp-connection.address', {
    en: 'Give the server by its name or address, and a port from 1 to 65535',
    zh: '请填写服务器名称或地址，端口为 1 至 65535',
  });
  must(fingerprint.test(terms.hostKey), 'gateway.sftp-connection.host-key', {
    en: 'Give the server key’s fingerprint as ssh-keygen -l shows it: SHA256: and 43 characters',
    zh: '请填写 ssh-keygen -l 显示的服务器密钥指纹：SHA256: 加 43 个字符',
  });
  must(terms.fetchFrom !== null || terms.putInto !== null, 'gateway.sftp-connection.nothing-to-do', {
    en: 'Name a folder to fetch from, or one to put files into',
    zh: '请至少填写取件目录或投递目录',
  });
  const folders = [terms.fetchFrom, terms.moveTo, terms.putInto].filter((path) => path !== null);
  const apart = new Set(folders.map((path) => path.replace(/\/+$/, ''))).size === folders.length;
  must(apart && folders.every((path) => folder.test(path)), 'gateway.sftp-connection.folders', {
    en: 'The folders must be different ones',
    zh: '各目录必须互不相同',
  });
  must(pattern.test(terms.pattern) && terms.pattern !== '', 'gateway.sftp-connection.pattern', {
    en: 'A pattern is a name with up to two * and any number of ?',
    zh: '文件名模式最多含两个 *，可含任意个 ?',
  });
  must(terms.doneSuffix === null || suffix.test(terms.doneSuffix), 'gateway.sftp-connection.done-suffix', {
    en: 'The marker is a name’s ending such as .done',
    zh: '完成标记为文件名后缀，例如 .done',
  });
  must(pollSeconds >= fewestPollSeconds && pollSeconds <= mostPollSeconds, 'gateway.sftp-connection.poll-seconds', {
    en: `Look every ${fewestPollSeconds} to ${mostPollSeconds} seconds`,
    zh: `轮询间隔为 ${fewestPollSeconds} 至 ${mostPollSeconds} 秒`,
  });
  must(
    quiet === null || (clock.test(quiet.from) && clock.test(quiet.to) && quiet.from !== quiet.to && isZone(quiet.zone)),
    'gateway.sftp-connection.quiet',
    {
      en: 'Quiet hours are from and to as 22:00, and a time zone such as Asia/Shanghai',
      zh: '静默时段格式如 22:00，并须填写时区，例如 Asia/Shanghai',
    },
  );
};

/** What was put there before lies in another folder, or on another server. */
export const isPutElsewhere = (before: ConnectionTerms, now: ConnectionTerms): boolean =>
  before.host !== now.host || before.port !== now.port || before.login !== now.login || before.putInto !== now.putInto;

export const openConnection = (
  id: string,
  parties: readonly string[],
  terms: ConnectionTerms,
): Outcome<SftpConnection> => ({
  state: { id, version: 0, parties, ...terms, keyNumber: 1, refusedKey: null },
  events: [],
});

/** Whoever names another key for the server has made sure of it. */
export const setTerms =
  (terms: ConnectionTerms): Decision<SftpConnection> =>
  (present) => ({
    state: { ...present, ...terms, refusedKey: terms.hostKey === present.hostKey ? present.refusedKey : null },
    events: [],
  });

/** The partner puts the new public key beside the old one first: from now on only the new one is used. */
export const drawNextKey: Decision<SftpConnection> = (present) => ({
  state: { ...present, keyNumber: present.keyNumber + 1 },
  events: [],
});

const longestPauseMs = 600_000;
const jitterShare = 0.1;

/**
 * Milliseconds before a server is tried again that could not be visited: doubled with every failure in a row, from the
 * partner's own pace up to ten minutes, or that pace where it is slower.
 * @param failures in a row, from 1
 * @param chance 0 to 1: servers that came back are not all visited at once
 */
export const backoffMs = (failures: number, pollSeconds: number, chance: number): number => {
  const pace = pollSeconds * 1_000;
  const pause = Math.max(pace, Math.min(pace * 2 ** Math.min(failures, 10), longestPauseMs));
  return Math.round(pause * (1 + jitterShare * (2 * chance - 1)));
};
