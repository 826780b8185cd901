import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createMissingTopics,
  declaredTopics,
  grantAccess,
  KafkaBus,
  type KafkaConnection,
  kafkaConnection,
} from '@talentloop/integration-bus-kafka';
import { type KafkaCluster, startKafka } from '@talentloop/local-kafka';
import { silent } from '@talentloop/log-following';
import { serviceNames } from '@talentloop/service-catalogue';
import { until, wire } from '@talentloop/testing';
import { onKafka } from './steps/on-kafka';

jest.setTimeout(60_000);

const users = Object.fromEntries(
  [...serviceNames, 'stranger'].map((name) => [name, `${name}-secret`]),
);

onKafka('a cluster that asks who is there', () => {
  let cluster: KafkaCluster;
  let folder: string;
  const open: KafkaBus[] = [];
  const fatal: string[] = [];
  const warnings: string[] = [];

  /** The connection as a service reads it from its environment. */
  const as = (username: string, password = users[username]): KafkaConnection => {
    const connection = kafkaConnection({
      KAFKA_BROKERS: cluster.brokers,
      KAFKA_SSL_CA: path.join(folder, 'authority.pem'),
      KAFKA_SASL_USERNAME: username,
      KAFKA_SASL_PASSWORD: password,
    });
    if (!connection) throw new Error('no connection');
    return connection;
  };
  const busAs = (username: string, password?: string): KafkaBus => {
    const bus = new KafkaBus({
      connection: as(username, password),
      clientId: username,
      sendMsMax: 3_000,
      log: { ...silent, warn: (_, message) => void warnings.push(message) },
      onFatal: ({ message }) => fatal.push(`${username}: ${message}`),
    });
    open.push(bus);
    return bus;
  };
  const mayWrite = (bus: KafkaBus, topic: string): Promise<boolean> =>
    bus
      .produce([wire(topic, 'tally-a', 0)])
      .then(() => true)
      .catch((error: unknown) => {
        expect(String(error)).toMatch(/authoriz/i);
        return false;
      });

  beforeAll(async () => {
    cluster = await startKafka({ users });
    folder = mkdtempSync(path.join(tmpdir(), 'talentloop-authority-'));
    writeFileSync(path.join(folder, 'authority.pem'), cluster.certificate ?? '');
    const admin = as('admin', cluster.admin?.password);
    await createMissingTopics(admin);
    await grantAccess(admin);
    // The brokers learn of new rules some time after the controller has accepted them.
    for (const { name, owner } of declaredTopics)
      await until(`${owner} may write ${name}`, () => mayWrite(busAs(owner), name));
    fatal.splice(0);
  });
  afterEach(() => void fatal.splice(0));
  afterAll(async () => {
    await Promise.all(open.map((bus) => bus.close()));
    await cluster.stop();
    rmSync(folder, { recursive: true });
  });

  const ownersOfWhatMayBeWritten = async (service: string): Promise<readonly string[]> => {
    const bus = busAs(service);
    const owners = [];
    for (const { name, owner } of declaredTopics) {
      if (await mayWrite(bus, name)) owners.push(owner);
    }
    return owners;
  };

  it.each(serviceNames)('lets %s write its own topics only', async (service) => {
    expect(await ownersOfWhatMayBeWritten(service)).toEqual([service]);
    expect(fatal).toEqual([]);
  });

  it('lets a stranger write nothing, and says so to its process', async () => {
    expect(await ownersOfWhatMayBeWritten('stranger')).toEqual([]);
    expect(fatal).toEqual([expect.stringMatching(/^stranger: .*authoriz/i)]);
  });

  it("lets a service read the others' topics, in its own group", async () => {
    const [topic] = declaredTopics.filter(({ owner }) => owner === 'talent-onboarding');
    const read: string[] = [];
    await busAs('service-centre').consume(
      'talentloop.service-centre',
      [topic?.name ?? ''],
      async (batch) => void read.push(...batch.map(({ key }) => key)),
    );
    await until('a message arrives', () => read.length > 0);
    const intruder = busAs('accommodation');
    const steal = async (): Promise<void> => void read.push("somebody else's");
    await intruder.consume('talentloop.service-centre', [topic?.name ?? ''], steal);
    const refused = () =>
      warnings.some((warning) => warning.includes('cannot join the consumer group'));
    await until('the intruder is refused', refused);
    expect(read).not.toContain("somebody else's");
  });

  it('tells a process with a wrong password at once, and for good', async () => {
    const bus = busAs('accommodation', 'wrong');
    await expect(bus.produce([wire('x', 'tally-a', 0)])).rejects.toThrow(/SASL/);
    expect(fatal).toEqual([expect.stringMatching(/^accommodation: .*SASL/)]);
  });
});
