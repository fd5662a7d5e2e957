import { Gateway1764000000101 } from './0001-gateway.ts';
import { Gateway1764000000102 } from './0002-documents-and-controls.ts';
import { Gateway1764000000103 } from './0003-digests.ts';
import { Gateway1764000000104 } from './0004-signing-in.ts';
import { Gateway1764000000105 } from './0005-idle-sessions.ts';
import { Gateway1764000000106 } from './0006-edifact-partners.ts';
import { Gateway1764000000107 } from './0007-control-series.ts';
import { Gateway1764000000108 } from './0008-webhooks.ts';
import { Gateway1764000000109 } from './0009-sftp.ts';
import { Gateway1764000000110 } from './0010-ubl-partners.ts';
import { Gateway1764000000111 } from './0011-exchange.ts';
import { Gateway1764000000112 } from './0012-as2.ts';
import { Gateway1764000000113 } from './0013-partner-profiles.ts';
import { Gateway1764000000114 } from './0014-partner-maps.ts';
import { Gateway1764000000115 } from './0015-feeds.ts';
import { Gateway1764000000116 } from './0016-sftp-client.ts';
import { Gateway1764000000117 } from './0017-outbound-names.ts';
import { Gateway1764000000118 } from './0018-as2-by-partner.ts';
import { Gateway1764000000119 } from './0019-inbound-work.ts';

export const migrations = [
  Gateway1764000000101,
  Gateway1764000000102,
  Gateway1764000000103,
  Gateway1764000000104,
  Gateway1764000000105,
  Gateway1764000000106,
  Gateway1764000000107,
  Gateway1764000000108,
  Gateway1764000000109,
  Gateway1764000000110,
  Gateway1764000000111,
  Gateway1764000000112,
  Gateway1764000000113,
  Gateway1764000000114,
  Gateway1764000000115,
  Gateway1764000000116,
  Gateway1764000000117,
  Gateway1764000000118,
  Gateway1764000000119,
];
