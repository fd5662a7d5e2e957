import type { Directory } from './directory.ts';

/** CONTRL and the service segments it consists of (ISO 9735-4; UN/EDIFACT CONTRL D.3, version 4 release 1). */
export const service: Directory = {
  name: 'service',
  messages: {
    CONTRL: `
      UCI! (UCM! (UCS! UCD*99)*999)*999999 (UCF! (UCM! (UCS! UCD*99)*999)*999999)*999999`,
  },
  segments: `
    UCI 0020! S002! S003! 0083! 0085 0013 S011
    UCF 0048! S006! S007! 0083! 0085 0013 S011
    UCM 0062! S009! 0083! 0085 0013 S011
    UCS 0096! 0085
    UCD 0085! S011!`,
  composites: `
    S002 0004! 0007 0008
    S003 0010! 0007 0014
    S006 0040! 0007
    S007 0044! 0007
    S009 0065! 0052! 0054! 0051! 0057
    S011 0098! 0104`,
  elements: `
    0004 an..35 | 0007 an..4 | 0008 an..14 | 0010 an..35 | 0013 a3 | 0014 an..14 | 0020 an..14 | 0040 an..35 |
    0044 an..35 | 0048 an..14 | 0051 an..2 | 0052 an..3 | 0054 an..3 | 0057 an..6 | 0062 an..14 | 0065 an..6 |
    0083 an..3 | 0085 an..3 | 0096 n..6 | 0098 n..3 | 0104 n..3`,
};
