import type { PortBlock } from './ports.ts';
import { GATEWAY, type PlatformProcess } from './services.ts';

/** Where one instance of a process listens. */
export interface OwnPorts {
  readonly http: number;
  readonly grpc: number;
  /** the gateway's */
  readonly sftp: number;
}

export interface Instance {
  /** unique in the stack: the process's own name, or `orders-2` */
  readonly name: string;
  readonly process: PlatformProcess;
  readonly ports: OwnPorts;
}

/** where the ports of the instances begin in the block, behind those that others know */
const INSTANCES_OFFSET = 50;
const PER_INSTANCE = 20;
const GRPC_OFFSET = 8;
const SFTP_OFFSET = 16;
/** as many as the block has room for */
export const MOST_REPLICAS = 2;

/** Where others find it. */
export const knownPorts = (process: PlatformProcess, ports: PortBlock): OwnPorts => ({
  http: process.name === GATEWAY ? ports.gateway : ports.http[process.name],
  grpc: ports.grpc[process.name],
  sftp: ports.sftp,
});

const ownPorts = (place: number, replica: number, { base }: PortBlock): OwnPorts => {
  const from = base + INSTANCES_OFFSET + replica * PER_INSTANCE;
  return { http: from + place, grpc: from + GRPC_OFFSET + place, sftp: from + SFTP_OFFSET };
};

/**
 * One of each process listens where others look for it. Several of each have ports of their own: what listens at the
 * known ones, and sends on to those that are ready, is their starter's.
 * @throws RangeError when the block has no room for so many
 */
export const instancesOf = (
  processes: readonly PlatformProcess[],
  ports: PortBlock,
  replicas: number = 1,
): readonly Instance[] => {
  if (!Number.isInteger(replicas) || replicas < 1 || replicas > MOST_REPLICAS)
    throw new RangeError(`${replicas} of each process: 1 to ${MOST_REPLICAS}`);
  if (replicas === 1)
    return processes.map((process) => ({ name: process.name, process, ports: knownPorts(process, ports) }));
  return processes.flatMap((process, place) =>
    Array.from({ length: replicas }, (_, replica) => ({
      name: replica === 0 ? process.name : `${process.name}-${replica + 1}`,
      process,
      ports: ownPorts(place, replica, ports),
    })),
  );
};
