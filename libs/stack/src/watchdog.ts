import { spawn } from 'node:child_process';

/**
 * Outlives us by a few seconds: when our end of its input closes, however we died (SIGKILL too), it ends the processes
 * that are still on its list. A shell costs under 1 MiB, and needs neither Linux's death signal nor a timer.
 */
const SCRIPT = `
trap '' INT TERM HUP
list=
while read -r verb pid signal; do
  case $verb in
    add) list="$list $pid:$signal" ;;
    drop) kept=; for entry in $list; do [ "\${entry%%:*}" = "$pid" ] || kept="$kept $entry"; done; list=$kept ;;
  esac
done
for entry in $list; do kill -"\${entry#*:}" "\${entry%%:*}"; done
for second in 1 2 3 4 5; do
  alive=; for entry in $list; do kill -0 "\${entry%%:*}" && alive=yes; done
  [ -z "$alive" ] && exit 0
  sleep 1
done
for entry in $list; do kill -KILL "\${entry%%:*}"; done
`;

export interface Watchdog {
  /** @param signal how the process is asked to end, without SIG (`TERM`) */
  add(pid: number, signal: string): void;
  drop(pid: number): void;
  /** Sends it away; what is still on its list is ended. */
  dismiss(): void;
}

export function postWatchdog(): Watchdog {
  const shell = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  const { stdin } = shell;
  // Its pipe alone must not keep us alive; a broken pipe means that somebody ended the shell: the stack goes on without.
  (stdin as unknown as { unref(): void }).unref();
  stdin.on('error', () => shell.kill());
  return {
    add: (pid, signal) => void stdin.write(`add ${pid} ${signal}\n`),
    drop: (pid) => void stdin.write(`drop ${pid}\n`),
    dismiss: () => void stdin.end(),
  };
}
