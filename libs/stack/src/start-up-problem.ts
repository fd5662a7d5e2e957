import type { Text } from '@tradeloom/kernel';

/** Infrastructure is not as it must be: the process ends with this code (see the `tradeloom` command's exit codes). */
export const INFRASTRUCTURE_EXIT_CODE = 3;

/**
 * Something on this machine keeps the stack from starting. It is told to a person in one line, in their language,
 * and ends the process with exit code 3; whatever was started before has been stopped by then.
 */
export class StartUpProblem extends Error {
  readonly exitCode = INFRASTRUCTURE_EXIT_CODE;

  constructor(
    /** stable, dotted, lower case (`stack.port.taken`) */
    readonly code: string,
    readonly text: Text,
    /** absolute path of the log that tells more */
    readonly log?: string,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
    this.name = 'StartUpProblem';
  }
}

const EXPLAINED_ELSEWHERE = {
  en: 'or give KAFKA_BROKERS=host:port of a running Kafka, or start with --docker',
  zh: '或用 KAFKA_BROKERS=host:port 指定已有的 Kafka，或加 --docker 启动',
};

export const portTaken = (port: number, use: string): StartUpProblem =>
  new StartUpProblem('stack.port.taken', {
    en: `Port ${port} (${use}) is taken: free it, choose another TRADELOOM_PORT_BASE, or unset it to use the next free block`,
    zh: `端口 ${port}（${use}）已被占用：请释放该端口，另设 TRADELOOM_PORT_BASE，或取消该变量以使用下一组空闲端口`,
  });

export const portBaseInvalid = (value: string): StartUpProblem =>
  new StartUpProblem('stack.port.base-invalid', {
    en: `TRADELOOM_PORT_BASE=${value} is not a port number from 1100 to 65400`,
    zh: `TRADELOOM_PORT_BASE=${value} 不是 1100 至 65400 之间的端口号`,
  });

export const noFreePorts = (first: number, last: number): StartUpProblem =>
  new StartUpProblem('stack.port.none-free', {
    en: `No free block of ports from ${first} to ${last}: stop another stack or set TRADELOOM_PORT_BASE`,
    zh: `${first} 至 ${last} 之间没有空闲端口组：请停止其他实例或设置 TRADELOOM_PORT_BASE`,
  });

export const alreadyRunning = (pid: number, stateDir: string): StartUpProblem =>
  new StartUpProblem('stack.already-running', {
    en: `A stack of this checkout is running already (process ${pid}, state in ${stateDir}): stop it first, or use a second checkout`,
    zh: `本目录的平台已在运行（进程 ${pid}，状态目录 ${stateDir}）：请先停止它，或使用另一个检出目录`,
  });

export const noJava = (): StartUpProblem =>
  new StartUpProblem('stack.java.missing', {
    en: `Kafka needs Java 17 or newer and none was found: install a JRE, ${EXPLAINED_ELSEWHERE.en}`,
    zh: `Kafka 需要 Java 17 或更高版本，但未找到：请安装 JRE，${EXPLAINED_ELSEWHERE.zh}`,
  });

export const oldJava = (found: string): StartUpProblem =>
  new StartUpProblem('stack.java.too-old', {
    en: `Kafka needs Java 17 or newer, this machine's is ${found}: install a newer JRE (JAVA_HOME is respected), ${EXPLAINED_ELSEWHERE.en}`,
    zh: `Kafka 需要 Java 17 或更高版本，本机为 ${found}：请安装较新的 JRE（可用 JAVA_HOME 指定），${EXPLAINED_ELSEWHERE.zh}`,
  });

export const noMaven = (what: string): StartUpProblem =>
  new StartUpProblem('stack.maven.missing', {
    en: `Maven (mvn) fetches ${what}'s jars and was not found: install Maven, ${EXPLAINED_ELSEWHERE.en}`,
    zh: `需要 Maven（mvn）下载 ${what} 的 jar 包，但未找到：请安装 Maven，${EXPLAINED_ELSEWHERE.zh}`,
  });

export const mavenFailed = (what: string, log: string): StartUpProblem =>
  new StartUpProblem(
    'stack.maven.failed',
    {
      en: `Maven could not fetch ${what}'s jars (is its repository reachable?)`,
      zh: `Maven 无法下载 ${what} 的 jar 包（仓库是否可达？）`,
    },
    log,
  );

export const diskFull = (path: string, freeMiB: number, neededMiB: number): StartUpProblem =>
  new StartUpProblem('stack.disk.full', {
    en: `Only ${freeMiB} MiB free where ${path} lies, ${neededMiB} MiB are needed: make room or set TRADELOOM_STATE_DIR to another disk`,
    zh: `${path} 所在磁盘仅剩 ${freeMiB} MiB，至少需要 ${neededMiB} MiB：请清理空间，或用 TRADELOOM_STATE_DIR 指定其他磁盘`,
  });

export const wrongDatabaseVersion = (found: string, where: string, needed: number): StartUpProblem =>
  new StartUpProblem('stack.database.wrong-version', {
    en: `The database in ${where} is of PostgreSQL ${found}, this release needs ${needed}: upgrade it, or move that data away`,
    zh: `${where} 中的数据库为 PostgreSQL ${found}，本版本需要 ${needed}：请升级，或移走该数据`,
  });

export const databaseUnreachable = (where: string, why: string): StartUpProblem =>
  new StartUpProblem('stack.database.unreachable', {
    en: `The database given by DATABASE_URL (${where}) cannot be reached: ${why}`,
    zh: `无法连接 DATABASE_URL 指定的数据库（${where}）：${why}`,
  });

export const kafkaUnreachable = (brokers: string, why: string): StartUpProblem =>
  new StartUpProblem('stack.kafka.unreachable', {
    en: `The Kafka given by KAFKA_BROKERS (${brokers}) cannot be reached: ${why}`,
    zh: `无法连接 KAFKA_BROKERS 指定的 Kafka（${brokers}）：${why}`,
  });

export const noPostgresBinaries = (platform: string): StartUpProblem =>
  new StartUpProblem('stack.database.no-binaries', {
    en: `No PostgreSQL for ${platform} among the installed packages: give DATABASE_URL of a running PostgreSQL 18`,
    zh: `已安装的软件包中没有适用于 ${platform} 的 PostgreSQL：请用 DATABASE_URL 指定已运行的 PostgreSQL 18`,
  });

export const processEnded = (name: string, how: string, log: string): StartUpProblem =>
  new StartUpProblem(
    'stack.process.ended',
    { en: `${name} ended while starting (${how})`, zh: `${name} 在启动过程中退出（${how}）` },
    log,
  );

export const notReady = (name: string, seconds: number, why: string, log: string): StartUpProblem =>
  new StartUpProblem(
    'stack.process.not-ready',
    { en: `${name} was not ready within ${seconds} s: ${why}`, zh: `${name} 在 ${seconds} 秒内未就绪：${why}` },
    log,
  );

export const notBuilt = (what: string): StartUpProblem =>
  new StartUpProblem('stack.not-built', {
    en: `${what} is not built: run npm run build`,
    zh: `${what} 尚未构建：请运行 npm run build`,
  });
